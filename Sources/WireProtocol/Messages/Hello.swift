import SiteHistory
import SiteModel

/// The first request of a connection: who writes, and where the store stands. Creates a site that the server does not
/// hold, for the account of the token.
package struct HelloRequest: Hashable, Sendable {
    package var standing: Standing
    /// The newest merge rules that the client knows.
    package var rules: UInt64

    package init(standing: Standing, rules: UInt64 = Batch.currentRules) {
        self.standing = standing
        self.rules = rules
    }
}

/// The end of a replica's chain as the log has it.
package struct ChainHead: Hashable, Sendable {
    /// Sequence number of the last operation.
    package var last: UInt64
    /// What the next batch must name as `previous`: ``SiteHistory/Batch/link``.
    package var link: Digest

    package init(last: UInt64, link: Digest) {
        self.last = last
        self.link = link
    }
}

package struct HelloAnswer: Hashable, Sendable {
    package var log: LogState
    /// Nil where the log has nothing of the replica.
    package var chain: ChainHead?
    /// The account of the token: the site is its own from now on.
    package var account: String
    /// The newest form of frames that the server reads; a server that says none reads rows.
    package var frames: Frame.Form

    package init(
        log: LogState, chain: ChainHead?, account: String, frames: Frame.Form = .columns
    ) {
        self.log = log
        self.chain = chain
        self.account = account
        self.frames = frames
    }
}

extension HelloRequest {
    package var bytes: [UInt8] {
        JSONValue.members([("standing", standing.json), ("rules", .count(rules))]).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let fields = try JSONFields(bytes: bytes)
        standing = try Standing(fields.object("standing"))
        rules = try fields.count("rules")
    }
}

extension HelloAnswer {
    package var bytes: [UInt8] {
        let chain = chain.map {
            JSONValue.members([("last", .count($0.last)), ("link", .text($0.link))])
        }
        let frames = JSONValue.count(UInt64(frames.rawValue))
        return JSONValue.members(
            log.members + [("chain", chain), ("account", .string(account)), ("frames", frames)]
        ).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let fields = try JSONFields(bytes: bytes)
        log = try LogState(fields)
        chain = try fields.optional("chain") { (f, n) throws(WireError) in
            let chain = try f.object(n)
            return ChainHead(last: try chain.count("last"), link: try chain.digest("link"))
        }
        account = try fields.string("account")
        let frames = try fields.optional("frames") { (f, n) throws(WireError) in try f.count(n) }
        self.frames = (frames ?? 1) >= 2 ? .columns : .rows
    }
}
