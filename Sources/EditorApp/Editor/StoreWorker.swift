import EditorCore
import Foundation
import SiteHistory
import SiteModel
import SiteStore
import Synchronization

/// Does the editor's work on the store, one piece after the other, on a thread of its own.
final class StoreWorker: EditorStorePort {
    /// A site of as many nodes is shown before all of it is read.
    private static let largeNodeCount = 2000
    /// How long nobody has typed when ``SitePart/wholeAtRest`` is read.
    private static let typingRest = DispatchTimeInterval.milliseconds(400)
    /// How many steps of the history are read at once.
    private static let historyPageCount = 50
    /// More than any screen shows.
    private static let screenNodeCount = 400

    private struct Shown {
        var site: NodeID?
        var revision: Int64 = -1
        /// The pages that were read of a large site; nil where all of it was.
        var pages: Set<NodeID>?
        var foreignVersion: Int?
        /// Proposals as they were told last.
        var proposals: [Proposal] = []
        /// Up to where the log was looked through for automatic merges, and by the person.
        var countedEnd: UInt64 = 0
        var mergesSeen: UInt64 = 0
        /// Whether merges are counted in the whole log: some that a snapshot stands for were left to be looked at.
        var countsAll = false
        /// What was typed and is not written yet; that of the text in hand last.
        var drafts: [FieldDraft] = []
        /// The rest of the site is read once nobody types.
        var readsWholeAtRest = false

        mutating func takeReadsWholeAtRest() -> Bool {
            defer { readsWholeAtRest = false }
            return readsWholeAtRest
        }
    }

    private let store: SiteStore
    private let hasServer: Bool
    private let sessions: SessionFiles?
    private let post: @Sendable (EditorEvent) -> Void
    /// Tells sync that there is something to send.
    private let changed: @Sendable () -> Void
    private let queue = DispatchQueue(label: "pagemagic.store", qos: .userInteractive)
    /// What may take long and keeps nobody from changing the site.
    private let historyQueue = DispatchQueue(label: "pagemagic.history", qos: .userInitiated)
    private let shown = Mutex(Shown())
    private let vigil: StoreVigil

    init(
        store: SiteStore, hasServer: Bool, sessions: SessionFiles? = nil,
        post: @escaping @Sendable (EditorEvent) -> Void, changed: @escaping @Sendable () -> Void
    ) {
        self.sessions = sessions
        self.store = store
        self.hasServer = hasServer
        self.post = post
        self.changed = changed
        vigil = StoreVigil(directory: store.directory)
        vigil.whenDue { [weak self] in
            guard let self else { return }
            queue.sync { self.writeDrafts() }
        } look: { [weak self] in
            self?.refreshFromOthers()
        } rest: { [weak self] in
            if let self, shown.withLock({ $0.takeReadsWholeAtRest() }) { read(.whole) }
        }
    }

    // MARK: - Looking

    func open(_ site: NodeID, at target: String?) {
        queue.async { [self] in
            attempt(else: { .openingFailed($0) }) {
                // Those of the site that is left.
                writeDrafts()
                let drafts = try store.drafts(of: site).reversed().map(FieldDraft.init)
                let isResumed = drafts.contains { !$0.isCancelled && $0.text.node != site }
                let kept = sessions?.session(of: site)
                let session = target == nil ? kept : nil
                let document = try opening(
                    site, at: isResumed ? "" : target, else: session?.place)
                shown.withLock {
                    $0.site = site
                    $0.proposals = []
                    $0.countedEnd = 0
                    $0.mergesSeen = kept?.mergesSeen ?? 0
                    $0.countsAll = kept?.contested ?? 0 > 0
                }
                post(.opened(document, drafts: drafts, at: target, session: session))
                try showProposals(site)
                if let kept, kept.contested > 0 {
                    countAll(site, seen: kept.mergesSeen)
                } else if document.missing == nil {
                    countMerges(try store.state(of: site))
                }
            }
        }
    }

