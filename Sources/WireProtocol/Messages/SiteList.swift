import SiteModel

/// The sites of an account, as the server knows them: it orders logs, titles are in the documents.
package struct SiteList: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package var id: NodeID
        package var head: UInt64
        /// The server's wall clock at the last push, in milliseconds since 1970.
        package var updatedAt: Int64

        package init(id: NodeID, head: UInt64, updatedAt: Int64) {
            self.id = id
            self.head = head
            self.updatedAt = updatedAt
        }
    }

    package var account: String
    package var sites: [Entry]

    package init(account: String, sites: [Entry]) {
        self.account = account
        self.sites = sites
    }
}

extension SiteList {
    package var bytes: [UInt8] {
        let entries = sites.map {
            JSONValue.members([
                ("id", .text($0.id)), ("head", .count($0.head)),
                ("updatedAt", .integer($0.updatedAt)),
            ])
        }
        return JSONValue.members([("account", .string(account)), ("sites", .array(entries))]).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let fields = try JSONFields(bytes: bytes)
        account = try fields.string("account")
        sites = []
        for site in try fields.list("sites") {
            sites.append(
                Entry(
                    id: try site.node("id"), head: try site.count("head"),
                    updatedAt: try site.integer("updatedAt")))
        }
    }
}
