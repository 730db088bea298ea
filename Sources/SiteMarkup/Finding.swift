/// Something the policy or the importer has to say about one place of a source.
package struct Finding: Hashable, Sendable {
    package enum Severity: String, Sendable, CaseIterable {
        /// Refused: kept as bytes on import, never published; new HTML with one is not taken.
        case error
        /// Taken, but not as its author may expect.
        case warning
        case info
    }

    /// A stable word: `inline-script`, `event-handler`, `misnested` …
    package var code: String
    package var severity: Severity
    /// The page's path; of a style sheet its file name; empty for a fragment.
    package var page: String
    /// The section's name; empty outside sections.
    package var section: String
    /// From 1.
    package var line: Int
    /// From 1, in Unicode scalars.
    package var column: Int
    package var message: String
    /// What to do about it.
    package var fix: String

    package init(
        code: String, severity: Severity, page: String = "", section: String = "", line: Int = 1,
        column: Int = 1,
        message: String, fix: String
    ) {
        self.code = code
        self.severity = severity
        self.page = page
        self.section = section
        self.line = line
        self.column = column
        self.message = message
        self.fix = fix
    }
}

/// Lines and columns of a source's byte offsets.
package struct SourceLines: Sendable {
    private let bytes: [UInt8]
    private let starts: [Int]
    /// How many scalars begin before each `stride`-th byte.
    private let marks: [Int]
    private static let stride = 256

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        var marks: [Int] = []
        var scalars = 0
        for (offset, byte) in bytes.enumerated() {
            if offset.isMultiple(of: Self.stride) { marks.append(scalars) }
            if byte & 0xC0 != 0x80 { scalars += 1 }
            if byte == 0x0A { starts.append(offset + 1) }
        }
        marks.append(scalars)
        self.starts = starts
        self.marks = marks
    }

    /// Line and column, both from 1; the column counts Unicode scalars. Offsets beyond the end are the end.
    ///
    /// - Complexity: O(log lines).
    package func position(of offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(0, offset), bytes.count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return (low + 1, scalars(before: offset) - scalars(before: starts[low]) + 1)
    }

    private func scalars(before offset: Int) -> Int {
        let mark = min(offset / Self.stride, marks.count - 1)
        let start = min(mark * Self.stride, offset)
        return bytes[start..<offset].reduce(marks[mark]) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}