    /// What is quickest to show: of a large site its pages, and what of one of them fills a screen.
    ///
    /// - Parameter last: Where the editor was last; it may be gone.
    private func opening(_ site: NodeID, at target: String?, else last: String?) throws
        -> SiteDocument
    {
        if target == nil, let last, let document = try glimpse(of: site, at: GlimpsePlace(last)) {
            return document
        }
        if let document = try glimpse(of: site, at: GlimpsePlace(target)) { return document }
        let state = try store.state(of: site)
        shown.withLock {
            $0.revision = state.revision
            $0.pages = nil
        }
        return document(state)
    }

    /// nil where the place is not known, or the site is small.
    private func glimpse(of site: NodeID, at place: GlimpsePlace) throws -> SiteDocument? {
        guard place.isKnown,
            let glimpse = try store.glimpse(
                of: site, nodeMin: Self.largeNodeCount, nodeMax: Self.screenNodeCount,
                sectionMax: TreeBuilder.sectionsShownMax,
                pages: { place.pages(of: $0) }, from: { place.section(in: $0) }),
            place.isFound(in: glimpse.site)
        else { return nil }
        shown.withLock {
            $0.revision = glimpse.revision
            $0.pages = []
        }
        return document(glimpse)
    }

    func read(_ part: SitePart) {
        if part == .wholeAtRest { return readWhole(afterRestSince: .now()) }
        queue.async { [self] in
            attempt {
                guard let site = shown.withLock({ $0.site }) else { return }
                if case .page(let page) = part {
                    shown.withLock { _ = $0.pages?.insert(page) }
                } else {
                    shown.withLock { $0.pages = nil }
                }
                try showNow(site)
            }
        }
    }

    private func readWhole(afterRestSince start: DispatchTime) {
        queue.asyncAfter(deadline: start + Self.typingRest) { [self] in
            // A commit, or somebody who could not wait, has read it.
            if shown.withLock({ $0.pages == nil }) { return }
            guard let typed = vigil.lastKey, typed > start else { return read(.whole) }
            // A timer at each of them would cost the keys.
            shown.withLock { $0.readsWholeAtRest = true }
        }
    }

    /// As much as is wanted of the site as it is on disk now.
    private func showNow(_ site: NodeID) throws {
        guard let pages = shown.withLock({ $0.pages }),
            let glimpse = try store.glimpse(
                of: site, sectionMax: TreeBuilder.sectionsShownMax,
                pages: { $0.pages.map(\.id).filter(pages.contains) })
        else { return show(try store.state(of: site)) }
        shown.withLock { $0.revision = glimpse.revision }
        post(.documentChanged(document(glimpse)))
    }

    func listSites() {
        queue.async { [self] in
            attempt {
                let sites = try store.sites()
                post(
                    .sitesListed(
                        sites.map {
                            ListedSite(id: $0.id, slug: $0.slug, title: $0.title, pages: $0.pages)
                        }))
            }
        }
    }

    /// Shows what other programs and sync have written since.
    func refresh() {
        queue.async { [self] in
            attempt {
                guard let site = shown.withLock({ $0.site }) else { return }
                try showProposals(site)
                let revision = try store.revision(of: site)
                guard shown.withLock({ $0.revision != revision }) else { return }
                try showNow(site)
                changed()
            }
        }
    }

    /// Shows what other programs have written since; for one statement, on this thread, where nothing was.
    private func refreshFromOthers() {
        attempt {
            let version = try store.foreignVersion()
            let isNew = shown.withLock { shown in
                defer { shown.foreignVersion = version }
                return shown.foreignVersion != version
            }
            if isNew { refresh() }
        }
    }

    /// Watches the store's files for as long as the program runs.
    func watch() { vigil.begin() }

    private func show(_ state: SiteState) {
        shown.withLock {
            $0.revision = state.revision
            $0.pages = nil
        }
        post(.documentChanged(document(state)))
        countMerges(state)
    }

