import SiteModel
import SiteStore
import WireProtocol

/// What a site says that somebody has still to decide: conflicts, and texts that were joined of two changes of the same
/// words. Whoever publishes it is told.
struct OpenQuestions {
    /// Where the conflicts are, each with its id.
    private let conflicts: [(place: String, id: String)]
    /// The texts that wait to be checked.
    private let unchecked: [String]
    private let site: String

    /// - Parameters:
    ///   - state: Of everything that is kept (``LogDepth/kept``): merges are told from the history.
    ///   - name: The site as a command would have it.
    init(_ state: SiteState, called name: String) {
        let names = SiteNames(state.site)
        conflicts = state.conflicts.map { (names.label(of: $0.node), $0.id.description) }
        unchecked = state.engine.contestedMerges(among: state.engine.listedMerges).map {
            names.label(of: $0.merge.merge.node)
        }
        site = name
    }

    /// One sentence for each kind of question that is open.
    var sentences: [String] {
        [conflictSentence, mergeSentence].compactMap(\.self)
    }

    private var conflictSentence: String? {
        guard !conflicts.isEmpty else { return nil }
        let places = listed(conflicts.map(\.place))
        return conflicts.count == 1
            ? "1 conflict is not settled: \(places). pagemagic conflicts \(site) shows it, and how to settle it."
            : "\(conflicts.count) conflicts are not settled: \(places). pagemagic conflicts \(site) shows them, and how to settle them."
    }

    private var mergeSentence: String? {
        guard !unchecked.isEmpty else { return nil }
        let subject =
            unchecked.count == 1
            ? "1 text was joined of two changes and waits to be checked"
            : "\(unchecked.count) texts were joined of two changes and wait to be checked"
        return
            "\(subject): \(listed(unchecked)). pagemagic conflicts \(site) shows both sides; pagemagic text \(site) KEY TEXT says what it is to be."
    }

    private func listed(_ places: [String]) -> String {
        places.prefix(5).map(Printable.line).joined(separator: ", ")
            + (places.count > 5 ? " and \(places.count - 5) more" : "")
    }

    /// `conflicts` and `unchecked`, for an answer in JSON.
    var members: [(String, JSONValue?)] {
        [
            (
                "conflicts",
                .array(
                    conflicts.map {
                        .members([("id", .string($0.id)), ("target", .string($0.place))])
                    })
            ),
            ("unchecked", .array(unchecked.map(JSONValue.string))),
        ]
    }

    /// Says it on the stream for people.
    func tell(_ console: Console) {
        for sentence in sentences { console.note(sentence) }
    }
}
