import ArgumentParser
import EditorCore
import SiteHistory
import SiteMarkup
import SiteModel
import SiteStore
import WireProtocol

struct TextCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "text", abstract: "Reads a text, or sets it.",
        discussion: "Setting keeps what other devices change in the same text: words are compared. "
            + "A value that begins with a dash goes after --.")

    @OptionGroup var target: SiteArgument
    @Argument(
        help:
            "A text's key (hero.title, /about#team.title), the id of its node, or a style sheet's file name."
    )
    var key: String
    @Argument(help: "The new text, or - to read it from standard input.")
    var value: String?
    @Option(help: "A locale; without it, the site's own.")
    var locale: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        try PropertyRule.requireLocale(locale)
        let store = try program.store()
        let id = try store.site(named: target.site)
        if let value {
            try set(try input(value, in: program), of: id, in: store, program)
        } else {
            try read(SiteNames(try store.state(of: id).site), in: program)
        }
    }

    private func input(_ value: String, in program: Program) throws -> String {
        guard value == "-" else { return value }
        let bytes = try program.readStandardInput()
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(
                .badInput, "Standard input is not UTF-8.", hint: "Convert it to UTF-8 first.")
        }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private func read(_ names: SiteNames, in program: Program) throws {
        let text = try names.text(named: key)
        let locale = locale ?? names.site.defaultLocale
        let value = names.site.plain(
            names.site.text(of: text.node, text.field, locale: locale) ?? "", of: text.node)
        if output.json {
            program.console.json(
                .members([
                    ("key", .string(text.key)), ("locale", .string(locale)),
                    ("value", .string(value)),
                ]))
        } else {
            program.console.line(value)
        }
    }

    private func set(_ value: String, of id: NodeID, in store: SiteStore, _ program: Program) throws
    {
        let clean = Printable.settable(value)
        var label = ""
        var isNewLanguage = false
        let result = try store.commit(to: id, origin: .command) { state in
            let names = SiteNames(state.site)
            let text = try names.text(named: key)
            label = text.key
            let edit = TextChange.edit(
                text.ref(locale ?? state.site.defaultLocale), to: clean.text, in: state.site)
            guard let locale, !state.site.locales.contains(locale) else { return [edit] }
            // The editor, and whoever exports, shows the languages that the site lists.
            isNewLanguage = true
            let others = state.site.locales.dropFirst() + [locale]
            return [
                edit,
                .setField(state.site.id, .locales, .text(others.joined(separator: " "))),
            ]
        }
        Self.note(dropped: clean.dropped, in: program)
        if isNewLanguage, let locale {
            program.console.note("pagemagic: \(locale) is one of the site's languages now.")
        }
        program.finish(
            Changed(batch: result.batch, nodes: result.changed), "set: \(label)",
            asJSON: output.json)
    }

    /// Says on stderr what setting left out.
    static func note(dropped: Int, in program: Program) {
        guard dropped > 0 else { return }
        program.console.note(
            "pagemagic: \(dropped) control character\(dropped == 1 ? " was" : "s were") left out.")
    }
}

/// Setting a text from its plain form.
enum TextChange {
    static func edit(_ ref: TextRef, to plain: String, in site: Site) -> SiteEdit {
        let old = site[ref.node]?.texts[ref.key] ?? ""
        // A translation begins with the tags of the text it translates.
        let model =
            old.isEmpty
            ? site.text(of: ref.node, ref.key.field, locale: site.defaultLocale) ?? "" : old
        return .setText(ref, from: old, to: site.marked(plain, from: model, of: ref.node))
    }
}
