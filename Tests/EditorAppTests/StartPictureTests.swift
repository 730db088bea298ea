import Foundation
import SiteModel
import Testing

@testable import EditorApp
@testable import ScreenCore

struct StartPictureTests {
    private let device = CommandFixture()
    private let site = NodeID(high: 1, low: 1)
    private var home: Home { Home(device.home) }

    private var frame: Frame {
        var frame = Frame(columns: 20, rows: 4)
        frame.put("Fresh bread", row: 1, column: 2, style: .plain)
        return frame
    }

    private func pictures(
        _ call: EditorCall = EditorCall(target: "bakery"), surroundings: [String] = ["xterm"]
    ) -> StartPictures {
        StartPictures(
            call, home: home, executable: "/bin/sh", surroundings: surroundings)
    }

    private func keep(_ call: EditorCall = EditorCall(target: "bakery")) {
        pictures(call).keep(StartPicture(frame: frame, knowsKeyboard: true), of: site)
    }

    @Test func `what was kept is shown to a start that is called the same way`() throws {
        try FileSystem.write("a", to: home.data + "/pagemagic.sqlite")
        keep()

        #expect(pictures().picture(columns: 20, rows: 4)?.frame == frame)
        #expect(pictures().picture(columns: 21, rows: 4) == nil)
        #expect(pictures(EditorCall(target: "other")).picture(columns: 20, rows: 4) == nil)
        #expect(pictures(surroundings: ["dumb"]).picture(columns: 20, rows: 4) == nil)
        #expect(
            pictures(EditorCall(target: "bakery", isReadOnly: true)).picture(columns: 20, rows: 4)
                == nil)
    }

    @Test func `what a terminal answered is kept with it, and what it did not`() {
        keep()
        #expect(pictures().picture(columns: 20, rows: 4)?.knowsKeyboard == true)

        pictures().keep(StartPicture(frame: frame), of: site)
        #expect(pictures().picture(columns: 20, rows: 4)?.knowsKeyboard == false)
    }

    @Test func `calls that differ have lines that differ`() {
        let words: [String?] = [nil, "", "-", "=", "a", "a\tb"]
        var lines = Set<String>()
        for target in words {
            for at in words {
                for flag in [false, true] {
                    lines.insert(EditorCall(target: target, at: at, isReadOnly: flag).line)
                    lines.insert(EditorCall(target: target, at: at, isASCII: !flag).line)
                }
            }
        }

        #expect(lines.count == words.count * words.count * 3)
    }

    @Test func `a copy of a home has none until it makes its own`() throws {
        keep()
        let copy = CommandFixture()
        try FileManager.default.copyItem(atPath: device.home, toPath: copy.home)

        let pictures = StartPictures(
            EditorCall(target: "bakery"), home: Home(copy.home), executable: "/bin/sh",
            surroundings: ["xterm"])

        #expect(pictures.picture(columns: 20, rows: 4) == nil)
    }

    @Test(arguments: [
        "data/pagemagic.sqlite", "data/pagemagic.sqlite-wal", "config/config.toml",
        "config/themes/mine.toml", "state/theme", "state/keymap",
        "state/sessions/00000000000000010000000000000001",
    ])
    func `after any change of what it depends on there is none`(file: String) throws {
        try FileSystem.write("a", to: home.data + "/pagemagic.sqlite")
        try FileSystem.write("a", to: home.configuration + "/themes/other.toml")
        keep()
        #expect(pictures().picture(columns: 20, rows: 4) != nil)

        try FileSystem.write("changed", to: device.home + "/" + file)

        #expect(pictures().picture(columns: 20, rows: 4) == nil)
    }

    @Test func `one that is opened at a place does not depend on where it was left`() throws {
        let call = EditorCall(target: "bakery", at: "hero")
        keep(call)

        try FileSystem.write("changed", to: home.state + "/sessions/\(site)")

        #expect(pictures(call).picture(columns: 20, rows: 4)?.frame == frame)
    }

    @Test func `a damaged one is as none, and nobody else may look into it`() throws {
        keep()
        let folder = home.state + "/pictures"
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
        let path = folder + "/" + name
        let bytes = [UInt8](try #require(FileManager.default.contents(atPath: path)))

        for count in stride(from: 0, to: bytes.count, by: 7) {
            try Data(bytes.prefix(count)).write(to: URL(fileURLWithPath: path))
            #expect(pictures().picture(columns: 20, rows: 4) == nil)
        }
        let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o700)
    }

    @Test func `those of many windows do not heap up`() throws {
        for rows in 1...40 {
            pictures().keep(StartPicture(frame: Frame(columns: 20, rows: rows)), of: site)
        }

        let names = try FileManager.default.contentsOfDirectory(atPath: home.state + "/pictures")
        #expect(names.count == 16)
    }
}
