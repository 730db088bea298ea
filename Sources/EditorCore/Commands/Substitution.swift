/// `%s/OLD/NEW/i` of vi's command line: an expression, what comes in its place, and whether case counts.
struct Substitution: Hashable {
    let pattern: String
    let replacement: String
    let ignoresCase: Bool

    /// - Returns: nil for another command. The sign behind the `s` separates; with a backslash it is itself.
    init?(_ command: some StringProtocol) {
        var rest = Substring(command)
        if rest.first == "%" { rest.removeFirst() }
        guard rest.popFirst() == "s", let sign = rest.popFirst(), !sign.isLetter, !sign.isNumber,
            !sign.isWhitespace, sign != "\\"
        else { return nil }
        var parts = [""]
        while let character = rest.popFirst() {
            if character == "\\", let next = rest.popFirst() {
                parts[parts.count - 1] += next == sign ? String(next) : "\\\(next)"
            } else if character == sign, parts.count < 3 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        guard parts.count > 1, !parts[0].isEmpty else { return nil }
        pattern = parts[0]
        replacement = parts[1]
        ignoresCase = parts.count > 2 && parts[2].contains("i")
    }
}

extension EditorState {
    /// Opens the list of what would be replaced; Enter replaces it.
    mutating func substitute(_ substitution: Substitution) -> [EditorEffect] {
        let effects = openSearch(.replace)
        guard overlay?.kind == .replace else { return effects }
        overlay?.query = TextField(substitution.pattern)
        overlay?.replacement = TextField(substitution.replacement)
        overlay?.search?.isRegex = true
        overlay?.search?.ignoresCase = substitution.ignoresCase
        overlay?.search?.part = .matches
        return effects
    }
}
