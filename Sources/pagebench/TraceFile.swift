import ArgumentParser
import CZlib

/// An editing history of `data/traces`: gzip JSON, positions and lengths in code points. As the peers' benchmark reads it,
/// what is not ASCII is an underscore.
struct TraceFile {
    struct Patch {
        let position: Int
        let deleted: Int
        let inserted: String
    }

    struct Transaction {
        var parents: [Int] = []
        var agent = 0
        var patches: [Patch] = []
    }

    let name: String
    private(set) var base = ""
    private(set) var end = ""
    private(set) var agentCount = 1
    private(set) var transactions: [Transaction] = []
    /// Two branches from `base`.
    private(set) var branchA: [Patch] = []
    private(set) var branchB: [Patch] = []

    init(path: String) throws {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        name = file.hasSuffix(".json.gz") ? String(file.dropLast(8)) : file
        var scanner = JSONScanner(try TraceFile.unpacked(path))
        try scanner.object { key, scanner in
            switch key {
            case "base": base = try scanner.string()
            case "endContent": end = try scanner.string()
            case "numAgents": agentCount = try scanner.integer()
            case "txns": try scanner.array { transactions.append(try TraceFile.transaction(&$0)) }
            case "a": try scanner.array { branchA.append(try TraceFile.patch(&$0)) }
            case "b": try scanner.array { branchB.append(try TraceFile.patch(&$0)) }
            default: try scanner.skip()
            }
        }
    }

    /// Inserts and deletes, each an operation.
    static func operationCount(_ patches: some Sequence<Patch>) -> Int {
        patches.reduce(0) { $0 + ($1.deleted > 0 ? 1 : 0) + ($1.inserted.isEmpty ? 0 : 1) }
    }

    private static func transaction(_ scanner: inout JSONScanner) throws
        -> Transaction
    {
        var transaction = Transaction()
        try scanner.object { key, scanner in
            switch key {
            case "parents": try scanner.array { transaction.parents.append(try $0.integer()) }
            case "agent": transaction.agent = try scanner.integer()
            case "patches": try scanner.array { transaction.patches.append(try patch(&$0)) }
            default: try scanner.skip()
            }
        }
        return transaction
    }

    private static func patch(_ scanner: inout JSONScanner) throws -> Patch {
        try scanner.expect("[")
        let position = try scanner.integer()
        try scanner.expect(",")
        let deleted = try scanner.integer()
        try scanner.expect(",")
        let inserted = try scanner.string()
        try scanner.expect("]")
        return Patch(position: position, deleted: deleted, inserted: inserted)
    }

    private static func unpacked(_ path: String) throws -> [UInt8] {
        guard let file = gzopen(path, "rb") else {
            throw ValidationError("\(path) cannot be read")
        }
        defer { gzclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = gzread(file, &block, UInt32(block.count))
            guard count >= 0 else { throw ValidationError("\(path) is not gzip") }
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<Int(count)])
        }
    }
}