    private func document(_ glimpse: SiteGlimpse) -> SiteDocument {
        SiteDocument(
            site: glimpse.site, revision: UInt64(max(0, glimpse.revision)),
            ownReplicas: glimpse.replicas,
            missing: MissingParts(
                hollow: glimpse.hollow, topCount: glimpse.topCount,
                conflictCount: glimpse.conflictCount))
    }

    /// More of what lies in the trash is listed by its name alone.
    private static let trashSummariesMax = 500

    private func document(_ state: SiteState) -> SiteDocument {
        let trash = state.engine.trashNewestFirst
        let summaries = trash.prefix(Self.trashSummariesMax).map {
            ($0.node, state.engine.trashSummary(of: $0))
        }
        return SiteDocument(
            site: state.site, conflicts: state.conflicts, trash: trash,
            trashSummaries: Dictionary(summaries) { first, _ in first },
            revision: UInt64(max(0, state.revision)),
            ownReplicas: state.replicas, unsent: hasServer ? unsent(state) : [])
    }

    /// Nodes that own batches in the outbox changed, and what holds them.
    private func unsent(_ state: SiteState) -> Set<NodeID> {
        var nodes: Set<NodeID> = []
        for batch in state.engine.pending {
            nodes.formUnion(batch.operations.lazy.compactMap(\.node))
        }
        return state.site.withHolders(nodes)
    }

    // MARK: - History

    func readHistory(skipping skipped: Int) {
        historyQueue.async { [self] in
            guard let site = shown.withLock({ $0.site }) else { return }
            attempt {
                let steps = try store.steps(
                    of: site, skipping: skipped, limit: Self.historyPageCount)
                let isEnd = steps.count < Self.historyPageCount
                let state = try store.state(of: site)
                let reader = TimelineReader(own: state.replicas, names: SiteNames(state.site))
                post(.historyRead(steps.map(reader.step), skipping: skipped, isEnd: isEnd))
            }
        }
    }

    // MARK: - The undo tree

    func readUndoTree() {
        queue.async { [self] in
            guard let site = shown.withLock({ $0.site }) else { return }
            attempt {
                post(.undoTreeRead(try store.stepTree(of: site).map(UndoTreeStep.init)))
            }
        }
    }

    func turn(to step: Int64?, token: Int) {
        change(token: token, unchanged: "The site stands there.") { [store] site in
            do {
                return try store.turn(site, to: step)
            } catch StoreError.refused(.nothingToUndo) {
                throw StoreError.refused(.nothingToChange)
            }
        } summary: {
            step == nil ? "As before the first step." : "As after: \($0)"
        }
    }

    // MARK: - Merges

    func readMerges() {
        historyQueue.async { [self] in
            guard let site = shown.withLock({ $0.site }) else { return }
            attempt {
                let state = try store.state(of: site, depth: .kept)
                let taken = try store.mergesTakenBack(of: site)
                let ownTimes = try store.ownTimes(of: site)
                post(.mergesRead(MergeReport(state, takenBack: taken, ownTimes: ownTimes)))
            }
        }
    }

    /// Tells how much was merged by itself, where something of other devices came in since the last time.
    private func countMerges(_ state: SiteState) {
        let counted = shown.withLock { $0.countedEnd }
        let new = state.engine.entries.reversed().prefix { $0.end > counted }
        guard new.contains(where: { !state.replicas.contains($0.batch.replica) }) else { return }
        let (seen, countsAll) = shown.withLock { shown in
            shown.countedEnd = state.engine.cursor
            return (shown.mergesSeen, shown.countsAll)
        }
        if countsAll { return countAll(state.site.id, seen: seen) }
        historyQueue.async { [self] in post(merges: state, seen) }
    }

    private func countAll(_ site: NodeID, seen: UInt64) {
        historyQueue.async { [self] in
            attempt { post(merges: try store.state(of: site, depth: .kept), seen) }
        }
    }

