import Foundation
import GRDB
import SiteModel
import WireProtocol

/// Somebody who may sign in.
struct Account: Hashable, Sendable {
    let key: Int64
    let email: String
}

/// Accounts and their tokens.
package struct Accounts: Sendable {
    let folder: DataFolder

    package init(_ folder: DataFolder) { self.folder = folder }

    /// A new token for the address, whose account is made where there is none. It is nowhere kept but as a hash.
    ///
    /// - Throws: ``ServerError``
    package func issueToken(email: String, now: Int64) throws(ServerError) -> String {
        let email = email.trimmingCharacters(in: .whitespaces)
        guard Accounts.isAddress(email) else { throw .badEmail(email) }
        let token = Accounts.randomToken()
        do {
            try folder.pool.write { db in
                try db.execute(
                    sql:
                        "INSERT INTO accounts (email, createdAt) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    arguments: [email, now])
                try db.execute(
                    sql: "INSERT INTO tokens SELECT ?, key, ? FROM accounts WHERE email = ?",
                    arguments: [Accounts.hash(of: token), now, email])
            }
        } catch {
            throw .folderUnusable(
                folder.path, reason: (error as? DatabaseError)?.message ?? "\(error)")
        }
        return token
    }

    /// The account of an `Authorization` header.
    ///
    /// - Throws: ``Problem`` 401 where there is none.
    func account(authorization: String?) async throws -> Account {
        let parts = (authorization ?? "").split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 512 else {
            throw Accounts.unauthorized("send a token: Authorization: Bearer …")
        }
        let hash = Accounts.hash(of: String(parts[1]))
        let account = try await folder.pool.read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT accounts.key, email FROM tokens JOIN accounts ON accounts.key = tokens.account
                        WHERE hash = ?
                        """),
                arguments: [hash]
            ).map { Account(key: $0["key"], email: $0["email"]) }
        }
        guard let account else { throw Accounts.unauthorized("this token is not known here") }
        return account
    }

    private static func unauthorized(_ detail: String) -> Problem {
        Problem(.unauthorized, status: 401, title: "Not signed in", detail: detail)
    }

    private static func hash(of token: String) -> Data { Data(Digest.of(Array(token.utf8)).bytes) }

    /// 256 random bits.
    private static func randomToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return "pm_" + (0..<4).map { _ in (generator.next() as UInt64).hexDigits }.joined()
    }

    /// One `@` with something on both sides, nothing that cannot be shown, of a length that mail allows.
    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
            && text.unicodeScalars.allSatisfy {
                $0.value > 0x20 && !(0x7f...0x9f).contains($0.value)
            }
    }
}
