import Foundation
import Synchronization
import Testing
import WireProtocol

@testable import EditorApp

struct MannersTests {
    let device = CommandFixture()

    private static let mistakes: [([String], Int32)] = [
        (["tree", "nothing-here"], 66), (["import", "/nonexistent.html"], 66), (["frobnicate"], 64),
        (["new"], 64),
        (["new", " "], 64), (["--bogus"], 64), (["themes", "--check", "/nonexistent.toml"], 66),
        ([], 64),
        (["sync"], 9),
    ]

    @Test(arguments: mistakes) func `a mistake is a sentence, an exit code and no data`(
        arguments: [String], code: Int32
    ) {
        let plain = device.run(arguments)
        let asJSON = device.run(arguments + ["--json"])

        #expect(plain.code == code)
        #expect(plain.output.isEmpty)
        #expect(plain.errors.hasPrefix("pagemagic: "))
        #expect(asJSON.code == code)
        #expect(asJSON.json["error"]?["code"]?.number == Int64(code))
        #expect(asJSON.json["error"]?.names == ["code", "message", "hint"])
    }

    @Test(arguments: ["theme", "keymap"])
    func `a configuration that names what is not there is found before the editor is started`(
        kind: String
    ) throws {
        let path = NSTemporaryDirectory() + "pm-config-\(UUID().uuidString).toml"
        defer { unlink(path) }
        func check(_ name: String) throws -> CommandFixture.Answer {
            try "\(kind) = \"\(name)\"\n".write(toFile: path, atomically: true, encoding: .utf8)
            return device.run("config", "--check", path)
        }

        let known = try check(kind == "theme" ? "default-light" : "vim")
        let unknown = try check("nope")

        #expect(known.code == 0 && known.output.hasSuffix(": good\n"))
        #expect(unknown.code == 66 && unknown.output.isEmpty)
        #expect(unknown.errors.contains("nope"))
    }

