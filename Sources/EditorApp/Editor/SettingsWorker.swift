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
            try readConfiguration()
            let (theme, keymap) = inUse.withLock { ($0.theme, $0.keymap) }
            if isColoured.withLock({ $0 }) {
                mailbox.post(.theme(try folders.theme(named: theme)))
            }
            let read = try folders.keymap(named: keymap, intents: Self.intents)
            mailbox.post(.keymapLoaded(read))
            inUse.withLock { $0.fault = nil }
        }
    }

    /// A theme or keymap that the configuration names anew is taken; one chosen in the editor stays otherwise.
    private func readConfiguration() throws {
        let path = configuration + "/config.toml"
        guard access(path, F_OK) == 0 else { return }
        let new = try Configuration.read(SettingsFolders.text(of: path), file: path)
        inUse.withLock { inUse in
            if let theme = new.theme, theme != inUse.configured.theme { inUse.theme = theme }
            if let keymap = new.keymap, keymap != inUse.configured.keymap {
                inUse.keymap = keymap
            }
            inUse.configured = new
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
            if isNew { mailbox.post(.noticed(Notice(.error, message))) }
        }
    }
}
