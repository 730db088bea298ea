/// The name that a word is a slip of.
enum NearWord {
    /// At most two letters are others, and less than half; nil where no name is as near.
    static func of(_ word: String, among names: some Sequence<String>) -> String? {
        let word = word.lowercased()
        let found = names.lazy.filter { abs($0.count - word.count) <= 2 }
            .map { (name: $0, distance: distance(word, $0.lowercased())) }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
        guard let found, found.distance <= 2, found.distance * 2 < max(2, word.count) else {
            return nil
        }
        return found.name
    }

    /// A hint that asks for the name that was meant, where there is one near, before what it says anyway.
    static func hint(for word: String, among names: some Sequence<String>, else rest: String)
        -> String
    {
        of(word, among: names).map { "Did you mean \(Printable.line($0))? \(rest)" } ?? rest
    }

    /// How many letters must be put in, taken out or changed, or change places with the next (Damerau and Levenshtein).
    private static func distance(_ one: String, _ two: String) -> Int {
        let (a, b) = (Array(one), Array(two))
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, before[j - 1] + 1)
                }
                row.append(best)
            }
            (before, last) = (last, row)
        }
        return last[b.count]
    }
}