    @Test(arguments: [["--version"], ["themes"], ["commands", "--json"], ["completions", "bash"]])
    func `a full disk at the end of the output is told`(arguments: [String]) throws {
        let full = open("/dev/full", O_WRONLY)
        let path = NSTemporaryDirectory() + "pm-errors-\(UUID().uuidString)"
        let errors = open(path, O_WRONLY | O_CREAT, 0o600)
        defer {
            close(full)
            close(errors)
            unlink(path)
        }

        let code = Program(
            environment: ["PAGEMAGIC_HOME": device.home],
            console: Console(output: full, errors: errors)
        ).run(arguments)

        #expect(code == 1)
        #expect(
            try String(contentsOfFile: path, encoding: .utf8)
                == "pagemagic: Not all of the output could be written: No space left on device. "
                + "Send it to a disk with room.\n")
    }

    @Test func `a reader that leaves early is no failure`() {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        close(ends[0])
        defer { close(ends[1]) }

        let code = Program(
            environment: ["PAGEMAGIC_HOME": device.home],
            console: Console(output: ends[1], errors: ends[1])
        ).run(["themes"])

        #expect(code == 0)
    }

    @Test func `an argument that is no UTF-8 is refused and not repaired`() {
        let errors = Mutex<[UInt8]>([])
        let program = Program(
            environment: ["PAGEMAGIC_HOME": device.home],
            console: Console { stream, bytes in
                if stream == .error { errors.withLock { $0 += bytes } }
            })

        let code = program.run(bytes: [Array("import".utf8), [0x63, 0x61, 0x66, 0xE9]])

        #expect(code == 65)
        #expect(
            errors.withLock { String(decoding: $0, as: UTF8.self) }.hasPrefix(
                "pagemagic: The argument “caf\u{FFFD}” is not UTF-8."))
    }

    @Test func `help and version are no mistakes`() {
        #expect(device.run("--version").output == "pagemagic 0.1.0\n")
        #expect(device.run("help").code == 0)
        #expect(device.run("text", "--help").output.contains("USAGE"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a shell gets what it needs to complete every command`(shell: String) throws {
        let script = device.run("completions", shell)
        let answer = device.run("completions", shell, "--json").json

        #expect(script.code == 0 && script.errors.isEmpty)
        for word in ["preview", "rewind", "--platform"] {
            #expect(script.output.contains(word.trimmingPrefix("--")), "\(word)")
        }
        #expect(answer["shell"]?.text == shell)
        #expect(answer["script"]?.text.map { script.output.hasPrefix($0) } == true)
        #expect(device.run("completions", "tcsh").code == 64)
    }

    @Test(arguments: [
        (["help", "bogus"], "There is no command “bogus”. See pagemagic help."),
        (["help", "tre"], "Did you mean tree?"), (["exprot"], "Did you mean export?"),
        (["nosuch"], "pagemagic: There is no command “nosuch”. See pagemagic help."),
        (["exprot"], "There is no command “exprot”. Did you mean export?"),
        (["preview", "bakery", "--widht", "3"], "Did you mean '--width'? See pagemagic help"),
        (["open", "bakery", "--theme", "foo", "--bogus"], "See pagemagic help open."),
        (["new"], "See pagemagic help new."), (["text", "--bogus"], "See pagemagic help text."),
        (["bakery"], "pagemagic open bakery opens that site."),
        (["--json", "exprot"], "There is no command “exprot”. Did you mean export?"),
        (["--keymap", "vim"], "--keymap is an option of open. Say pagemagic open --keymap vim."),
        (
            ["html", "bakery", "/#hero", "<p>x"],
            "“<p>x” is HTML, and the name of a file is wanted."
        ),
    ])
    func `a mistake on the command line says what to do instead`(
        arguments: [String], words: String
    ) throws {
        let site = device.makeSite()
        let slug = try #require(
            device.run("sites", "--json").json.items.first { $0["id"]?.text == site }?["slug"]?.text
        )
        func named(_ word: String) -> String { word.replacing("bakery", with: slug) }

        let answer = device.run(arguments.map(named))

        #expect(answer.code == 64)
        #expect(answer.output.isEmpty == !arguments.contains("--json"))
        #expect(answer.errors.contains(named(words)), "\(answer.errors)")
    }

    @Test func `a name that is nearly right is asked for`() throws {
        let site = device.makeSite()
        let slug = try #require(device.run("sites", "--json").json.items.first?["slug"]?.text)

        for (arguments, near) in [
            (["text", site, "hero.titel"], "hero.title"), (["rm", site, "/#hreo"], "/#hero"),
            (["tree", slug + "x"], slug),
        ] {
            let answer = device.run(arguments)
            #expect(answer.code == 66)
            #expect(answer.errors.contains("Did you mean \(near)?"), "\(answer.errors)")
        }
    }

    @Test func `a second element with an id is told of`() {
        let site = device.makeSite()

        #expect(device.run("set", site, "/#hero", "id=menu").errors.contains("the id “menu” too"))
        #expect(device.run("set", site, "/#hero", "id=alone").errors.isEmpty)
    }

    @Test func `a malformed address of the server is said to stop everything`() {
        let site = device.makeSite()

        let answer = device.run(
            ["sync", site],
            environment: ["PAGEMAGIC_SERVER": "htp:/x", "PAGEMAGIC_TOKEN": "t"],
            transport: { _ in .failure(TransportFailure(.badAddress, "no address")) })

        #expect(answer.errors.contains("Nothing is sent until the address is mended"))
    }

    @Test func `an unknown key in the configuration has its place`() throws {
        try FileManager.default.createDirectory(
            atPath: device.home + "/config", withIntermediateDirectories: true)
        try "theme = \"mono\"\nsorver = \"x\"\n".write(
            toFile: device.home + "/config/config.toml", atomically: true, encoding: .utf8)

        let answer = device.run("config")

        #expect(answer.code == 65)
        #expect(answer.errors.contains("config.toml:2:1"))
    }

    @Test func `a folder without pages, binary data and a page of 300 MB are bad input`() throws {
        let folder = device.home + "/in"
        try FileManager.default.createDirectory(
            atPath: folder + "/empty", withIntermediateDirectories: true)
        try Data([0x3C, 0x68, 0x00, 0xFF]).write(to: URL(fileURLWithPath: folder + "/binary.html"))
        try Data([0x3C, 0x68, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: folder + "/latin.html"))
        #expect(FileManager.default.createFile(atPath: folder + "/large.html", contents: nil))
        let large = try #require(FileHandle(forWritingAtPath: folder + "/large.html"))
        try large.truncate(atOffset: 300 << 20)
        let deep = String(repeating: "<div>", count: 100_000)
        try deep.write(toFile: folder + "/deep.html", atomically: true, encoding: .utf8)

        for name in ["empty", "binary.html", "latin.html", "large.html", "deep.html"] {
            let answer = device.run("import", folder + "/" + name)
            #expect(answer.code == 65, "\(name): \(answer.errors)")
            #expect(!answer.errors.isEmpty)
        }
        #expect(device.run("sites", "--json").output == "[]\n")
    }

    @Test func `commands lists the program's and the editor's`() {
        let names = device.run("commands", "--json").json.items.compactMap { $0["name"]?.text }

        #expect(names.contains("new"))
        #expect(names.contains("palette"))
    }

    @Test func `control characters are dropped when set and marked when shown`() {
        let site = device.makeSite()
        let evil = "a\u{1b}]0;PWNED\u{7}b\u{9b}31mc\u{202e}d"

        let answer = device.run("text", site, "hero.title", "-", input: evil)
        let shown = device.run("text", site, "hero.title")

        #expect(answer.errors.contains("3 control characters were left out"))
        #expect(shown.output == "a]0;PWNEDb31mc\u{FFFD}d\n")
        #expect(
            device.run("text", site, "hero.title", "--json").json["value"]?.text
                == "a]0;PWNEDb31mc\u{202e}d")
    }
}
