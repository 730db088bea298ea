import ArgumentParser
import Foundation
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
        let pattern = try SearchPattern(text, isRegex: false, ignoresCase: true)
        let found = Haystack.all(in: SiteNames(site)).filter { pattern.count(in: $0.value) > 0 }
        if output.json {
            program.console.json(.array(found.map { $0.json(pattern.count(in: $0.value)) }))
            return
        }
        if found.isEmpty { program.console.note("Nothing is found.") }
        for place in found {
            program.console.line("\(place.label): \(pattern.excerpt(of: place.value))")
        }
    }
}

struct ReplaceCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "replace",
        abstract: "Replaces words in texts, attributes and CSS of the whole site, as one step.")

    @OptionGroup var target: SiteArgument
    @Argument(help: "What to replace, exactly as it is written.")
    var text: String
    @Argument(help: "What to put there; with --regex, $1 is the first group.")
    var with: String
    @Flag(help: "TEXT is a regular expression.")
    var regex = false
    @Flag(help: "Only shows what would change.")
    var dryRun = false
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let id = try store.site(named: target.site)
        let pattern = try SearchPattern(text, isRegex: regex, ignoresCase: false)
        let with = Printable.settable(with)
        var found: [(place: Haystack, new: String, count: Int)] = []
        func search(_ site: Site) throws -> [SiteEdit] {
            found = Haystack.all(in: SiteNames(site)).compactMap { place in
                let count = pattern.count(in: place.value)
                return count == 0
                    ? nil : (place, pattern.replacing(in: place.value, with: with.text), count)
            }
            return try found.filter { $0.new != $0.place.value }.map {
                try $0.place.edit(to: $0.new, in: site)
            }
        }
        var result: CommitResult?
        if dryRun {
            _ = try search(try store.state(of: id).site)
        } else {
            result = try commitUnlessEmpty(store, id, search)
        }
        TextCommand.note(dropped: with.dropped, in: program)
        answer(found.map { ($0.place, $0.new, $0.count) }, result, in: program)
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

    private func answer(
        _ found: [(Haystack, String, Int)], _ result: CommitResult?, in program: Program
    ) {
        let count = found.reduce(0) { $0 + $1.2 }
        if !output.json {
            for (place, new, _) in found {
                program.console.line("\(place.label): \(Excerpt.of(new))")
            }
        }
        program.finish(
            Changed(batch: result?.batch, nodes: result?.changed ?? []),
            "\(count) place\(count == 1 ? "" : "s")\(dryRun ? " would change" : " replaced")",
            asJSON: output.json,
            more: [
                ("count", .number(count)), ("dryRun", .bool(dryRun)),
                ("matches", .array(found.map { $0.0.json($0.2) })),
            ])
    }
}

/// One place where words can stand.
struct Haystack {
    enum Place {
        case text(TextRef)
        case attribute(NodeID, FieldName)
    }

    let place: Place
    /// `hero.title`, or `href of <a> in /#hero`.
    let label: String
    let key: String?
    /// As people read it: without inline marks.
    let value: String

    static func all(in names: SiteNames) -> [Haystack] {
        let site = names.site
        var found: [Haystack] = []
        for text in names.texts {
            for (key, value) in (site[text.node]?.texts ?? [:]).sorted(by: { $0.key < $1.key })
            where key.field == text.field {
                let other =
                    key.locale.isEmpty || key.locale == site.defaultLocale ? "" : " (\(key.locale))"
                found.append(
                    Haystack(
                        place: .text(TextRef(text.node, key)), label: text.key + other,
                        key: text.key,
                        value: value.withoutInlineMarks))
            }
        }
        for node in site.subtree(of: site.id) where node.kind == .element {
            for name in node.attributeOrder {
                guard case .text(let value)? = node.fields[FieldName("a:" + name)] else { continue }
                found.append(
                    Haystack(
                        place: .attribute(node.id, FieldName("a:" + name)),
                        label: "\(name) of \(names.label(of: node.id))",
                        key: nil, value: value))
            }
        }
        return found
    }

    var node: NodeID {
        switch place {
        case .text(let ref): ref.node
        case .attribute(let node, _): node
        }
    }

    func edit(to value: String, in site: Site) throws -> SiteEdit {
        switch place {
        case .text(let ref): return TextChange.edit(ref, to: value, in: site)
        case .attribute(let node, let field):
            if let element = site[node], let name = field.attributeName {
                try AttributePolicy.require(name, value, on: element)
            }
            return .setField(node, field, .text(value))
        }
    }

    func json(_ count: Int) -> JSONValue {
        var facts: [(String, JSONValue?)] = [
            ("node", .id(node)), ("key", key.map(JSONValue.string)),
        ]
        switch place {
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
                ("label", .string(label)), ("value", .string(value)), ("count", .number(count)),
            ])
    }
}

/// Words or a regular expression to look for.
struct SearchPattern {
    private let expression: NSRegularExpression
    private let isRegex: Bool

    init(_ text: String, isRegex: Bool, ignoresCase: Bool) throws {
        guard !text.isEmpty else {
            throw CommandFailure(.usage, "There is nothing to look for.", hint: "Give a word.")
        }
        self.isRegex = isRegex
        let pattern = isRegex ? text : NSRegularExpression.escapedPattern(for: text)
        do {
            expression = try NSRegularExpression(
                pattern: pattern, options: ignoresCase ? [.caseInsensitive] : [])
        } catch {
            throw CommandFailure(
                .usage, "“\(text)” is no regular expression.",
                hint: "Leave --regex out to find it as it is.")
        }
    }

    private func whole(_ text: String) -> NSRange { NSRange(text.startIndex..., in: text) }

    func count(in text: String) -> Int { expression.numberOfMatches(in: text, range: whole(text)) }

    func replacing(in text: String, with template: String) -> String {
        expression.stringByReplacingMatches(
            in: text, range: whole(text),
            withTemplate: isRegex ? template : NSRegularExpression.escapedTemplate(for: template))
    }

    /// The words around the first match, on one line.
    func excerpt(of text: String) -> String {
        guard let match = expression.firstMatch(in: text, range: whole(text)),
            let range = Range(match.range, in: text)
        else { return Excerpt.of(text) }
        let start =
            text.index(range.lowerBound, offsetBy: -30, limitedBy: text.startIndex)
            ?? text.startIndex
        return (start > text.startIndex ? "…" : "") + Excerpt.of(String(text[start...].prefix(200)))
    }
}
