import ArgumentParser
import Glibc
import PreviewCore
import SiteModel
import SiteStore
import WireProtocol

struct PreviewCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Shows what a page looks like, in text.")

    enum Colour: String, ExpressibleByArgument, CaseIterable { case always, never, auto }

    @OptionGroup var target: SiteArgument
    @Argument(help: "A page's path or id; without it, the first.")
    var page: String?
    @Option(help: "Columns; without it, the terminal's, else 100.")
    var width: Int?
    @Option(help: "desktop or mobile.")
    var platform = PreviewPlatform.desktop
    @Option(help: "always, never or auto: when a terminal shows it.")
    var color = Colour.auto
    @Option(help: "A locale; without it, the site's own.")
    var locale: String?
    @Flag(help: "Images show their file's name and size too.")
    var verbose = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard width.map({ (1...1000).contains($0) }) ?? true else {
            throw ValidationError("--width must be between 1 and 1000")
        }
    }

    func perform(in program: Program) throws {
        let store = try program.store()
        let (site, chosen) = try store.excerpt(of: try store.site(named: target.site)) { outline in
            try page.map(SiteNames(outline).page(named:))?.id ?? outline.pages.first?.id
        }
        guard let shown = chosen else {
            throw CommandFailure(.notFound, "The site has no page.", hint: "Import one.")
        }
        var options = PreviewOptions(
            width: width ?? Self.terminalColumns(program) ?? 100, platform: platform,
            imageDetails: verbose)
        let input = PreviewSource.input(page: shown, in: site, locale: locale)
        var rendered: PreviewPage
        if !output.json, usesColour(program) {
            let pictures = PictureShelf { try? store.bytes($0, of: $1) }
            pictures.show(.all)
            options.pictures = pictures.pictures(for: shown, in: site)
            rendered = PreviewRenderer.render(input, options: options)
            let wanted = rendered.wantedPictures
            if !wanted.isEmpty {
                pictures.fetchNow(wanted, of: site.id)
                options.pictures = pictures.pictures(for: shown, in: site)
                rendered = PreviewRenderer.render(input, options: options)
                rendered.honesty.pictureFault = pictures.fault(among: wanted)
            }
        } else {
            rendered = PreviewRenderer.render(input, options: options)
        }
        if output.json {
            program.console.json(
                .members([
                    ("page", .id(shown)), ("path", .optional(site.path(of: shown))),
                    ("width", .number(options.width)),
                    ("rows", .array(rendered.rows.map { .string($0.plainText) })),
                    ("honesty", .string(rendered.honesty.sentence)),
                ]))
            return
        }
        for row in rendered.rows { print(row, in: program) }
        program.console.note(rendered.honesty.sentence)
    }

    private static func terminalColumns(_ program: Program) -> Int? {
        var size = winsize()
        guard program.isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
            size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }

    private func print(_ row: PreviewRow, in program: Program) {
        if usesColour(program) {
            program.console.bytes(Array((StyledText.ansi(row) + "\n").utf8))
        } else {
            program.console.line(String(row.plainText.reversed().drop { $0 == " " }.reversed()))
        }
    }

    private func usesColour(_ program: Program) -> Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto: program.isTerminal && (program.environment["NO_COLOR"] ?? "").isEmpty
        }
    }
}

extension PreviewPlatform: ExpressibleByArgument {}

/// Rows with their colours as escape sequences (ECMA-48, SGR); their texts pass the filter first.
enum StyledText {
    static func ansi(_ row: PreviewRow) -> String {
        row.runs.reduce(into: "") { line, run in
            let codes = codes(for: run.style)
            let text = Printable.line(run.text)
            line += codes.isEmpty ? text : "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
        }
    }

    private static func codes(for style: PreviewStyle) -> [String] {
        var codes: [String] = []
        if style.bold { codes.append("1") }
        if style.dim { codes.append("2") }
        if style.italic { codes.append("3") }
        if style.underline { codes.append("4") }
        if style.strike { codes.append("9") }
        if let colour = style.foreground {
            codes.append("38;2;\(colour.red);\(colour.green);\(colour.blue)")
        }
        if let colour = style.background {
            codes.append("48;2;\(colour.red);\(colour.green);\(colour.blue)")
        }
        return codes
    }
}
