import Foundation

/// A folder of a test's own; it goes with the last who holds it.
final class TemporaryFolder: Sendable {
    let path: String

    /// The folder is named and not made.
    init(_ name: String) { path = NSTemporaryDirectory() + "\(name)-\(UUID().uuidString)" }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
