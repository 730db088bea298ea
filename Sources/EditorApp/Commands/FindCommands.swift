import ArgumentParser
import EditorCore
import SiteHistory
import SiteModel
import SiteStore
import WireProtocol

struct FindCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Finds words in texts, attributes and CSS; upper and lower case are one.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "What to look for.")
    var text: String
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let site = try store.state(of: try store.site(named: target.site)).site
        let found = try FoundPlace.all(SearchRequest(pattern: text), in: site)
        if output.json {
            program.console.json(.array(found.map(\.json)))
            return
        }
        if found.isEmpty { program.console.note("Nothing is found.") }
        for place in found { program.console.line("\(place.place.label): \(place.excerpt)") }
    }
}

struct ReplaceCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace",
        abstract: "Replaces words in texts, attributes and CSS of the whole site, as one step.",
        discussion: "Attributes are classes and addresses, too: with --texts only what people read "
            + "is changed (texts, alt, title, placeholder and the like).")

    @OptionGroup var target: SiteArgument
    @Argument(help: "What to replace, exactly as it is written.")
    var text: String
    @Argument(
        help:
            "What to put there; with --regex, $1 is the first group, ${NAME} a named one, \\n a line feed."
    )
    var with: String
    @Flag(help: "TEXT is a regular expression.")
    var regex = false
    @Flag(help: "Only what people read: no classes, no addresses, no CSS.")
    var texts = false
    @Flag(help: "Only shows what would change.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let id = try store.site(named: target.site)
        let with = Printable.settable(with)
        let request = SearchRequest(
            pattern: text, replacement: with.text, isRegex: regex, ignoresCase: false,
            scope: texts ? .texts : .everything)
        var found: [FoundPlace] = []
        func search(_ site: Site) throws -> [SiteEdit] {
            found = try FoundPlace.all(request, in: site)
            let replacement = SiteReplacement(found.flatMap(\.matches), in: site)
            if let refused = replacement.refused.first {
                throw CommandFailure(
                    .refused,
                    "Refused, nothing was changed: \(refused.label): \(refused.reason)",
                    hint: refused.fix)
            }
            return replacement.edits
        }
        var result: CommitResult?
        if dryRun {
            _ = try search(try store.state(of: id).site)
        } else {
            result = try commitUnlessEmpty(store, id, search)
        }
        TextCommand.note(dropped: with.dropped, in: program)
        answer(found, result, in: program)
    }

    private func commitUnlessEmpty(
        _ store: SiteStore, _ id: NodeID, _ edits: (Site) throws -> [SiteEdit]
    ) throws -> CommitResult? {
        do {
            return try store.commit(to: id, origin: .command) {
                try EffectiveEdits.of(try edits($0.site), in: $0.site)
            }
        } catch StoreError.refused(.nothingToChange), HistoryError.nothingToChange {
            return nil
        }
    }

    private func answer(_ found: [FoundPlace], _ result: CommitResult?, in program: Program) {
        let count = found.reduce(0) { $0 + $1.matches.count }
        if !output.json {
            for place in found {
                program.console.line("\(place.place.label): \(place.replacedExcerpt)")
            }
        }
        program.finish(
            Changed(batch: result?.batch, nodes: result?.changed ?? []),
            "\(count) place\(count == 1 ? "" : "s")\(dryRun ? " would change" : " replaced")"
                + FoundPlace.note(on: found),
            asJSON: output.json,
            more: [
                ("count", .number(count)), ("dryRun", .bool(dryRun)),
                ("matches", .array(found.map(\.json))),
            ])
    }
}

/// A text, attribute or style sheet with what was found in it.
private struct FoundPlace {
    let place: SearchPlace
    let matches: [FoundMatch]

    /// - Throws: 64 for an expression that cannot be read, 1 for one that takes too long.
    static func all(_ request: SearchRequest, in site: Site) throws -> [FoundPlace] {
        switch SiteSearch.run(request, in: site, matchesMax: .max - 1) {
        case .found(let matches, _, _): return grouped(matches)
        case .badPattern(let error):
            throw CommandFailure(
                .usage,
                request.pattern.isEmpty
                    ? "There is nothing to look for."
                    : "“\(request.pattern)” is no regular expression: column \(error.column): "
                        + "\(error.message).",
                hint: request.pattern.isEmpty
                    ? "Give a word." : "Leave --regex out to find it as it is.")
        case .badReplacement(let error):
            throw CommandFailure(
                .usage,
                "“\(request.replacement ?? "")” cannot be put in: column \(error.column): "
                    + "\(error.message).", hint: "Write a dollar that is meant as one as \\$.")
        case .tooSlow, nil:
            throw CommandFailure(
                .failed, "The expression takes more than \(SearchPattern.stepsMax) steps.",
                hint: "Make it simpler: fewer repetitions inside each other, no \\1.")
        }
    }

    /// Names and addresses among what was found: who replaces a word may not mean them.
    static func note(on found: [FoundPlace]) -> String {
        let parts = [(SearchPlace.Part.attribute, "attributes"), (.css, "CSS")]
        let counts = parts.compactMap { part, word in
            let count = found.reduce(0) { $0 + ($1.place.part == part ? $1.matches.count : 0) }
            return count > 0 ? "\(count) in \(word)" : nil
        }
        return counts.isEmpty ? "" : ", " + counts.joined(separator: ", ")
    }

    private static func grouped(_ matches: [FoundMatch]) -> [FoundPlace] {
        var places: [FoundPlace] = []
        var rest = matches[...]
        while let first = rest.first {
            let here = rest.prefix { $0.place == first.place }
            places.append(FoundPlace(place: first.place, matches: Array(here)))
            rest = rest.dropFirst(here.count)
        }
        return places
    }

    /// The words around the first match, on one line.
    var excerpt: String {
        matches.first.map { Excerpt.of($0.wordsBefore + $0.matched + $0.after) } ?? ""
    }

    /// The same with what takes its place.
    var replacedExcerpt: String {
        matches.first.map { Excerpt.of($0.wordsBefore + ($0.replacement ?? "") + $0.after) } ?? ""
    }

    var json: JSONValue {
        var facts: [(String, JSONValue?)] = [
            ("node", .id(place.node)), ("key", place.key.map(JSONValue.string)),
        ]
        switch place.kind {
        case .text(let ref):
            facts += [
                ("kind", .string(ref.key.field == "css" ? "css" : "text")),
                ("locale", ref.key.locale.isEmpty ? nil : .string(ref.key.locale)),
            ]
        case .attribute(_, let field):
            facts += [("kind", .string("attribute")), ("name", .optional(field.attributeName))]
        }
        return .members(
            facts + [
                ("label", .string(place.label)), ("value", .string(place.value)),
                ("count", .number(matches.count)),
            ])
    }
}

extension FoundMatch {
    private static let wordsBeforeMax = 32

    /// As much of what stands before it as leaves the match in an excerpt.
    fileprivate var wordsBefore: String {
        before.count > Self.wordsBeforeMax ? "…" + before.suffix(Self.wordsBeforeMax) : before
    }
}
