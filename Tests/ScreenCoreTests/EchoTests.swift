import TerminalTestSupport
import Testing

@testable import EditorCore
@testable import ScreenCore

/// Letters that are shown ahead of their frames.
struct EchoTests {
    private static let dialect = TerminalDialect(depth: .direct, erasesInColour: true)
    private static let typed: [String] = [
        "a", "b", "e", " ", " ", ".", "zebra", "é", "日", "👩‍💻", "\u{301}",
    ]
    private static let keys = [
        "backspace", "left", "right", "end", "end", "end", "home", "shift-left", "ctrl-z",
    ]

    private func draft(in effect: EditorEffect) -> FieldDraft? {
        guard case .saveDraft(let draft) = effect else { return nil }
        return draft
    }

    private func emulator(_ columns: Int, _ rows: Int) -> Emulator {
        var screen = Emulator(
            columns: columns, rows: rows, counting: .clusters, erasesInColour: true)
        screen.feed("\u{1B}[?7l")
        return screen
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `whatever is typed, the screen is that of the frames, and nearly no letter is drawn twice`(
        seed: UInt64
    ) {
        let columns = seed % 2 == 0 ? 80 : 34
        var state = PainterSample.state(columns: columns, rows: 16, at: "hero.title")
        var writer = TerminalWriter(Self.dialect)
        var screen = emulator(columns, 16)
        var memory = PaintMemory()
        var random = FrameGenerator(seed: seed)
        var (echoed, silent, foretold) = (0, 0, 0)
        var plain = state
        func strokes() -> [KeyStroke] {
            if Int.random(in: 0..<9, using: &random) > 0 {
                let text = Self.typed.randomElement(using: &random) ?? ""
                return text.map { .character($0) }
            }
            return [Self.keys.randomElement(using: &random).flatMap(KeyStroke.init(name:))]
                .compactMap(\.self)
        }

        for stroke in [KeyStroke(.enter), KeyStroke(.end)]
            + (0..<250).flatMap({ _ in strokes() })
        {
            let letter = stroke.typed?.asciiValue
            let text = letter.flatMap { state.textToTake($0) }
            let ahead = text == nil ? [] : letter.map { writer.echo($0) } ?? []
            screen.feed(String(decoding: ahead, as: UTF8.self))
            let due = plain.update(.input(.key(stroke)))
            if let letter, let text, !ahead.isEmpty, memory.foretells(letterBehind: text),
                let kept = state.goOn(with: [letter])
            {
                // Nothing is painted: the screen and the state are as if all had been.
                (echoed, silent, foretold) = (echoed + 1, silent + 1, foretold + 1)
                #expect(due.count == 1 && kept == due.first.flatMap(draft(in:)))
                #expect(state.editing == plain.editing)
                let frame = ScreenPainter.render(plain, theme: .uncoloured)
                #expect(screen.difference(from: Emulator.expected(frame, depth: .direct)) == nil)
                #expect(frame.cursor?.column == screen.column && frame.cursor?.row == screen.row)
                #expect(frame == ScreenPainter.render(state, theme: .uncoloured))
                continue
            }
            _ = state.update(.input(.key(stroke)))
            let frame = ScreenPainter.render(state, theme: .uncoloured, memory: &memory)
            let bytes = writer.bytes(for: frame)
            screen.feed(String(decoding: bytes, as: UTF8.self))

            let difference = screen.difference(from: Emulator.expected(frame, depth: .direct))
            #expect(difference == nil, "\(stroke.shown)")
            #expect(
                frame.cursor.map { $0.row == screen.row && $0.column == screen.column }
                    ?? !screen.showsCursor)
            guard difference == nil else { return }
            echoed += ahead.isEmpty ? 0 : 1
            silent += !ahead.isEmpty && bytes.isEmpty ? 1 : 0
        }

        #expect(foretold > 15, "\(foretold)")
        #expect(echoed > 15)
        #expect(silent * 10 > echoed * 8, "\(silent) of \(echoed)")
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func
        `letters that were shown before they are taken in leave state and screen as letters one by one do`(
            seed: UInt64
        )
    {
        let columns = seed % 2 == 0 ? 80 : 34
        var state = PainterSample.state(columns: columns, rows: 16, at: "hero.title")
        var writer = TerminalWriter(Self.dialect)
        var screen = emulator(columns, 16)
        var memory = PaintMemory()
        var random = FrameGenerator(seed: seed)
        var plain = state
        var (runs, shown) = (0, 0)
        var isBroken = false
        func paint() {
            let frame = ScreenPainter.render(state, theme: .uncoloured, memory: &memory)
            screen.feed(String(decoding: writer.bytes(for: frame), as: UTF8.self))
            expectAlike(frame)
        }
        func expectAlike(_ frame: Frame) {
            let difference = screen.difference(from: Emulator.expected(frame, depth: .direct))
            #expect(difference == nil)
            #expect(frame.cursor?.column == screen.column && frame.cursor?.row == screen.row)
            isBroken = difference != nil
        }
        func press(_ stroke: KeyStroke) {
            _ = plain.update(.input(.key(stroke)))
            _ = state.update(.input(.key(stroke)))
            paint()
        }

        press(KeyStroke(.enter))
        press(KeyStroke(.end))
        for _ in 0..<60 where !isBroken {
            guard Int.random(in: 0..<4, using: &random) > 0 else {
                let names = Self.keys + Self.typed
                guard let name = names.randomElement(using: &random) else { continue }
                (KeyStroke(name: name).map { [$0] } ?? name.map { .character($0) }).forEach(press)
                continue
            }
            // A letter opens the run: the terminal's pen is then that of the field.
            press(.character("x"))
            press(KeyStroke(.end))
            press(.character("y"))
            screen.feed(String(decoding: writer.echo(UInt8(ascii: "z")), as: UTF8.self))
            press(.character("z"))
            let room = min(writer.echoRoom, memory.room(behind: state.editing?.field.text ?? ""))
            guard let run = state.run(room: room) else { continue }
            #expect(run.room <= room)
            let letters = (0..<Int.random(in: 1...run.room, using: &random)).map { _ in
                UInt8.random(in: 0x20..<0x7F, using: &random)
            }
            for letter in letters {
                #expect(run.letters.contains(letter))
                let bytes = writer.echo(letter)
                #expect(bytes == [letter])
                screen.feed(String(decoding: bytes, as: UTF8.self))
                _ = plain.update(.input(.key(.character(Character(Unicode.Scalar(letter))))))
            }
            let draft = state.goOn(with: letters)
            memory.note(lettersAhead: letters.count)

            #expect(draft == plain.editing?.draft)
            #expect(state.editing == plain.editing)
            expectAlike(ScreenPainter.render(plain, theme: .uncoloured))
            (runs, shown) = (runs + 1, shown + letters.count)
            if Bool.random(using: &random) { paint() }
        }

        #expect(runs > 3 && shown > 20, "\(runs), \(shown)")
    }

    @Test func `no run where a letter may change more than the field`() {
        var state = PainterSample.state(columns: 80, rows: 16, at: "hero.title")
        #expect(state.run(room: 9) == nil)
        _ = state.update(.input(.key(KeyStroke(.enter))))
        _ = state.update(.input(.key(KeyStroke(.end))))
        // What is typed first may begin a step.
        #expect(state.run(room: 9) == nil)

        for letter in "ab" { _ = state.update(.input(.key(.character(letter)))) }
        #expect(state.run(room: 9)?.room == 9)
        #expect(state.run(room: 0) == nil)

        // The text may come to be what it was: then it is no draft any more.
        let original = state.editing?.field.text.dropLast(2).description ?? ""
        for _ in 0..<7 { _ = state.update(.input(.key(KeyStroke(.backspace)))) }
        _ = state.update(.input(.key(.character("q"))))
        #expect(
            state.run(room: 9)?.room == original.utf8.count
                - (state.editing?.field.text.utf8.count ?? 0) - 1)
        #expect(state.goOn(with: Array("123456789".utf8)) == nil)
        #expect(state.editing?.field.text.hasSuffix("q") == true)

        _ = state.update(.input(.key(KeyStroke(.left))))
        #expect(state.run(room: 9) == nil)
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `what was shown too soon the next frame puts right`(seed: UInt64) {
        var writer = TerminalWriter(Self.dialect)
        var screen = emulator(31, 7)
        var generator = FrameGenerator(seed: seed)
        var frame = generator.frame(31, 7)
        var echoed = 0

        for _ in 0..<60 {
            frame.cursor = .init(
                row: .random(in: 0..<7, using: &generator),
                column: .random(in: 0..<31, using: &generator))
            screen.feed(String(decoding: writer.bytes(for: frame), as: UTF8.self))
            #expect(screen.difference(from: Emulator.expected(frame, depth: .direct)) == nil)
            for letter in "ab".utf8 {
                let ahead = writer.echo(letter)
                echoed += ahead.count
                screen.feed(String(decoding: ahead, as: UTF8.self))
            }
            generator.change(&frame)
        }
        #expect(echoed > 5)
    }

    @Test func `a letter is shown behind the text alone, and where it is written`() {
        var state = PainterSample.state(columns: 80, rows: 16, at: "hero.title")
        let a = UInt8(ascii: "a")
        #expect(state.textToTake(a) == nil)

        _ = state.update(.input(.key(KeyStroke(.enter))))
        _ = state.update(.input(.key(KeyStroke(.end))))
        #expect(state.textToTake(a) == state.editing?.field.text)

        _ = state.update(.input(.key(KeyStroke(.left))))
        #expect(state.textToTake(a) == nil)
        _ = state.update(.input(.key(KeyStroke(.end))))
        for stroke in ["shift-left", "ctrl-p"].compactMap(KeyStroke.init(name:)) {
            _ = state.update(.input(.key(stroke)))
            #expect(state.textToTake(a) == nil)
        }
    }

    private static let walk = ["down", "down", "down", "up", "up"]
    private static let others = [
        "tab", "enter", "escape", "left", "right", "ctrl-p", "v", "ctrl-z",
    ]

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func
        `wherever the tree's cursor goes, the screen is that of the frames, and no step is drawn twice`(
            seed: UInt64
        )
    {
        let site = PainterSample.site(sections: (1...9).map { "part-\($0)" })
        var state = PainterSample.state(columns: 90, rows: 16, site: site)
        var writer = TerminalWriter(Self.dialect)
        var screen = emulator(90, 16)
        var memory = PaintMemory()
        var random = FrameGenerator(seed: seed)
        var (ahead, silent, walked) = (0, 0, 0)
        func show(_ frame: Frame) -> Int {
            let bytes = writer.bytes(for: frame)
            screen.feed(String(decoding: bytes, as: UTF8.self))
            #expect(screen.difference(from: Emulator.expected(frame, depth: .direct)) == nil)
            return bytes.count
        }
        _ = show(ScreenPainter.render(state, theme: .uncoloured, memory: &memory))

        for _ in 0..<150 {
            let names = Int.random(in: 0..<9, using: &random) > 0 ? Self.walk : Self.others
            guard let stroke = names.randomElement(using: &random).flatMap(KeyStroke.init(name:))
            else { continue }
            let step = state.step(of: stroke).flatMap {
                ScreenPainter.render(step: $0, of: state, theme: .uncoloured, memory: &memory)
            }
            if let step { ahead += show(step) > 0 ? 1 : 0 }
            let (cursor, before) = (state.tree.cursor, state.walkingPlace)
            _ = state.update(.input(.key(stroke)))
            if step != nil { #expect(abs(state.tree.cursor - cursor) == 1) }
            let frame = ScreenPainter.render(state, theme: .uncoloured, memory: &memory)
            #expect(frame.text() == ScreenPainter.render(state, theme: .uncoloured).text())
            let count = show(frame)
            silent += step != nil && count == 0 ? 1 : 0
            if step != nil, let before, let now = state.walkingPlace, now.top == before.top {
                #expect(count == 0)
                walked += 1
            }
        }

        // Of those that walk on nothing is drawn behind them.
        #expect(ahead > 15)
        #expect(silent * 4 > ahead, "\(silent) of \(ahead)")
        #expect(walked > 5)
    }

    @Test func `a step is shown ahead in the tree alone, and to rows that there are`() {
        var state = PainterSample.state(columns: 80, rows: 16)
        #expect(state.step(of: KeyStroke(.down)) == 1)
        #expect(state.step(of: .character("x")) == nil)

        for _ in 0..<3 { _ = state.update(.input(.key(KeyStroke(.up)))) }
        #expect(state.tree.cursor == 0 && state.step(of: KeyStroke(.up)) == nil)

        state = PainterSample.state(columns: 80, rows: 16, at: "hero.title")
        _ = state.update(.input(.key(KeyStroke(.enter))))
        #expect(state.editing != nil && state.step(of: KeyStroke(.down)) == nil)
    }
}