    private func post(merges state: SiteState, _ seen: UInt64) {
        let merges = state.engine.listedMerges
        post(
            .mergesCounted(
                merges.map(\.position),
                contested: state.engine.contestedMerges(among: merges).count, seen: seen))
    }

    func undoMerge(_ batch: OperationID, token: Int) {
        change(token: token) { [store] site in
            try store.undoMerge(batch, of: site, origin: .editor)
        } summary: { _ in
            "What theirs brought in is taken back; undo gives it back."
        }
    }

    // MARK: - Changing

    func commit(_ edits: [SiteEdit], token: Int, ending draft: TextRef?) {
        if let draft { forget(draft) }
        change(token: token) { [store] site in
            try store.commit(edits, to: site, origin: .editor, ending: draft)
        } summary: { _ in
            ""
        }
    }

    func applyHunks(_ numbers: Set<Int>, of proposal: Int64, token: Int) {
        change(token: token, unchanged: "Nothing of it can be taken any more.") {
            [store] site in
            try store.apply(numbers, of: proposal, to: site, origin: .editor)?.commit
        } summary: { _ in
            numbers.count == 1 ? "1 change made" : "\(numbers.count) changes made, as one step"
        }
        // After the document, so that no change seems undone in between.
        queue.async { [self] in
            attempt { if let site = shown.withLock({ $0.site }) { try showProposals(site) } }
        }
    }

    func changeProposal(
        _ proposal: Int64, _ body: @escaping @Sendable (inout Proposal, Site) -> Void
    ) {
        queue.async { [self] in
            attempt {
                guard let site = shown.withLock({ $0.site }) else { return }
                try store.change(proposal, of: site, body)
                try showProposals(site)
            }
        }
    }

    /// Tells of the proposals, where they are others than were told.
    private func showProposals(_ site: NodeID) throws {
        let proposals = try store.proposals(of: site)
        let isNew = shown.withLock { shown in
            defer { shown.proposals = proposals }
            return shown.proposals != proposals
        }
        if isNew { post(.proposalsChanged(proposals, of: site)) }
    }

    func undo(token: Int) {
        change(token: token, exhausted: undoneWords) { [store] in
            try store.undo($0, scope: .editor)
        } summary: {
            "Undone: \($0)"
        }
    }

    func redo(token: Int) {
        change(token: token, exhausted: { _ in "Nothing that was undone is left to make again." }) {
            [store] in
            try store.redo($0, scope: .editor)
        } summary: {
            "Made again: \($0)"
        }
    }

    /// Where undo has come to the first of the editor's steps.
    private func undoneWords(_ site: NodeID) -> String {
        let undone = (try? store.stepTree(of: site).count { $0.state == .undone }) ?? 0
        let others = "What was done in a shell or elsewhere is in the timeline."
        return switch undone {
        case 0: "No step made in the editor is left to undo. \(others)"
        case 1: "No step made in the editor is left to undo; redo makes 1 again. \(others)"
        default:
            "No step made in the editor is left to undo; redo makes \(undone) again. \(others)"
        }
    }

    func rewind(_ scope: RewindScope, to version: SiteVersion, summary: String, token: Int) {
        change(token: token, unchanged: "It stands like that already.") { [store] site in
            try store.rewind(
                scope, of: site, to: version, called: version.words(of: site, in: store),
                origin: .editor
            ).commit
        } summary: { _ in
            summary
        }
    }

