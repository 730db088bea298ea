import EditorCore

/// Reads keymap files.
///
/// ```toml
/// name = "mine"
/// extends = "default"        # optional: its keys hold where this file has none
/// counts = true              # optional: digits count how often the next command is done
/// [keys.tree]
/// "g g" = "cursor-first"     # strokes = intent; "" takes a key away
/// ```
package enum KeymapFile {
    /// A keymap, and what in it hides something else: no fault, but worth a look.
    package struct Reading: Sendable {
        package let keymap: Keymap
        let lines: [Line]
        /// What it extends.
        let base: Keymap?

        /// Strokes bound twice, strokes that can never be completed, keys that are lost: by line. Each line is held against
        /// each: not for a start.
        package var findings: [SettingsProblem] { KeymapFindings(self).all }
    }

    /// A keymap from a file's text.
    ///
    /// - Parameters:
    ///   - file: The file's name as messages show it.
    ///   - intents: The names that may stand on the right; nil takes any.
    ///   - base: Gives the keymap that `extends` names; nil where there is none.
    /// - Throws: ``SettingsError/invalid(_:)`` with every fault.
    package static func read(
        _ text: String, file: String, intents: Set<String>?,
        base: (String) -> Keymap? = { _ in nil }
    ) throws(SettingsError) -> Reading {
        let document = try SettingsDocument(text, file: file)
        var faults = FaultList()
        faults.attempt { () throws(SettingsError) in
            try document.refuseOthers(
                than: ["name", "summary", "extends", "counts", "keys"], in: document.root)
        }
        let name = faults.attempt { () throws(SettingsError) in
            try document.name(of: "a keymap")
        }
        let summary = faults.attempt { () throws(SettingsError) in try document.string("summary") }
        let counts = faults.attempt { () throws(SettingsError) in try document.boolean("counts") }
        let under = faults.attempt { () throws(SettingsError) in try Self.extended(document, base) }
        let lines = readLines(document, intents, &faults)
        try faults.check()
        let extending = under ?? nil
        return Reading(
            keymap: Keymap(
                name: name ?? "", summary: (summary ?? nil) ?? "",
                takesCounts: (counts ?? nil) ?? extending?.takesCounts ?? false,
                bindings: merge(lines.map(\.binding), over: extending?.bindings ?? [])),
            lines: lines, base: extending)
    }

    private static func extended(
        _ document: SettingsDocument, _ base: (String) -> Keymap?
    ) throws(SettingsError) -> Keymap? {
        guard let name = try document.string("extends") else { return nil }
        guard let keymap = base(name) else {
            throw document.problem(["extends"], "there is no keymap \"\(name)\"")
        }
        return keymap
    }

    /// A binding, and a remark without words at its place.
    struct Line {
        let binding: Keymap.Binding
        let place: SettingsProblem
    }

    private static func readLines(
        _ document: SettingsDocument, _ intents: Set<String>?, _ faults: inout FaultList
    ) -> [Line] {
        let contexts =
            faults.attempt { () throws(SettingsError) in try document.table("keys") } ?? [:]
        faults.attempt { () throws(SettingsError) in
            try document.refuseOthers(
                than: Keymap.Context.allCases.map(\.rawValue), in: contexts, under: ["keys"])
        }
        var lines: [Line] = []
        for context in Keymap.Context.allCases {
            guard let item = contexts[context.rawValue] else { continue }
            let path = ["keys", context.rawValue]
            let bindings = faults.attempt { () throws(SettingsError) in
                guard case .table(let bindings) = item else {
                    throw document.problem(
                        path, "keys.\(context.rawValue) is to be a table, not \(item.kind)")
                }
                return bindings
            }
            for (strokes, intent) in bindings ?? [:] {
                let line = faults.attempt { () throws(SettingsError) in
                    try Self.line(document, context, strokes, intent, path + [strokes], intents)
                }
                if let line { lines.append(line) }
            }
        }
        return lines.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
    }

    private static func line(
        _ document: SettingsDocument, _ context: Keymap.Context, _ names: String,
        _ item: SettingsDocument.Item,
        _ path: [String], _ intents: Set<String>?
    ) throws(SettingsError) -> Line {
        guard case .string(let intent) = item else {
            throw document.problem(path, "an intent is a string, not \(item.kind)")
        }
        if let intents, !intent.isEmpty, !intents.contains(intent) {
            throw document.problem(path, unknown("intent", intent, among: intents))
        }
        var strokes: [KeyStroke] = []
        for name in names.split(separator: " ") {
            guard let stroke = KeyStroke(name: name) else {
                throw document.problem(
                    path,
                    "\"\(name)\" is no key; keys are named as in \"ctrl-p\", \"alt-up\", \"f1\"")
            }
            strokes.append(stroke)
        }
        guard !strokes.isEmpty else { throw document.problem(path, "a binding needs a key") }
        return Line(
            binding: Keymap.Binding(context: context, strokes: strokes, intent: intent),
            place: document.remark(path, ""))
    }

    /// The file's bindings, then those it extends and does not hide; bindings to nothing only hide.
    private static func merge(_ own: [Keymap.Binding], over base: [Keymap.Binding]) -> [Keymap
        .Binding]
    {
        let kept = base.filter { old in !own.contains { hides($0, old) } }
        return own.filter { !$0.intent.isEmpty } + kept
    }

    /// In one place a stroke hides longer sequences that begin with it, and the other way round; a global sequence
    /// hides what would act, in any place, before it is complete.
    static func hides(_ new: Keymap.Binding, _ old: Keymap.Binding) -> Bool {
        if new.context == old.context {
            return old.strokes.starts(with: new.strokes) || new.strokes.starts(with: old.strokes)
        }
        return new.context == .global && new.strokes.count > old.strokes.count
            && new.strokes.starts(with: old.strokes)
    }
}
