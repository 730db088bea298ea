/// What a terminal is switched to while the editor is on it. Terminals that do not know a mode ignore it.
package enum TerminalModes {
    /// Bracketed paste, focus reports, mouse buttons with drags, in SGR form.
    package static let on = "\u{1B}[?2004h\u{1B}[?1004h\u{1B}[?1002h\u{1B}[?1006h"
    package static let off = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1004l\u{1B}[?2004l"
    /// Asks whether synchronized output is known.
    package static let askSynchronized = "\u{1B}[?2026$p"
    package static let beginSynchronized = "\u{1B}[?2026h"
    package static let endSynchronized = "\u{1B}[?2026l"
    /// Puts everything right, for a program that dies: attributes, the cursor, the ordinary screen.
    package static let rescue = off + endSynchronized + "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"
    /// The same for terminals outside the xterm family: their screen has no second one to leave.
    package static let plainRescue = "\u{1B}[0m\r\n"

    /// The other screen, with lines that do not wrap by themselves.
    static let enter = "\u{1B}[?1049h\u{1B}[?7l"
    static let leave = "\u{1B}[?7h\u{1B}[?1049l"
    /// News of the terminal's colours turning dark or light.
    static let followOn = "\u{1B}[?2031h"
    static let followOff = "\u{1B}[?2031l"
    /// kitty's keyboard protocol: keys that look alike in the old one are told apart, nothing else.
    static let keyboardOn = "\u{1B}[>1u"
    /// The same where it may be on already: what `keyboardOff` takes back is there once.
    static let keyboardAgain = "\u{1B}[=1u"
    static let keyboardOff = "\u{1B}[<u"
    /// kitty's graphics: no picture is seen any more, and none is kept.
    static let noPictures = "\u{1B}_Ga=d,d=A,q=2\u{1B}\\"
    static let endLink = "\u{1B}]8;;\u{1B}\\"
    /// The pen and the cursor as a shell wants them.
    static let plain = "\u{1B}[m\u{1B}[?25h"
    /// What the terminal is asked at the start, in one go: marked frames, kitty's keyboard, the colour of its ground,
    /// and last what every terminal answers.
    static let questions = askSynchronized + "\u{1B}[?u\u{1B}]11;?\u{1B}\\" + lastQuestion
    static let lastQuestion = "\u{1B}[c"

    /// Keeps the window's title and gives it back.
    package static let pushTitle = "\u{1B}[22;2t"
    package static let popTitle = "\u{1B}[23;2t"
    package static func title(_ text: String) -> String { "\u{1B}]2;\(text)\u{1B}\\" }

    /// Terminals take no longer text on their clipboard, in bytes.
    package static let clipboardBytesMax = 100_000

    /// Puts a text on the terminal's clipboard.
    package static func clipboard(_ text: String) -> String {
        "\u{1B}]52;c;\(base64(Array(text.utf8)))\u{1B}\\"
    }

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    package static func base64(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                out.append(
                    place <= group.count
                        ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