    /// - Parameters:
    ///   - unchanged: What is said where nothing was to be done.
    ///   - exhausted: What is said where no step is left.
    private func change(
        token: Int, unchanged: String = "",
        exhausted: @escaping @Sendable (NodeID) -> String = { _ in "" },
        _ body: @escaping @Sendable (NodeID) throws -> CommitResult?,
        summary: @escaping @Sendable (String) -> String
    ) {
        queue.async { [self] in
            guard let site = shown.withLock({ $0.site }) else { return }
            do {
                guard let result = try body(site) else { return }
                show(result.state)
                post(
                    .commitFinished(
                        token: token,
                        .done(
                            summary: wasRefused(result) ? "" : summary(result.label),
                            skipped: result.skipped,
                            changed: result.changed)))
                changed()
            } catch StoreError.refused(.nothingToUndo) {
                post(
                    .commitFinished(
                        token: token,
                        .done(summary: exhausted(site), skipped: [])))
            } catch StoreError.refused(.nothingToChange) {
                post(.commitFinished(token: token, .done(summary: unchanged, skipped: [])))
            } catch {
                post(.commitFinished(token: token, .refused(Self.sentence(error))))
            }
        }
    }

    /// Whether nothing came of it but reasons.
    private func wasRefused(_ result: CommitResult) -> Bool {
        result.batch == nil && !result.skipped.isEmpty
    }

    private static func sentence(_ error: any Error) -> String {
        if case StoreError.unknownSite = error {
            return "The site was removed from this computer; pagemagic import brings it back."
        }
        return CommandFailure(error).message
    }

    private func attempt(
        else failed: (Notice) -> EditorEvent = { .noticed($0) }, _ body: () throws -> Void
    ) {
        do {
            try body()
        } catch {
            post(failed(Notice(.error, Self.sentence(error))))
        }
    }

    // MARK: - Drafts

    func endRun() { vigil.rested() }

    func save(_ draft: FieldDraft, since: ContinuousClock.Instant, goesOn: Bool) {
        shown.withLock { shown in
            if shown.drafts.last?.text != draft.text {
                shown.drafts.removeAll { $0.text == draft.text }
                shown.drafts.append(draft)
            } else {
                shown.drafts[shown.drafts.count - 1] = draft
            }
        }
        vigil.typed(since: since, goesOn: goesOn)
    }

    func drop(_ text: TextRef) {
        forget(text)
        queue.async { [self] in
            guard let site = shown.withLock({ $0.site }) else { return }
            attempt { try store.removeDraft(text, of: site) }
        }
    }

    private func forget(_ text: TextRef) {
        shown.withLock { $0.drafts.removeAll { $0.text == text } }
    }

    private func writeDrafts() {
        let (site, drafts) = shown.withLock { shown in
            defer { shown.drafts = [] }
            return (shown.site, shown.drafts)
        }
        guard let site else { return }
        for draft in drafts { attempt { try store.save(draft.stored, of: site) } }
    }

    func finish() {
        queue.sync { writeDrafts() }
    }
}

extension FieldDraft {
    /// The store counts the cursor in Unicode scalars.
    fileprivate init(_ draft: Draft) {
        let scalars = draft.value.unicodeScalars
        let end = scalars.index(
            scalars.startIndex, offsetBy: max(0, draft.caret), limitedBy: scalars.endIndex)
        self.init(
            text: draft.text, base: draft.base, typed: draft.value,
            cursor: draft.value.utf8.distance(
                from: draft.value.startIndex, to: end ?? scalars.endIndex),
            isCancelled: draft.cancelled)
    }

    fileprivate var stored: Draft {
        let utf8 = typed.utf8
        let end =
            utf8.index(utf8.startIndex, offsetBy: max(0, cursor), limitedBy: utf8.endIndex)
            ?? utf8.endIndex
        let caret = typed.unicodeScalars.distance(from: typed.startIndex, to: end)
        return Draft(text: text, base: base, value: typed, caret: caret, cancelled: isCancelled)
    }
}

extension UndoTreeStep {
    fileprivate init(_ entry: StepEntry) {
        let state: State =
            switch entry.state {
            case .done: .done
            case .undone: .undone
            case .aside: .aside
            }
        self.init(key: entry.key, parent: entry.parent, state: state, label: entry.label)
    }
}
