import PageTestSupport

/// What a seed stands for.
extension Plan {
    /// - Parameters:
    ///   - seed: Decides everything. Every eighth has its stores on files.
    ///   - events: How many steps people make; 0 lets the seed decide.
    ///   - healing: Whether servers and stores are set back, too.
    ///   - copying: Whether stores are copied and servers forget, too; nil: where they are set back.
    ///   - aging: Whether a device may join late, and the server promise less than every device needs.
    package init(
        seed: UInt64, events: Int = 0, healing: Bool = true, copying: Bool? = nil,
        aging: Bool = true
    ) {
        var random = SplitMix64(seed: seed)
        let homes = Plan.homes(onFiles: seed % 8 == 0, &random)
        self.init(seed: seed, homes: homes, steps: [], strikes: nil, faultsEnd: 0)
        let count = events > 0 ? events : 8 + random.below(28)
        addEdits(count, &random)
        let end = steps.last?.at ?? 2000
        addTroubles(until: end, healing: healing, &random)
        if copying ?? healing { addLateTroubles(until: end, &random) }
        faultsEnd = end + 5000
        if aging { age(until: end) }
        steps.sort { ($0.at, $0.target, $0.seed) < ($1.at, $1.target, $1.seed) }
    }

    private static let processCountMax = 8

    private static func homes(onFiles: Bool, _ random: inout SplitMix64) -> [HomePlan] {
        var homes: [HomePlan] = []
        var left = processCountMax
        let count = onFiles ? 1 + random.below(3) : 2 + random.below(3)
        for number in 0..<count {
            let isShared = random.chance(35) && left > count - number + 2
            let home = HomePlan(
                onFiles: onFiles && (number == 0 || random.chance(50)),
                editorCount: isShared ? 2 : 1, hasCommand: isShared && random.chance(60))
            left -= home.processCount
            homes.append(home)
        }
        return homes
    }

    private mutating func addEdits(_ count: Int, _ random: inout SplitMix64) {
        let processes = self.processes
        var at: Int64 = 2000
        for _ in 0..<count {
            at += Int64(random.below(1500))
            let target = random.below(processes.count)
            steps.append(
                PlannedStep(
                    kind: Plan.kind(isEditor: processes[target].isEditor, &random), at: at,
                    target: target, seed: random.next()))
        }
    }

    private static func kind(
        isEditor: Bool, _ random: inout SplitMix64
    ) -> PlannedStep.Kind {
        switch random.below(100) {
        case ..<58: .edit
        case ..<66: .typedRun
        case ..<72: .undo
        case ..<76: .redo
        case ..<80: .undoRedo
        case ..<82: .refusal
        case ..<90: isEditor ? .draft : .sync
        case ..<96: isEditor ? .enter : .sync
        default: isEditor ? .escape : .sync
        }
    }

    /// About three troubles a run, so that each kind meets each other one now and then and most runs stay readable.
    private mutating func addTroubles(
        until end: Int64, healing: Bool, _ random: inout SplitMix64
    ) {
        let kinds = PlannedStep.Kind.allCases.filter {
            !$0.isForProcess && !$0.isLate && (healing || !$0.needsHealing)
        }
        let isOnFiles = homes.contains(where: \.onFiles)
        for _ in 0..<random.below(isOnFiles ? 9 : 7) {
            guard let kind = random.pick(kinds) else { return }
            steps.append(
                PlannedStep(
                    kind: kind, at: Int64(random.below(max(1, Int(end)))),
                    target: kind.isForHome ? random.below(homes.count) : 0, seed: random.next()))
        }
    }

    /// Chosen apart from everything else: without it a seed means what it means with it, but for this.
    private mutating func age(until end: Int64) {
        var random = SplitMix64(seed: seed ^ 0x6167_6564)
        promise = random.pick(Promise.allCases) ?? .lowestFloor
        guard random.chance(60), processes.count < Plan.processCountMax else { return }
        let joining = end / 3 + Int64(random.below(max(1, Int(end) * 2 / 3)))
        let process = processes.count
        let isOnFiles = homes.contains(where: \.onFiles) && random.chance(60)
        homes.append(
            HomePlan(
                onFiles: isOnFiles, editorCount: 1, hasCommand: false, joinsAt: joining))
        for _ in 0..<random.below(6) {
            steps.append(
                PlannedStep(
                    kind: Plan.kind(isEditor: true, &random),
                    at: joining + Int64(random.below(5000)), target: process, seed: random.next()))
        }
        let kinds: [PlannedStep.Kind] = [.kill, .partition, .away, .diskFull]
        guard random.chance(30), let kind = random.pick(kinds) else { return }
        steps.append(
            PlannedStep(
                kind: kind, at: joining + Int64(random.below(3000)), target: homes.count - 1,
                seed: random.next()))
    }

    private mutating func addLateTroubles(until end: Int64, _ random: inout SplitMix64) {
        for kind in PlannedStep.Kind.allCases.filter(\.isLate) {
            for _ in 0..<random.below(3) where random.chance(40) {
                steps.append(
                    PlannedStep(
                        kind: kind, at: Int64(random.below(max(1, Int(end)))),
                        target: kind.isForHome ? random.below(homes.count) : 0,
                        seed: random.next()))
            }
        }
    }
}
