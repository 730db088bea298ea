/// What a program ends with: the contract's numbers.
package enum ExitCode: Int32, Sendable {
    case done = 0
    case failed = 1
    /// A check found something.
    case found = 3
    /// A change was refused.
    case refused = 4
    /// A cost or quota limit.
    case limit = 5
    case notPermitted = 6
    case noSafePlace = 7
    case tls = 8
    case unreachable = 9
    case usage = 64
    case badInput = 65
    case notFound = 66
}

/// Why a command ends without doing its work.
package struct CommandFailure: Error, Equatable, Sendable {
    package let code: ExitCode
    /// One sentence of what and where.
    package let message: String
    /// What to do.
    package let hint: String

    package init(_ code: ExitCode, _ message: String, hint: String = "") {
        self.code = code
        self.message = message
        self.hint = hint
    }
}
