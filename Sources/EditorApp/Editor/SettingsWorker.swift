import EditorCore
import Foundation
import ScreenCore
import Settings
import Synchronization

/// Reads themes, keymaps and the configuration on a thread of its own, and again when their files change.
///
/// A file at fault changes nothing: what was read before holds, and the fault is said with its line and column.
final class SettingsWorker: Sendable {
    private struct InUse {
        var theme: String
        var keymap: String
        var configured: Configuration
        /// The fault that was said last: it is not said again with each change of another file.
        var fault: String?
    }

    private let choices: EditorChoices
    private let folders: SettingsFolders
    /// The folder of `config.toml`.
    private let configuration: String
    private let mailbox: EditorMailbox
    private let queue = DispatchQueue(label: "pagemagic.settings", qos: .utility)
    private let inUse: Mutex<InUse>
    private let isColoured = Mutex(true)

    /// - Parameters:
    ///   - theme: The stem of the theme's file.
    ///   - keymap: The stem of the keymap's file.
    init(
        folders: SettingsFolders, configuration: String, theme: String, keymap: String,
        configured: Configuration, choices: EditorChoices, mailbox: EditorMailbox
    ) {
        self.choices = choices
        self.folders = folders
        self.configuration = configuration
        self.mailbox = mailbox
        inUse = Mutex(InUse(theme: theme, keymap: keymap, configured: configured))
    }

    private static var intents: Set<String> { Set(Command.all.map(\.name)) }

    func loadTheme(_ name: String) {
        queue.async { [self] in
            attempt {
                mailbox.post(.theme(try folders.theme(named: name)))
                inUse.withLock { $0.theme = name }
            }
        }
    }

    /// For the next time; `config.toml` goes before it.
    func keepTheme(_ name: String) {
        queue.async { [self] in choices.keepTheme(name) }
    }

    /// Now and the next time; `config.toml` goes before it. Files are asked for by their stem, keymaps are called by
    /// the name in them.
    func useKeymap(_ name: String) {
        queue.async { [self] in
            let stem = folders.keymaps().first {
                (try? folders.keymap(named: $0.name, intents: nil))?.name == name
            }
            guard let stem else { return }
            inUse.withLock { $0.keymap = stem.name }
            choices.keepKeymap(stem.name)
        }
    }

    func list() {
        queue.async { [self] in
            let keymaps = folders.keymaps().compactMap {
                try? folders.keymap(named: $0.name, intents: Self.intents)
            }
            let themes = isColoured.withLock { $0 } ? folders.themes() : []
            let summaries = Dictionary(themes.map { ($0.name, $0.summary) }) { first, _ in first }
            mailbox.post(
                .settingsListed(
                    themes: themes.map(\.name), keymaps: keymaps, summaries: summaries))
        }
    }

    // MARK: - Changes

    /// Watches the folders for as long as the program runs.
    func watch(isColoured: Bool) {
        self.isColoured.withLock { $0 = isColoured }
        let watch = SettingsWatch(
            [configuration] + folders.folders.flatMap { ["\($0)/themes", "\($0)/keymaps"] })
        guard let watch else { return }
        Thread.detachNewThread { [self] in
            while watch.wait() { queue.async { [self] in reload() } }
        }
    }

    /// Reads everything in use again.
    func reload() {
        attempt {
            let isGone = try readConfiguration()
            let (theme, keymap) = inUse.withLock { ($0.theme, $0.keymap) }
            // Its fault keeps nobody from the keymap.
            let readTheme =
                isColoured.withLock { $0 }
                ? Result { try folders.theme(named: theme) } : nil
            if let read = try? readTheme?.get() { mailbox.post(.theme(read)) }
            let read = try folders.keymap(named: keymap, intents: Self.intents)
            mailbox.post(.keymapLoaded(read))
            _ = try readTheme?.get()
            let wasAtFault = inUse.withLock { inUse in
                defer { inUse.fault = nil }
                return inUse.fault != nil
            }
            if wasAtFault { mailbox.post(.settingsFault(nil)) }
            if isGone {
                mailbox.post(
                    .noticed(Notice(.info, "config.toml is gone; the keymap is \(read.name).")))
            } else if wasAtFault {
                mailbox.post(.noticed(Notice(.done, "The settings are read again.")))
            }
        }
    }

    /// A theme or keymap that the configuration names anew is taken; one chosen in the editor stays otherwise. Where it
    /// names none any more, the next start's is taken; a theme that then depends on the terminal's ground stays, or is the dark one where
    /// its file is gone.
    ///
    /// - Returns: Whether the file was there and is gone.
    private func readConfiguration() throws -> Bool {
        let path = configuration + "/config.toml"
        let isThere = access(path, F_OK) == 0
        let new =
            isThere
            ? try Configuration.read(SettingsFolders.text(of: path), file: path) : Configuration()
        let keptKeymap = choices.keymap.flatMap {
            (try? folders.keymap(named: $0, intents: Self.intents)) == nil ? nil : $0
        }
        let keptTheme = choices.theme.flatMap { (try? folders.theme(named: $0)) == nil ? nil : $0 }
        // One that is gone and that nobody names any more is asked for no more.
        let isThemeThere = (try? folders.theme(named: inUse.withLock { $0.theme })) != nil
        return inUse.withLock { inUse in
            let old = inUse.configured
            if let theme = new.theme, theme != old.theme {
                inUse.theme = theme
            } else if new.theme == nil, old.theme == inUse.theme {
                inUse.theme = keptTheme ?? (isThemeThere ? inUse.theme : "default-dark")
            }
            if let keymap = new.keymap, keymap != old.keymap {
                inUse.keymap = keymap
            } else if new.keymap == nil, old.keymap == inUse.keymap {
                inUse.keymap = keptKeymap ?? "default"
            }
            inUse.configured = new
            return !isThere && new != old
        }
    }

    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch {
            let message = CommandFailure(error).message
            let isNew = inUse.withLock { inUse in
                defer { inUse.fault = message }
                return inUse.fault != message
            }
            if isNew { mailbox.post(.settingsFault(Notice(.error, message))) }
        }
    }
}
