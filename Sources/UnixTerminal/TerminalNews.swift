/// What a terminal passes on to the desktop, and in which words it is told so.
package struct TerminalNews: Hashable, Sendable {
    /// `plain`: OSC 9 of iTerm2 and many others; `titled`: OSC 777 of rxvt, foot and VTE.
    package enum Notices: Hashable, Sendable { case none, plain, titled }

    package var notices = Notices.none
    /// OSC 9;4 of ConEmu.
    package var showsProgress = false

    package init(notices: Notices = .none, showsProgress: Bool = false) {
        self.notices = notices
        self.showsProgress = showsProgress
    }

    /// The longest notice, in Unicode scalars.
    private static let lengthMax = 200

    /// A sentence for the desktop; what could end the sequence, or turn text around, is a space.
    package func notice(_ sentence: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in sentence.unicodeScalars.prefix(Self.lengthMax) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: clean.append(" ")
            default: clean.append(scalar)
            }
        }
        return switch notices {
        case .none: ""
        case .plain: "\u{1B}]9;\(String(clean))\u{1B}\\"
        case .titled:
            "\u{1B}]777;notify;pagemagic;\(String(clean).replacing(";", with: ","))\u{1B}\\"
        }
    }

    /// Something is under way, one does not know how far; or nothing is.
    package func progress(_ isShown: Bool) -> String {
        showsProgress ? "\u{1B}]9;4;\(isShown ? 3 : 0);0\u{1B}\\" : ""
    }
}
