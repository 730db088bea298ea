import ArgumentParser
import EditorCore
import SiteModel
import SiteStore
import WireProtocol

struct DoctorCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Examines the store, and says what a site still needs.",
        discussion: "Ends with 3 only for damage; advice ends with 0.")

    @Argument(help: "A site; the whole store without it.")
    var site: String?
    @OptionGroup var output: OutputOptions

    func perform(in program: Program) throws {
        let store = try program.store()
        let id = try site.map { try store.site(named: $0) }
        let damage = try store.examine(id)
        let damaged = Set(damage.compactMap(\.site))
        let advice = try advice(for: id, in: store, except: damaged)
        if output.json {
            program.console.json(
                .members([
                    ("sound", .bool(damage.isEmpty)),
                    (
                        "findings",
                        .array(
                            damage.map {
                                .members([
                                    ("site", $0.site.map(JSONValue.id)),
                                    ("message", .string($0.message)),
                                ])
                            })
                    ),
                    ("advice", .array(advice.map(\.json))),
                ]))
        } else {
            for finding in damage {
                program.console.line(
                    "damage: \(finding.site.map { "\($0): " } ?? "")\(finding.message)")
            }
            for one in advice { program.console.line(one.line) }
            if damage.isEmpty { program.console.line("The store is sound.") }
        }
        if !damage.isEmpty { program.status = .found }
    }

    private struct Advice {
        let site: NodeID
        let key: String?
        let placeholder: String?
        let message: String

        var json: JSONValue {
            .members([
                ("site", .id(site)), ("key", key.map(JSONValue.string)),
                ("placeholder", placeholder.map(JSONValue.string)),
                ("message", .string(message)),
            ])
        }
        var line: String { "advice: " + [key, message].compactMap(\.self).joined(separator: ": ") }
    }

    /// - Parameter damaged: Sites that may not be readable.
    private func advice(
        for site: NodeID?, in store: SiteStore, except damaged: Set<NodeID>
    ) throws -> [Advice] {
        var found: [Advice] = []
        for summary in try store.sites() where site == nil || summary.id == site {
            if summary.quarantined > 0 {
                found.append(
                    Advice(
                        site: summary.id, key: nil, placeholder: nil,
                        message:
                            "\(summary.quarantined) changes were refused by the server (pagemagic outbox)"
                    ))
            }
            guard !damaged.contains(summary.id) else { continue }
            let state = try store.state(of: summary.id, depth: .kept)
            found += OpenQuestions(state, called: summary.slug).sentences.map {
                Advice(site: summary.id, key: nil, placeholder: nil, message: $0)
            }
            if site != nil { found += placeholders(in: state.site) + refused(in: state.site) }
        }
        return found
    }

    /// `[[price]]` and the like: what a generator left for a person to fill in.
    private func placeholders(in site: Site) -> [Advice] {
        SearchPlace.all(in: site).flatMap { place in
            Self.marks(in: place.value).map { mark in
                Advice(
                    site: site.id, key: place.label, placeholder: mark, message: "fill in \(mark)")
            }
        }
    }

    /// Values that no command would set: they came with sync, or from an older program.
    private func refused(in site: Site) -> [Advice] {
        let names = SiteNames(site)
        return site.subtree(of: site.id).flatMap { node in
            node.fields.sorted { $0.key < $1.key }.compactMap { field, value in
                guard case .text(let text) = value,
                    let refused = AttributeRule.refusal(of: field, text, on: node)
                else { return nil }
                return Advice(
                    site: site.id, key: names.label(of: node.id), placeholder: nil,
                    message:
                        "\(refused.place) is refused and not published: \(refused.reason) \(refused.fix)"
                )
            }
        }
    }

    static func marks(in text: String) -> [String] {
        text.matches(of: /\[\[[^\[\]]{1,200}\]\]/).map { String($0.output) }
    }
}
