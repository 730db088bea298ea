import Glibc

/// Files of a test.
enum Files {
    struct Failure: Error {}

    static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws {
        guard let file = fopen(path, "w") else { throw Failure() }
        defer { fclose(file) }
        guard fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count else {
            throw Failure()
        }
    }

    static func remove(_ path: String) { unlink(path) }

    static func script(_ text: String, at path: String) throws {
        try Array(text.utf8).withUnsafeBytes { try write($0, to: path) }
        chmod(path, 0o755)
    }
}
