import Testing

@testable import UnixTerminal

struct NewsTests {
    private func news(_ name: String, _ program: String = "") -> TerminalNews {
        TerminalEnvironment(name: name, program: program).news
    }

    @Test func `a notice is one sequence, whatever is in it`() {
        let hostile =
            "done\u{7}\u{1B}]0;x\u{9C}\u{202E}\n; it is " + String(repeating: "é", count: 300)

        for form in [TerminalNews.Notices.plain, .titled] {
            let sent = TerminalNews(notices: form).notice(hostile)
            let inner = sent.dropFirst().dropLast(2)
            #expect(
                sent.hasPrefix(
                    form == .plain ? "\u{1B}]9;done" : "\u{1B}]777;notify;pagemagic;done"))
            #expect(sent.hasSuffix("\u{1B}\\"))
            #expect(!inner.unicodeScalars.contains { $0.properties.generalCategory == .control })
            #expect(inner.unicodeScalars.count < 240)
        }
        let titled = TerminalNews(notices: .titled).notice("a; b")
        #expect(titled.filter { $0 == ";" }.count == 3)
    }

    @Test func `terminals that might print a notice, or take progress for one, are told nothing`() {
        #expect(news("linux").notice("x") == "")
        #expect(news("screen-256color").notice("x") == "")
        #expect(news("vt220").notice("x") == "")
        #expect(news("xterm-256color").notice("x") == "\u{1B}]9;x\u{1B}\\")
        #expect(news("xterm-256color", "vte").notice("x").contains("]777;"))
        #expect(news("xterm-256color").progress(true) == "")
        #expect(news("xterm-ghostty").progress(true) == "\u{1B}]9;4;3;0\u{1B}\\")
        #expect(
            news("xterm-256color", "WindowsTerminal").progress(false) == "\u{1B}]9;4;0;0\u{1B}\\")
        #expect(news("tmux-256color", "WezTerm").progress(true) == "")
    }
}
