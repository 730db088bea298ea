import EditorCore
import Foundation
import SiteModel
import Synchronization
import Testing

@testable import EditorApp

/// What serves is a script here: what it is told, and how it ends, is in its folder.
struct BrowserPreviewTests {
    private final class Stage: Sendable {
        let folder = NSTemporaryDirectory() + "pm-browser-\(UUID().uuidString)"
        private let said = Mutex<[Notice]>([])
        private let copied = Mutex<[String]>([])

        init(_ script: String) throws {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try Data("#!/bin/sh\necho \"$@\" >> \(folder)/calls\n\(script)\n".utf8).write(
                to: URL(fileURLWithPath: binary))
            chmod(binary, 0o755)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        var binary: String { folder + "/pagemagicd" }

        func preview(at path: String? = nil) -> BrowserPreview {
            let binary = path ?? binary
            return BrowserPreview(
                store: folder,
                binary: {
                    guard access(binary, X_OK) == 0 else {
                        throw CommandFailure(
                            .notFound, "The server pagemagicd is not beside this program.",
                            hint: "Build both: make build.")
                    }
                    return binary
                },
                post: { notice in self.said.withLock { $0.append(notice) } },
                copy: { text in
                    self.copied.withLock { $0.append(text) }
                    return true
                })
        }

        /// The notices, once there are as many; those of five seconds else.
        func notices(_ count: Int) -> [Notice] {
            wait { self.said.withLock { $0.count } >= count }
            return said.withLock { $0 }
        }

        func wait(_ isDone: () -> Bool) {
            for _ in 0..<500 where !isDone() { usleep(10_000) }
        }

        func text(_ name: String) -> String {
            FileManager.default.contents(atPath: folder + "/" + name).map {
                String(decoding: $0, as: UTF8.self)
            } ?? ""
        }

        var copies: [String] { copied.withLock { $0 } }
    }

    private let site = NodeID(high: 1, low: 1)
    private let page = NodeID(high: 1, low: 2)
    /// Says an address, and writes down when its input ends.
    private static let server = """
        echo http://127.0.0.1:8788/about
        cat > /dev/null
        echo ended >> "$(dirname "$0")/end"
        """

    @Test func `the address is said, and the same the second time, by one server`() throws {
        let stage = try Stage(Self.server)
        let preview = stage.preview()

        preview.show(site, page: page)
        preview.show(site, page: nil)
        let said = stage.notices(2)
        preview.finish()

        #expect(said.map(\.link) == Array(repeating: "http://127.0.0.1:8788/about", count: 2))
        #expect(said.allSatisfy { $0.kind == .done && $0.text.contains("8788/about (copied)") })
        #expect(stage.copies.count == 2)
        let calls = stage.text("calls").split(separator: "\n")
        #expect(calls.count == 1)
        #expect(
            calls.first?.hasSuffix(
                "preview --store \(stage.folder) --site \(site) --page \(page) --until-input-ends")
                == true)
    }

    @Test func `it ends with the editor, and another site ends the one before`() throws {
        let stage = try Stage("trap '' TERM\n" + Self.server)
        let preview = stage.preview()
        preview.show(site, page: nil)
        preview.show(page, page: nil)
        _ = stage.notices(2)

        stage.wait { stage.text("end") == "ended\n" }
        #expect(stage.text("end") == "ended\n")
        preview.finish()
        stage.wait { stage.text("end") == "ended\nended\n" }
        #expect(stage.text("end") == "ended\nended\n")
    }

    @Test func `one that died is started again`() throws {
        let stage = try Stage("echo http://127.0.0.1:8788/\n")
        let preview = stage.preview()
        preview.show(site, page: nil)
        _ = stage.notices(1)
        // It may not be dead yet when it has said its address.
        for count in 2..<200 where stage.text("calls").split(separator: "\n").count < 2 {
            preview.show(site, page: nil)
            _ = stage.notices(count)
        }

        #expect(stage.text("calls").split(separator: "\n").count == 2)
    }

    @Test func `why it does not start is said`() throws {
        let stage = try Stage("echo 'pagemagicd: the site is not there' >&2; exit 1")

        stage.preview().show(site, page: nil)
        stage.preview(at: "/nonexistent/pagemagicd").show(site, page: nil)
        let said = stage.notices(2).map(\.text).sorted()

        #expect(said.first?.contains("the site is not there") == true)
        #expect(said.last?.contains("pagemagicd is not beside this program") == true)
    }
}
