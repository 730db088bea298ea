import Testing

@testable import EditorApp

struct EditorCallTests {
    @Test(arguments: [
        ["open"], ["open", "bakery"], ["open", "pagemagic://site/1/hero"], ["open", "new"],
        ["open", "bakery", "--at", "hero.title"], ["open", "bakery", "--at", "/about#team"],
    ])
    func `plain arguments are read as ArgumentParser reads them`(arguments: [String]) throws {
        let parsed = try #require(try PageMagic.parseAsRoot(arguments) as? OpenCommand)

        #expect(EditorCall(plain: arguments) == parsed.call)
    }

    @Test func `without arguments the site edited last is opened`() throws {
        #expect(EditorCall(plain: []) == EditorCall())
        #expect(try PageMagic.parseAsRoot([]) is PageMagic)
    }

    @Test(arguments: [
        ["bakery"], ["open", "--help"], ["open", "--ascii"], ["open", "bakery", "--read-only"],
        ["open", "bakery", "shop"], ["open", "bakery", "--at", "--at"], ["open", "--at", "hero"],
        ["open", "bakery", "--at"], ["open", ""], ["open", "--", "bakery"], ["--version"],
        ["open", "bakery", "--theme", "nord"], ["sites"], ["help"],
    ])
    func `everything else is ArgumentParser's`(arguments: [String]) {
        #expect(EditorCall(plain: arguments) == nil)
    }
}
