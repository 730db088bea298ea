/// A plan as lines of words: what `pagesim replay --plan` reads.
extension Plan {
    package var text: String {
        var lines = [
            "seed \(seed)", "faultsEnd \(faultsEnd)", "promise \(promise.rawValue)",
        ]
        lines += homes.map {
            "home \($0.onFiles ? "files" : "memory") \($0.editorCount) \($0.hasCommand ? 1 : 0)"
                + ($0.joinsAt > 0 ? " joins \($0.joinsAt)" : "") + ($0.isLeftOut ? " out" : "")
        }
        lines += steps.map { "step \($0.at) \($0.kind.rawValue) \($0.target) \($0.seed)" }
        if let strikes {
            lines.append("strikes \(strikes.count)")
            lines += strikes.map { "strike \($0.fault.rawValue) \($0.actor) \($0.ordinal)" }
                .sorted()
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads what `text` wrote; nil where a line is in no form of ours.
    package init?(text: String) {
        self.init(seed: 0, homes: [], steps: [], strikes: nil, faultsEnd: 0)
        for line in text.split(separator: "\n") {
            guard take(line.split(separator: " ").map(String.init)) else { return nil }
        }
        guard !homes.isEmpty else { return nil }
        let processCount = processes.count
        let fits = steps.allSatisfy {
            $0.target >= 0
                && $0.target < ($0.kind.isForProcess ? processCount : max(homes.count, 1))
        }
        guard fits else { return nil }
    }

    private mutating func take(_ words: [String]) -> Bool {
        switch words.first {
        case "seed": return set(\.seed, words)
        case "faultsEnd": return set(\.faultsEnd, words)
        case "promise": return takePromise(words)
        case "home": return takeHome(words)
        case "step": return takeStep(words)
        case "strikes":
            strikes = strikes ?? []
            return true
        case "strike": return takeStrike(words)
        default: return false
        }
    }

    private mutating func set<Number: FixedWidthInteger>(
        _ path: WritableKeyPath<Plan, Number>, _ words: [String]
    ) -> Bool {
        guard words.count == 2, let number = Number(words[1]) else { return false }
        self[keyPath: path] = number
        return true
    }

    private mutating func takeHome(_ words: [String]) -> Bool {
        guard words.count >= 4, ["files", "memory"].contains(words[1]),
            let editors = Int(words[2]), (0...8).contains(editors)
        else { return false }
        let joining = words.count > 5 && words[4] == "joins" ? Int64(words[5]) : 0
        guard let joining, joining >= 0 else { return false }
        homes.append(
            HomePlan(
                onFiles: words[1] == "files", editorCount: editors, hasCommand: words[3] == "1",
                joinsAt: joining, isLeftOut: words.last == "out"))
        return true
    }

    private mutating func takePromise(_ words: [String]) -> Bool {
        guard words.count == 2, let promise = Promise(rawValue: words[1]) else { return false }
        self.promise = promise
        return true
    }

    private mutating func takeStep(_ words: [String]) -> Bool {
        guard words.count == 5, let at = Int64(words[1]),
            let kind = PlannedStep.Kind(rawValue: words[2]), let target = Int(words[3]),
            let seed = UInt64(words[4])
        else { return false }
        steps.append(PlannedStep(kind: kind, at: at, target: target, seed: seed))
        return true
    }

    private mutating func takeStrike(_ words: [String]) -> Bool {
        guard words.count == 4, let fault = Fault(rawValue: words[1]), let actor = Int(words[2]),
            let ordinal = Int(words[3])
        else { return false }
        strikes = (strikes ?? []).union([Strike(fault: fault, actor: actor, ordinal: ordinal)])
        return true
    }
}
