import SiteHistory
import SiteModel
import Testing

/// Conflicts of three devices in one place: one question, whose `ours` is the own value.
struct AskedConflictsTests {
    typealias Base = HistoryEngineTests
    private static let root = NodeID(high: 2, low: 1)
    private static let link = FieldName.attribute("href")
    private static let text = Base.text(2)

    enum Clash: CaseIterable {
        case field, wholeText, deletion, place
    }

    /// Three devices that changed one thing offline; the last that came in is `devices[2]`.
    private func clashing(_ clash: Clash) throws -> (TestLog, [TestDevice]) {
        var (log, a, b) = try Base.pair()
        for number in 1...3 as ClosedRange<UInt64> {
            try a.edit(
                .insert(
                    NodeDraft(
                        id: NodeID(high: 9, low: number), content: NodeContent(kind: .page),
                        fields: [(.path, .text("/\(number)"))]), under: Base.site, at: .last))
        }
        try Base.converge(&log, &a, &b)
        var devices = [a, b, TestDevice(3, site: Base.site)]
        try log.sync(&devices[2])
        for (index, word) in ["alpha", "beta", "gamma"].enumerated() {
            switch clash {
            case .field: try devices[index].edit(.setField(Self.root, Self.link, .text(word)))
            case .wholeText:
                try devices[index].edit(
                    .setText(Self.text, from: "two words", to: "\(word) is it"))
            case .deletion where index < 2: try devices[index].edit(.delete(Base.section(2)))
            case .deletion:
                try devices[index].edit(.setText(Self.text, from: "two words", to: "two new words"))
            case .place:
                try devices[index].edit(
                    .move(
                        Base.section(2), under: NodeID(high: 9, low: UInt64(index + 1)), at: .last))
            }
        }
        try converge(&log, &devices)
        return (log, devices)
    }

    private func converge(_ log: inout TestLog, _ devices: inout [TestDevice]) throws {
        for _ in 0..<2 {
            for index in devices.indices { try log.sync(&devices[index]) }
        }
        for device in devices { #expect(device.engine.conflicts == devices[0].engine.conflicts) }
    }

    @Test(arguments: Clash.allCases) func `three devices in one place are one question on each`(
        clash: Clash
    ) throws {
        let (_, devices) = try clashing(clash)

        let asked = devices.map(\.engine.askedConflicts)

        #expect(asked.map(\.count) == [1, 1, 1])
        #expect(Set(asked.compactMap { $0.first?.id }).count == 1)
        #expect(devices[0].engine.conflicts.map(\.id) == asked[0].flatMap { [$0.id] + $0.alike })
        for (device, conflict) in zip(devices, asked.compactMap(\.first)) {
            let sides = conflict.sides(ownedBy: device.engine.replicas)
            #expect(sides.ours.operation.replica == device.replica)
            let all = [sides.ours, sides.theirs] + conflict.others
            #expect(Set(all.map(\.operation)).count == 3)
            #expect(Set(all.map(\.operation)).count == all.count)
        }
    }

    @Test(arguments: Clash.allCases)
    func `any choice, by any id, closes all of it, and undo opens it`(
        clash: Clash
    ) throws {
        for chooser in 0..<3 {
            for which in 0..<2 {
                var (log, devices) = try clashing(clash)
                let asked = try #require(devices[chooser].engine.askedConflicts.first)
                let id = ([asked.id] + asked.alike)[which]

                try devices[chooser].edit(.resolve(id, .ours))
                try converge(&log, &devices)
                #expect(devices.map(\.engine.conflicts.count) == [0, 0, 0])
                let word = ["alpha", "beta", "gamma"][chooser]
                let site = devices[1].engine.site
                switch clash {
                case .field: #expect(site[Self.root]?.fields[Self.link]?.plain == word)
                case .wholeText:
                    #expect(site[Self.text.node]?.texts[Self.text.key] == "\(word) is it")
                case .deletion: #expect((site[Base.section(2)] == nil) == (chooser < 2))
                case .place:
                    #expect(
                        site[Base.section(2)]?.parent == NodeID(high: 9, low: UInt64(chooser + 1)))
                }

                try devices[chooser].undo()
                try converge(&log, &devices)
                #expect(devices[2].engine.askedConflicts.map(\.id) == [asked.id])
            }
        }
    }

    @Test(arguments: Clash.allCases)
    func `the third side is taken by what wrote it, and closes all of it`(clash: Clash) throws {
        var (log, devices) = try clashing(clash)
        let asked = try #require(devices[0].engine.askedConflicts.first)
        let third = try #require(asked.others.first)
        let writer = try #require(
            devices.firstIndex { $0.replica == third.operation.replica })
        #expect(throws: HistoryError.choiceNotPossible(asked.id)) {
            try devices[0].edit(
                .resolve(asked.id, .side(OperationID(replica: ReplicaID(rawValue: 9), seq: 1))))
        }

        try devices[0].edit(.resolve(asked.id, .side(third.operation)))
        try converge(&log, &devices)

        #expect(devices.map(\.engine.conflicts.count) == [0, 0, 0])
        let word = ["alpha", "beta", "gamma"][writer]
        let site = devices[1].engine.site
        switch clash {
        case .field: #expect(site[Self.root]?.fields[Self.link]?.plain == word)
        case .wholeText: #expect(site[Self.text.node]?.texts[Self.text.key] == "\(word) is it")
        case .deletion: #expect((site[Base.section(2)] == nil) == (writer < 2))
        case .place:
            #expect(site[Base.section(2)]?.parent == NodeID(high: 9, low: UInt64(writer + 1)))
        }
    }

    @Test func `what two devices chose of three values is one question again`() throws {
        var (log, devices) = try clashing(.wholeText)
        let id = try #require(devices[0].engine.askedConflicts.first?.id)
        for index in devices.indices { try devices[index].edit(.resolve(id, .ours)) }
        try converge(&log, &devices)

        #expect(devices.map { $0.engine.askedConflicts.count } == [1, 1, 1])
        let again = try #require(devices[1].engine.askedConflicts.first)
        try devices[1].edit(.resolve(again.id, .theirs))
        try converge(&log, &devices)
        #expect(devices.map { $0.engine.askedConflicts.count } == [0, 0, 0])
    }
}
