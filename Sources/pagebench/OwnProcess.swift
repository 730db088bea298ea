import Foundation

/// This program once more, in a process of its own, so that nothing is warm and memory is its own.
enum OwnProcess {
    /// What it prints.
    static func output(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        let answer = Pipe()
        process.standardOutput = answer
        try process.run()
        let bytes = try answer.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return bytes
    }
}
