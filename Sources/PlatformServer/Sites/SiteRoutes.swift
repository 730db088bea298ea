import GRDB
import HTTPTypes
import Hummingbird
import SiteModel
import WireProtocol

/// `/v1/sites`
struct SiteRoutes: Sendable {
    let accounts: Accounts
    let folder: DataFolder

    func add(to router: Router<BasicRequestContext>) { router.get("v1/sites", use: list) }

    @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws
        -> Response
    {
        let account = try await accounts.account(authorization: request.headers[.authorization])
        let sites = try await folder.pool.read { db in
            try Row.fetchAll(
                db, sql: "SELECT id, head, updatedAt FROM sites WHERE account = ? ORDER BY id",
                arguments: [account.key]
            ).compactMap { row in
                NodeID(row["id"] as String).map {
                    SiteList.Entry(
                        id: $0, head: UInt64(row["head"] as Int64), updatedAt: row["updatedAt"])
                }
            }
        }
        return Answers.json(SiteList(account: account.email, sites: sites).bytes)
    }
}
