import Foundation
import Glibc

/// Memory that only the start needed: pages of the program's own file and of its libraries, which the system reads in
/// whole neighbourhoods. What is needed again comes back from the page cache, a page at a time.
enum ProgramPages {
    /// Gives them back once the first screens are there. Nothing waits for it.
    static func giveBackSoon() {
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.25)
            giveBack()
        }
    }

    /// Only what is mapped from a file, cannot be written and was never changed (`Anonymous: 0`, proc_pid_smaps(5)): it is
    /// the file's bytes, whenever it is read again (madvise(2), MADV_DONTNEED).
    static func giveBack() {
        guard let file = fopen("/proc/self/smaps", "re") else { return }
        defer { fclose(file) }
        var mapping: UnsafeMutableRawBufferPointer?
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, CInt(line.count), file) != nil {
            let text = line.withUnsafeBufferPointer { buffer in
                buffer.baseAddress.map { String(cString: $0) } ?? ""
            }
            if text.hasPrefix("Anonymous:") {
                let isUnchanged = text.split(separator: " ").dropFirst().first == "0"
                if isUnchanged, let mapping {
                    madvise(mapping.baseAddress, mapping.count, MADV_DONTNEED)
                }
                mapping = nil
            } else if text.first.map({ $0.isHexDigit && !$0.isUppercase }) == true {
                mapping = programMapping(text)
            }
        }
    }

    /// The range of `START-END PERMS OFFSET DEVICE INODE PATH`, if it is program text or constants of a file.
    private static func programMapping(_ line: String) -> UnsafeMutableRawBufferPointer? {
        let parts = line.split(separator: " ")
        guard parts.count >= 6, parts[1] == "r-xp" || parts[1] == "r--p", parts[4] != "0",
            parts[5].hasPrefix("/")
        else { return nil }
        let ends = parts[0].split(separator: "-").compactMap { UInt(String($0), radix: 16) }
        guard ends.count == 2, ends[0] < ends[1] else { return nil }
        return UnsafeMutableRawBufferPointer(
            start: UnsafeMutableRawPointer(bitPattern: ends[0]), count: Int(ends[1] - ends[0]))
    }
}
