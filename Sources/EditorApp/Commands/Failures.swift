import Settings
import SiteHistory
import SiteMarkup
import SiteModel
import SiteStore
import SyncCore

/// The one place where errors become words and exit codes.
extension CommandFailure {
    /// A failure for any error a command can meet; ArgumentParser's own are not among them.
    package init(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as StoreError: self = CommandFailure(store: error)
        case let error as HistoryError: self = CommandFailure(history: error)
        case let error as MarkupError: self = CommandFailure(markup: error, file: nil)
        case let error as SettingsError: self = CommandFailure(settings: error)
        default: self.init(.failed, "It failed: \(error).")
        }
    }

    /// - Parameter slugs: What the sites of this device are called.
    static func unknownSite(_ name: String, among slugs: [String] = []) -> CommandFailure {
        CommandFailure(
            .notFound, "There is no site “\(name)” here.",
            hint: NearWord.hint(for: name, among: slugs, else: "pagemagic sites lists them."))
    }

    private init(store error: StoreError) {
        switch error {
        case .newerVersion(let path, let version, let known):
            self.init(
                .failed,
                "\(path) was written by a newer pagemagic (store version \(version); this one knows \(known)).",
                hint: "Update pagemagic, or set PAGEMAGIC_HOME to another folder.")
        case .foreign(let path):
            self.init(
                .badInput, "\(path) is not a store of pagemagic.",
                hint: "Move the file away, or set PAGEMAGIC_HOME to another folder.")
        case .damaged(let path, let detail):
            self.init(
                .badInput, "\(path) is damaged: \(detail).",
                hint:
                    "Keep a copy of the file; then restore it from a backup, or move it away and sync again."
            )
        case .notWritable(let path, let detail):
            self.init(
                .failed, "\(path) cannot be written: \(detail).",
                hint: "Make the folder writable, or set PAGEMAGIC_HOME to one that is.")
        case .full(let path):
            self.init(
                .failed, "The disk of \(path) is full; nothing was changed.",
                hint: "Free some space and try again.")
        case .unavailable(let path, let detail):
            self.init(
                .failed, "\(path) cannot be used: \(detail).",
                hint: "See that the disk is well and not full.")
        case .busy(let path):
            self.init(
                .failed, "Another program has kept \(path) locked for too long.",
                hint: "Try again when it is done.")
        case .unknownSite(let name): self = CommandFailure.unknownSite(name)
        case .ambiguousSite(let name, let ids):
            self.init(
                .notFound, "Several sites are called “\(name)”.",
                hint: "Name one by its id: \(ids.map(\.description).joined(separator: ", ")).")
        case .refused(let error): self = CommandFailure(history: error)
        case .otherAccount(_, let server, let account):
            self.init(
                .notPermitted,
                "This site belongs to the account \(account) on \(server); nothing was sent.",
                hint: "Use that account's token. Reading and editing go on without it.")
        case .replay, .digestMismatch:
            self.init(
                .failed, "The server's log does not fit the one that is here; nothing was changed.",
                hint: "Try again; if it stays so, run pagemagic doctor.")
        case .ownBatchUnknown:
            self.init(
                .failed,
                "The server has changes of this device that its store does not know: it is a copy or a backup.",
                hint:
                    "Sync again: it goes on under a new name, and what only this copy holds is kept."
            )
        case .unknownBatch(let name):
            self.init(
                .notFound, "No change “\(name)” waits here or was refused.",
                hint: "pagemagic outbox lists them.")
        case .unknownVersion(let version): self = CommandFailure.unknownVersion("\(version)")
        case .versionNotKept(let dropped): self = CommandFailure.versionNotKept(below: dropped)
        case .compactedLogDamaged(let site):
            self.init(
                .badInput,
                "What stands for the older history of the site \(site) is damaged in this store.",
                hint: "pagemagic sync \(site) fetches it anew; what waits to be sent is kept.")
        case .reachesBelowDropped(_, let dropped):
            self.init(
                .failed,
                "The server sent a change from before position \(dropped), up to which this device keeps no history.",
                hint: "Nothing was changed. pagemagic sync fetches the site anew.")
        case .notCovered(_, let dropped):
            self.init(
                .failed, CommandFailure.sentence(SyncBlock.lostBelow(dropped: dropped).sentence))
        case .notEmpty(let site):
            self.init(
                .failed, "The site \(site) has content already; nothing was changed.")
        case .alreadyHere(let slug):
            self.init(
                .refused, "The site is here already, as “\(slug)”; nothing was changed.",
                hint: "pagemagic sync \(slug) brings what others changed.")
        case .leaseLost:
            self.init(
                .failed, "Another program took over syncing.", hint: "It will send what waits.")
        }
    }

    static func unknownBatch(_ name: String) -> CommandFailure {
        CommandFailure(
            .notFound, "There is no change “\(name)” here.", hint: "pagemagic log SITE lists them.")
    }

    static func unknownVersion(_ name: String) -> CommandFailure {
        CommandFailure(
            .notFound, "This site has no version “\(name)”.",
            hint:
                "Give a position or a change of pagemagic log SITE, a day or a time, -1 for the change before, synced or now."
        )
    }

    static func versionNotKept(below dropped: UInt64) -> CommandFailure {
        CommandFailure(
            .notFound,
            "That version lies before position \(dropped), up to which this device keeps no history; the server has it.",
            hint: "pagemagic log SITE shows how far back this device goes.")
    }

    private init(history error: HistoryError) {
        switch error {
        case .unknownNode(let node):
            self.init(
                .notFound, "There is no node \(node) in this site.",
                hint: "pagemagic tree SITE shows its nodes.")
        case .unknownText(let text):
            self.init(
                .notFound, "The node \(text.node) has no text “\(text.key)”.",
                hint: "pagemagic tree SITE shows keys.")
        case .unknownConflict(let id):
            self.init(
                .notFound, "There is no open conflict \(id).",
                hint: "pagemagic conflicts SITE lists them.")
        case .misplaced(let node, let parent):
            self.init(
                .refused, "The node \(node) cannot stand under \(parent).",
                hint: "Sections go under a page, other nodes under a section or an element.")
        case .notHTML(let reason):
            self.init(.refused, reason, hint: "Choose another place.")
        case .holderInTrash(let holder, let name):
            self.init(
                .refused,
                "It stood in the \(Printable.line(name)), which is in the trash as well: restore that first.",
                hint: "pagemagic restore SITE \(holder)")
        case .wouldNestInsideItself(let node):
            self.init(
                .refused, "The node \(node) cannot be moved inside itself.",
                hint: "Choose another parent.")
        case .notInTrash(let node):
            self.init(
                .notFound, "The node \(node) is not in the trash.",
                hint: "pagemagic tree SITE --trash lists it.")
        case .choiceNotPossible(let id):
            self.init(
                .usage, "The conflict \(id) cannot take that choice.",
                hint: "--take ours or --take theirs; both is for texts and class lists.")
        case .nothingToChange: self.init(.done, "Nothing to change.")
        case .nothingToUndo:
            self.init(
                .failed, "There is no step to take back or give back.",
                hint: "pagemagic log SITE shows steps.")
        case .inTrash(let label):
            self.init(
                .failed,
                "\(Printable.line(label)): that is in the trash; take it out of there first.",
                hint:
                    "pagemagic tree SITE --trash lists it, restore brings it back; so does undo of what put it there."
            )
        case .unknownBatch(let id): self = CommandFailure.unknownBatch(id.description)
        case .notMerged(let id):
            self.init(
                .notFound, "The change \(id) was merged with no other one by itself.",
                hint: "pagemagic log SITE lists what was.")
        case .mergeTooOld(let id):
            self.init(
                .refused,
                "The merge of \(id) is more than \(HistoryEngine.mergeUndoDays) days old.",
                hint: "Change the text or the order again.")
        case .frozen(let node):
            self.init(
                .refused,
                "\(node) was changed by a newer version of this program, and can only be read here.",
                hint: "Update pagemagic on this device.")
        case .nothingLeft(let reasons):
            let why = reasons.isEmpty ? "" : " (" + reasons.joined(separator: "; ") + ")"
            self.init(
                .refused, "Nothing of it can be done any more\(why).",
                hint: "What was there is kept as it is.")
        case .tooDeep(let limit):
            self.init(
                .refused, "That would nest deeper than \(limit) levels.", hint: "Put it higher up.")
        case .tooLarge(let limit):
            self.init(
                .refused, "That is too large for one change (limit \(limit)).",
                hint: "Change it in parts.")
        }
    }

    /// - Parameter file: The file that was read, to be named.
    package init(markup error: MarkupError, file: String?) {
        let place = file ?? "The input"
        switch error {
        case .tooDeep(let limit):
            self.init(
                .badInput, "\(place) nests deeper than \(limit) levels.",
                hint: "Flatten it and try again.")
        case .tooManyTags(let limit):
            self.init(
                .badInput, "\(place) has more than \(limit) tags.", hint: "Import it in parts.")
        case .tooLarge(let limit):
            self.init(
                .badInput, "\(place) is larger than \(limit >> 20) MiB.",
                hint: "Import it in parts.")
        case .notUTF8(let offset):
            self.init(
                .badInput, "\(place) is not UTF-8: byte \(offset).",
                hint: "Convert it to UTF-8 first.")
        case .binary(let offset):
            self.init(
                .badInput, "\(place) is not text: byte \(offset) is zero.",
                hint: "Give an HTML file, or a folder of them.")
        case .noPages:
            self.init(
                .badInput, "There is no HTML file in \(file ?? "it").",
                hint: "Give an HTML file, or a folder of them.")
        case .refused(let findings):
            self.init(.refused, Findings.sentence(findings), hint: findings.first?.fix ?? "")
        case .inFile(let path, let line, let column, let cause):
            let inner = CommandFailure(markup: cause, file: "\(path):\(line):\(column)")
            self.init(inner.code, inner.message, hint: inner.hint)
        }
    }

    private init(settings error: SettingsError) {
        switch error {
        case .invalid:
            let message = error.message
            self.init(
                .badInput, message + (message.hasSuffix(".") ? "" : "."),
                hint: "Correct the line and try again.")
        case .unknownName(_, let name, let known):
            self.init(
                .notFound, error.message + ".",
                hint: NearWord.hint(for: name, among: known, else: "Choose one of them."))
        case .unreadable:
            self.init(
                .notFound, error.message + ".", hint: "See that the file is there and readable.")
        }
    }
}
