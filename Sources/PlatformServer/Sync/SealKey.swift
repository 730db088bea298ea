import Foundation
import Glibc
import Logging

/// The key that seals logs: 32 random bytes in a file of its own. Kept apart from the backups of the data folder, it lets a
/// restored server recognise how far its log had gone.
enum SealKey {
    private static let byteCount = 32

    /// The key of a server: what it was told, or beside its data folder. Without a place for one beside the folder nothing
    /// is sealed, which costs no more than the list of what is missing after a loss.
    ///
    /// - Throws: ``ServerError/folderUnusable(_:reason:)`` for a file that was asked for and cannot be used.
    static func load(for configuration: ServerConfiguration, _ logger: Logger) throws(ServerError)
        -> [UInt8]?
    {
        if let path = configuration.sealKeyFile { return try load(path) }
        var folder = configuration.dataFolder
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        do throws(ServerError) {
            return try load(folder + ".seal-key")
        } catch {
            logger.warning("logs are not sealed: \(error)")
            return nil
        }
    }

    /// Reads the key, or makes it where there is none.
    ///
    /// - Throws: ``ServerError/folderUnusable(_:reason:)``
    static func load(_ path: String) throws(ServerError) -> [UInt8] {
        do {
            if FileManager.default.fileExists(atPath: path) {
                let key = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
                guard key.count == byteCount else {
                    throw ServerError.folderUnusable(
                        path, reason: "the seal key is damaged: it has \(key.count) bytes, not 32")
                }
                return key
            }
            var generator = SystemRandomNumberGenerator()
            let key = (0..<byteCount).map { _ in UInt8.random(in: 0...255, using: &generator) }
            try Data(key).write(to: URL(fileURLWithPath: path), options: .atomic)
            chmod(path, 0o600)
            return key
        } catch let error as ServerError {
            throw error
        } catch {
            throw .folderUnusable(path, reason: (error as NSError).localizedDescription)
        }
    }
}
