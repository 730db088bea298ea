/// An error of the server (RFC 9457).
package struct Problem: Hashable, Sendable, Error {
    /// What went wrong, for programs: the last component of `type`.
    package enum Kind: String, Sendable, CaseIterable {
        /// 400: the request is not in its form.
        case malformed
        /// 401: no token, or one that is not known.
        case unauthorized
        /// 403: the token is good, but not for this.
        case forbidden
        /// 404
        case notFound = "not-found"
        /// 405
        case method
        /// 409: the client knows a log that this one does not continue; `cut` is the last common position.
        case history
        /// 413
        case tooLarge = "too-large"
        /// 429
        case tooMany = "too-many"
        /// 500
        case failed
        /// 503
        case busy
        /// What this program has no name for.
        case other
    }

    package var kind: Kind
    package var status: Int
    package var title: String
    package var detail: String
    package var cut: UInt64?

    package init(_ kind: Kind, status: Int, title: String, detail: String, cut: UInt64? = nil) {
        self.kind = kind
        self.status = status
        self.title = title
        self.detail = detail
        self.cut = cut
    }
}

extension Problem {
    private static let typePrefix = "/problems/"

    package var bytes: [UInt8] {
        JSONValue.members([
            ("type", .string(Problem.typePrefix + kind.rawValue)), ("title", .string(title)),
            ("status", .integer(Int64(status))), ("detail", .string(detail)),
            ("cut", cut.map { .count($0) }),
        ]).bytes
    }

    package init(bytes: [UInt8]) throws(WireError) {
        let fields = try JSONFields(bytes: bytes)
        let type = try fields.optional("type") { (f, n) throws(WireError) in try f.string(n) } ?? ""
        kind =
            type.hasPrefix(Problem.typePrefix)
            ? Kind(rawValue: String(type.dropFirst(Problem.typePrefix.utf8.count))) ?? .other
            : .other
        status = Int(clamping: try fields.integer("status"))
        title = try fields.optional("title") { (f, n) throws(WireError) in try f.string(n) } ?? ""
        detail = try fields.optional("detail") { (f, n) throws(WireError) in try f.string(n) } ?? ""
        cut = try fields.optional("cut") { (f, n) throws(WireError) in try f.count(n) }
    }
}
