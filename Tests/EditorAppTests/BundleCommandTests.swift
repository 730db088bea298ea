import Foundation
import Testing
import WireProtocol

@testable import EditorApp

struct BundleCommandTests {
    let devices = TwoDevices()
    private let other = CommandFixture()
    private var a: CommandFixture { devices.a }
    private var site: String { devices.site }
    private var file: String { a.home + "/site.pmb" }

    @Test func `a site comes back from its bundle, with its log and what waited`() {
        #expect(a.run("text", site, "hero.title", "Fresh bread").code == 0)

        let written = a.run("export", site, file, "--format", "bundle", "--json")
        let read = other.run("import", file, "--json")

        #expect(written.code == 0 && written.json["format"]?.text == "bundle")
        #expect(read.code == 0 && read.json["id"]?.text == site)
        #expect(read.json["pending"]?.number == 1)
        #expect(other.run("text", site, "hero.title").output == "Fresh bread\n")
        #expect(same("export", site, "-", "--format", "json"))
        #expect(
            other.run("log", site, "--json").json.items.map { $0["batch"] }
                == a.run("log", site, "--json").json.items.map { $0["batch"] })
        #expect(other.run("doctor").code == 0)
    }

    @Test func `both go on and end equal`() {
        _ = a.run("export", site, file, "--format", "bundle")
        _ = other.run("import", file)
        _ = a.run("text", site, "hero.title", "Bread, ours")
        _ = other.run("text", site, "hero.subtitle", "theirs")

        for device in [other, a, other] {
            #expect(device.run("sync", site, at: devices.server).code == 0)
        }

        #expect(other.run("text", site, "hero.title").output == "Bread, ours\n")
        #expect(same("export", site, "-", "--format", "json"))
    }

    @Test func `a site that is here already is not taken in again`() {
        _ = a.run("export", site, file, "--format", "bundle")

        let answer = a.run("import", file)

        #expect(answer.code == ExitCode.refused.rawValue)
        #expect(answer.errors.contains("is here already"))
    }

    @Test func `a bundle cut anywhere, or with a changed byte, is bad input and leaves nothing`()
        throws
    {
        _ = a.run("export", site, file, "--format", "bundle")
        let whole = try Data(contentsOf: URL(fileURLWithPath: file))
        let wrong = a.home + "/wrong.pmb"
        for count in stride(from: 20, to: whole.count, by: 1 + whole.count / 12) {
            var changed = whole
            changed[count] ^= 0x40
            for bytes in [whole.prefix(count), changed, whole + [0]] {
                try Data(bytes).write(to: URL(fileURLWithPath: wrong))
                let answer = other.run("import", wrong)
                #expect(answer.code == ExitCode.badInput.rawValue, "\(count)")
                #expect(answer.errors.contains("bundle"))
            }
        }
        #expect(other.run("sites", "--json").output == "[]\n")
    }

    private func same(_ command: String...) -> Bool {
        let mine = a.run(command)
        let theirs = other.run(command)
        return mine.code == 0 && mine.output == theirs.output && !mine.output.isEmpty
    }
}
