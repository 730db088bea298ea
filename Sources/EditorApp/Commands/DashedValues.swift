/// Texts often begin with a dash: "- a list", "-20 %". As the value of `text` they are no flags; neither are the versions
/// `-1`, `-2` of `diff`.
enum DashedValues {
    /// `text SITE KEY -20%` as `text SITE KEY -- -20%`; everything else as it is.
    static func reordered(_ arguments: [String]) -> [String] {
        if arguments.first == "diff" { return versionsLast(arguments) }
        guard arguments.count >= 4, arguments[0] == "text", !arguments.contains("--"),
            !arguments[1...2].contains(where: { $0.hasPrefix("-") })
        else { return arguments }
        let value = arguments[3]
        guard value.hasPrefix("-"), value != "-", !isFlag(value) else { return arguments }
        return Array(arguments[..<3]) + Array(arguments[4...]) + ["--", value]
    }

    /// `diff SITE -1 --json` as `diff --json -- SITE -1`.
    private static func versionsLast(_ arguments: [String]) -> [String] {
        func isBack(_ word: String) -> Bool { word.hasPrefix("-") && Int(word) != nil }
        guard !arguments.contains("--"), arguments.contains(where: isBack) else {
            return arguments
        }
        let rest = arguments.dropFirst()
        let flags = rest.filter { $0.hasPrefix("-") && !isBack($0) }
        return ["diff"] + flags + ["--"] + rest.filter { !flags.contains($0) }
    }

    /// A dash or two, a letter, and no white space.
    private static func isFlag(_ word: String) -> Bool {
        let name = word.drop { $0 == "-" }
        guard word.count - name.count <= 2, let first = name.first else { return false }
        return first.isASCII && first.isLetter && !word.contains(where: \.isWhitespace)
    }
}
