import Foundation
import FuzzTargets
import Testing

@testable import WireProtocol

/// What the fuzzer found once, and what it begins with, through the same checks.
struct FuzzReplayTests {
    private static let corpus = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fuzz/Corpus")

    private func found(_ target: FuzzTarget) throws -> [URL] {
        let folder = Self.corpus.appendingPathComponent(target.rawValue)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
    }

    @Test(arguments: FuzzTarget.allCases)
    func `what the fuzzer found is refused, or comes back as it was read`(
        target: FuzzTarget
    ) throws {
        for file in try found(target) {
            let input = [UInt8](try Data(contentsOf: file))
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.check(input) }
        }
    }

    @Test(arguments: FuzzTarget.allCases)
    func `our own encoders' output comes back, whole and cut`(target: FuzzTarget) throws {
        #expect(!target.seeds.isEmpty)
        for seed in target.seeds.prefix(12) {
            try target.check(seed)
            for count in stride(from: 0, to: seed.count, by: 1 + seed.count / 8) {
                try target.check(Array(seed.prefix(count)))
            }
        }
    }

    @Test func `every folder of the corpus is a target's`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)

        #expect(names.filter { FuzzTarget(rawValue: $0) == nil && $0 != "README.md" } == [])
    }
}
