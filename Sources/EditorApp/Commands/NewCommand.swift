import ArgumentParser
import GenerationCore
import SiteHistory
import SiteMarkup
import SiteModel
import SiteStore
import WireProtocol

struct NewCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Makes a site from a prompt, without a network.")

    @Argument(
        help: "What the site is for, in a sentence: English, Brazilian Portuguese or Spanish.")
    var prompt: String
    @Option(help: "The site's language: en, pt-BR or es; without it, the prompt's.")
    var locale: String?
    @Option(parsing: .unconditional, help: "The same seed gives the same site.")
    var seed: UInt64?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard let locale, !TemplateComposer.hasCopy(in: locale) else { return }
        throw ValidationError(
            "There are no texts in “\(locale)” yet: --locale takes en, pt-BR or es")
    }

    func perform(in program: Program) throws {
        let made = try NewSite.make(
            prompt: prompt, locale: try locale ?? program.home().readConfiguration().locale,
            seed: seed ?? program.ports.random() >> 1, in: program)
        if output.json {
            program.console.json(
                .members([
                    ("id", .id(made.id)), ("slug", .string(made.slug)),
                    ("pages", .number(made.imported.pageCount)),
                    ("sections", .number(made.imported.sectionCount)),
                    ("generator", .string(made.composed.generator)),
                    ("title", .string(made.imported.title)),
                    ("locale", .string(made.composed.locale)),
                    ("placeholders", .array(made.composed.placeholders.map(JSONValue.string))),
                    ("notes", .array(made.composed.notes.map(JSONValue.string))),
                ]))
            return
        }
        program.console.line(
            "\(made.slug)  “\(Printable.line(made.imported.title))”, by the \(made.composed.generator)"
        )
        for note in made.composed.notes { program.console.note(note) }
        program.console.note("Open it: pagemagic open \(made.slug)")
    }
}

/// A site from a prompt, in the store.
struct NewSite {
    let id: NodeID
    let slug: String
    let composed: ComposedSite
    let imported: ImportedSite

    static func make(prompt: String, locale: String?, seed: UInt64, in program: Program) throws
        -> NewSite
    {
        let prompt = Printable.settable(prompt).text
        guard prompt.contains(where: { $0.isLetter || $0.isNumber }) else {
            throw CommandFailure(
                .usage, "The prompt is empty.",
                hint: "Say what the site is for: pagemagic new \"a bakery\".")
        }
        let composed = TemplateComposer.compose(prompt: prompt, locale: locale, seed: seed)
        let files = composed.files.map { SourceFile(path: $0.path, bytes: Array($0.content.utf8)) }
        let imported = try SiteImporter.importFiles(
            files, title: composed.title, locale: composed.locale, makeID: program.newID)
        let made = try program.store().create(imported)
        return NewSite(
            id: imported.draft.id, slug: made.state.site.slug, composed: composed,
            imported: imported)
    }
}

extension SiteStore {
    /// Makes an imported site, with a free slug from its title.
    package func create(_ imported: ImportedSite) throws(StoreError) -> CommitResult {
        let id = imported.draft.id
        var fields = imported.draft.fields.map { FieldAssignment($0.name, $0.value) }
        if !fields.contains(where: { $0.name == .title }) {
            fields.append(FieldAssignment(.title, .text(imported.title)))
        }
        let blobs = imported.blobs.map(SiteEdit.blob)
        let pages = imported.draft.children.map { SiteEdit.insert($0, under: id, at: .last) }
        return try createSite(
            id, slug: Slug.of(imported.title), fields: fields, edits: blobs + pages)
    }
}
