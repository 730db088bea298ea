import Foundation
import GRDB
import Testing
import WireProtocol

@testable import PlatformServer

struct ServerTests {
    @Test(arguments: [
        ("0.0.0.0:80", ServerError.notLoopback("0.0.0.0")),
        ("example.com:80", .notLoopback("example.com")),
        ("[::]:80", .notLoopback("::")), ("127.0.0.1", .badAddress("127.0.0.1")),
        (":80", .badAddress(":80")),
        ("127.0.0.1:99999", .badAddress("127.0.0.1:99999")), ("::1:80", .badAddress("::1:80")),
        ("127.0.0.1.evil.com:80", .notLoopback("127.0.0.1.evil.com")),
    ])
    func `an address that is none, or beyond this machine, is refused`(
        listen: String, error: ServerError
    ) {
        #expect(throws: error) { try ServerConfiguration(listen: listen, dataFolder: "x") }
    }

    @Test(arguments: ["127.0.0.1:0", "localhost:8787", "[::1]:1", "127.9.9.9:1"])
    func `an address on this machine is taken`(listen: String) throws {
        _ = try ServerConfiguration(listen: listen, dataFolder: "x")
    }

    @Test(arguments: ["", "ana", "ana@", "@example.com", "a@b@c", "a b@c", "a\n@b"])
    func `what is no e-mail address gets no token`(email: String) throws {
        let folder = RunningServer.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let accounts = Accounts(try DataFolder(folder))

        #expect(throws: ServerError.badEmail(email)) {
            try accounts.issueToken(email: email, now: 0)
        }
    }

    @Test func `a token is in the folder only as its hash`() async throws {
        let folder = RunningServer.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let accounts = Accounts(try DataFolder(folder))

        let token = try accounts.issueToken(email: "ana@example.com", now: 0)
        let account = try await accounts.account(authorization: "Bearer \(token)")

        #expect(account.email == "ana@example.com")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
            #expect(bytes.range(of: Data(token.utf8)) == nil, "\(file)")
        }
    }

    @Test func `a database of a newer program, or none at all, is refused`() throws {
        let folder = RunningServer.newFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try DataFolder(folder).pool.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('from the future')")
        }

        #expect(throws: ServerError.newerDatabase(folder)) { try DataFolder(folder) }
        try Data("not a database, but long enough to be read as one".utf8)
            .write(to: URL(fileURLWithPath: folder + "/pagemagicd.sqlite"))
        #expect(throws: ServerError.self) { try DataFolder(folder) }
    }
}
