import Foundation
import Synchronization
import Testing

@testable import EditorApp

/// When what is typed is kept, and when the store's files are looked at.
struct StoreVigilTests {
    /// What somebody types, and what of it is kept.
    private final class Page: Sendable {
        let typed = Mutex(0)
        let kept = Mutex(0)
        let looks = Mutex(0)
        let rests = Mutex(0)
    }

    private func vigil(_ page: Page, _ folder: TemporaryFolder) -> StoreVigil {
        let vigil = StoreVigil(directory: folder.path)
        vigil.whenDue {
            let typed = page.typed.withLock { $0 }
            page.kept.withLock { $0 = typed }
        } look: {
            page.looks.withLock { $0 += 1 }
        } rest: {
            page.rests.withLock { $0 += 1 }
        }
        return vigil
    }

    private func folder() throws -> TemporaryFolder {
        let folder = TemporaryFolder("pm-vigil")
        try FileManager.default.createDirectory(
            atPath: folder.path, withIntermediateDirectories: true)
        return folder
    }

    /// Whether it comes to hold; nobody measures how soon.
    private func comes(_ condition: () -> Bool) -> Bool {
        let end = Date(timeIntervalSinceNow: 20)
        while !condition() {
            if Date() > end { return false }
            usleep(1_000)
        }
        return true
    }

    @Test(arguments: [false, true])
    func `what is typed is kept, also where nobody says that a run is over`(goesOn: Bool) throws {
        let folder = try folder()
        let page = Page()
        let vigil = vigil(page, folder)

        page.typed.withLock { $0 = 1 }
        vigil.typed(since: .now, goesOn: goesOn)

        #expect(page.kept.withLock { $0 } == 0)
        #expect(comes { page.kept.withLock { $0 } == 1 })
        // And what waits for a rest has its turn.
        #expect(comes { page.rests.withLock { $0 } == 1 })
        withExtendedLifetime(vigil) {}
    }

    @Test func `a key while others are kept is never forgotten`() throws {
        let folder = try folder()
        let page = Page()
        let vigil = vigil(page, folder)

        for number in 1...400 {
            page.typed.withLock { $0 = number }
            // Due at once, or in a while: the thread is met in each of its steps.
            vigil.typed(
                since: number % 3 == 0 ? .now - .seconds(1) : .now, goesOn: number % 2 == 0)
            if number % 5 == 0 { vigil.rested() }
            usleep(UInt32(number % 7) * 150)
            if number % 100 == 0 {
                #expect(comes { page.kept.withLock { $0 } == number }, "\(number)")
            }
        }
        withExtendedLifetime(vigil) {}
    }

    @Test func `a file that another program writes is looked at`() throws {
        let folder = try folder()
        let page = Page()
        let vigil = vigil(page, folder)
        vigil.begin()

        // Nothing is typed: nothing but the file has it look.
        for round in 1...3 {
            let before = page.looks.withLock { $0 }
            try Data("\(round)".utf8).write(
                to: URL(fileURLWithPath: folder.path + "/pagemagic.sqlite-wal"))
            #expect(comes { page.looks.withLock { $0 } > before })
        }
        withExtendedLifetime(vigil) {}
    }
}
