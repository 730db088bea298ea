import ArgumentParser
import Foundation
import Glibc

/// A `pagemagicd` of our own on a free loopback port, from the folder this program is in.
final class ServerProcess {
    static let account = "bench@example.com"

    let address: String
    private let data: String
    private let server: Process

    /// - Parameter port: 0 for a free one.
    init(data: String, port: UInt16 = 0) throws {
        self.data = data
        let lines = Pipe()
        server = try ServerProcess.launch(
            ["serve", "--listen", "127.0.0.1:\(port)", "--data", data], output: lines)
        let line = ServerProcess.firstLine(of: lines)
        guard let start = line.range(of: "http://") else {
            server.terminate()
            throw ValidationError("pagemagicd did not start: \(line)")
        }
        address = String(line[start.lowerBound...])
    }

    /// An access token for the bench's account.
    func token() throws -> String {
        let lines = Pipe()
        let process = try ServerProcess.launch(
            ["token", "--data", data, "--email", ServerProcess.account], output: lines)
        defer { process.waitUntilExit() }
        return ServerProcess.firstLine(of: lines)
    }

    /// The port that it answers on.
    var port: UInt16? { address.split(separator: ":").last.flatMap { UInt16($0) } }

    /// Its largest resident size so far, in kilobytes.
    var peakKilobytes: Int { Measure.status("VmHWM:", of: "\(server.processIdentifier)") }

    /// Ends it at once.
    func kill() {
        Glibc.kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
    }

    func stop() {
        server.terminate()
        server.waitUntilExit()
    }

    private static func launch(_ arguments: [String], output: Pipe) throws -> Process {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let process = Process()
        process.executableURL = own.deletingLastPathComponent().appendingPathComponent("pagemagicd")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        return process
    }

    private static func firstLine(of pipe: Pipe) -> String {
        var line: [UInt8] = []
        while let byte = try? pipe.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }
}
