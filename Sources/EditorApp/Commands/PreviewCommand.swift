import ArgumentParser
import Glibc
import PixbufPictures
import PreviewCore
import ScreenCore
import SiteModel
import SiteStore
import UnixTerminal
import WireProtocol

struct PreviewCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows what a page looks like, in text or, with --serve, to a browser.",
        discussion:
            "--serve answers on 127.0.0.1 with the published form of the whole site, and the browser loads "
            + "it again whenever anybody changes it; it prints the address. The text preview's options are not for it."
    )

    enum Spacing: String, ExpressibleByArgument, CaseIterable { case exact, compact }
    enum Scheme: String, ExpressibleByArgument, CaseIterable { case dark, light }
    enum Graphics: String, ExpressibleByArgument, CaseIterable { case cells, sixel, kitty }
    enum Colour: String, ExpressibleByArgument, CaseIterable { case always, never, auto }

    @OptionGroup var target: SiteArgument
    @Argument(help: "A page's path or id; without it, the first.")
    var page: String?
    @Option(parsing: .unconditional, help: "Columns; without it, the terminal's, else 100.")
    var width: Int?
    @Option(help: "desktop, tablet or mobile.")
    var platform = PreviewPlatform.desktop
    @Option(parsing: .unconditional, help: "Per cent, 50 to 200: as a browser zooms.")
    var zoom = 100
    @Option(help: "exact or compact: white space as it is asked for, or two rows of it at most.")
    var spacing = Spacing.compact
    @Option(help: "dark or light: what prefers-color-scheme answers.")
    var scheme = Scheme.light
    @Flag(help: "Big headings in letters of several rows, where their words fit.")
    var blockLetters = false
    @Flag(help: "Without the page's styles, as a text browser shows it.")
    var plain = false
    @Option(help: "landmarks, focus or gaps: a list of the page in the place of its picture.")
    var list: PageList?
    @Option(help: "always, never or auto: when a terminal shows it.")
    var color = Colour.auto
    @Option(
        help:
            "cells, sixel or kitty: what draws pictures where colours are shown; the terminal is not asked."
    )
    var graphics = Graphics.cells
    @Option(help: "A locale; without it, the site's own.")
    var locale: String?
    @Flag(help: "Images show their file's name and size; what is left out is listed.")
    var verbose = false
    @Option(
        defaultAsFlag: PreviewPort.usual, parsing: .next,
        help: ArgumentHelp(
            "Serves the published form to a browser; without a port on the first free one from 8788, 0 picks any.",
            valueName: "port"))
    var serve: PreviewPort?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard width.map({ (1...1000).contains($0) }) ?? true else {
            throw ValidationError("--width must be between 1 and 1000")
        }
        guard (50...200).contains(zoom) else {
            throw ValidationError("--zoom must be between 50 and 200")
        }
        try validateServing()
    }

    private func validateServing() throws {
        guard let serve else { return }
        if case .wrong(let text) = serve {
            throw ValidationError("“\(text)” is no port: 0 to 65535, or none")
        }
        guard width == nil, platform == .desktop, zoom == 100, spacing == .compact,
            scheme == .light, color == .auto, graphics == .cells, !plain, !verbose, !blockLetters,
            list == nil
        else {
            throw ValidationError("The options of the text preview are not for --serve")
        }
    }

    func perform(in program: Program) throws {
        try PropertyRule.requireLocale(locale)
        if let serve { return try self.serve(on: serve, in: program) }
        let store = try program.store()
        let (site, chosen) = try store.excerpt(of: try store.site(named: target.site)) { outline in
            try page.map(SiteNames(outline).page(named:))?.id ?? outline.pages.first?.id
        }
        guard let shown = chosen else {
            throw CommandFailure(
                .notFound, "The site has no page.",
                hint:
                    "pagemagic tree SITE --trash shows what restore brings back, pagemagic log SITE what rewind goes back to."
            )
        }
        let viewport = PreviewViewport(
            platform, zoomPercent: zoom, isCompact: spacing == .compact,
            prefersDark: scheme == .dark, takesStyles: !plain,
            hasBlockLetters: blockLetters)
        var options = PreviewOptions(
            width: width ?? Self.terminalColumns(program) ?? 100, viewport: viewport,
            imageDetails: verbose)
        let pictures = PictureShelf { try? store.bytes($0, of: $1) }
        if !output.json, list == nil, usesColour(program) {
            pictures.show(.all)
            _ = pictures.draw(drawing(in: program))
        }
        options.pictures = pictures.pictures(for: shown, in: site)
        if let list {
            let reading = PagePreview().read(
                page: shown, in: site, locale: locale, options: options)
            return list.print(reading, asJSON: output.json, in: program)
        }
        let preview = PagePreview()
        var rendered = preview.render(page: shown, in: site, locale: locale, options: options)
        let wanted = rendered.wantedPictures
        if !wanted.isEmpty {
            pictures.fetchNow(wanted, of: site.id)
            options.pictures = pictures.pictures(for: shown, in: site)
            rendered = preview.render(page: shown, in: site, locale: locale, options: options)
            rendered.honesty.pictureFault = pictures.fault(among: wanted)
        }
        let gaps =
            verbose || output.json
            ? PagePreview().read(page: shown, in: site, locale: locale, options: options).gaps
            : []
        if output.json {
            program.console.json(
                .members([
                    ("page", .id(shown)), ("path", .optional(site.path(of: shown))),
                    ("width", .number(options.width)),
                    ("rows", .array(rendered.rows.map { .string($0.plainText) })),
                    ("platform", .string(platform.rawValue)),
                    ("honesty", .string(rendered.honesty.sentence)),
                    ("gaps", .array(gaps.map(PageList.json))),
                ]))
            return
        }
        var printed = PrintedPictures()
        for row in rendered.rows {
            print(row, in: program)
            let drawn = printed.bytes(for: row, width: options.width)
            if !drawn.isEmpty { program.console.bytes(drawn) }
        }
        program.console.note(rendered.honesty.sentence)
        for gap in gaps { program.console.note("  " + PageList.line(of: gap)) }
    }

    private func serve(on port: PreviewPort, in program: Program) throws {
        let store = try program.store()
        let id = try store.site(named: target.site)
        let chosen = try page.map { name in
            try store.excerpt(of: id) { try SiteNames($0).page(named: name).id }.page
        }
        try ServedPreview(
            store: store.directory, site: id, page: chosen ?? nil, locale: locale, port: port,
            isJSON: output.json
        ).start(in: program)
    }

    private static func terminalColumns(_ program: Program) -> Int? {
        terminalSize(program).map { Int($0.ws_col) }
    }

    private static func terminalSize(_ program: Program) -> winsize? {
        var size = winsize()
        guard program.isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
            size.ws_col > 0, size.ws_row > 0
        else { return nil }
        return size
    }

    /// How pictures are made ready for a terminal that draws them; nil where cells do.
    private func drawing(in program: Program) -> PictureDrawing? {
        guard let graphics = TerminalGraphics(rawValue: graphics.rawValue) else { return nil }
        let known = Self.terminalSize(program).flatMap {
            PixelSize(
                cellWidth: Int($0.ws_xpixel / $0.ws_col), cellHeight: Int($0.ws_ypixel / $0.ws_row))
        }
        let cell = known ?? .usualCell
        return PictureDrawing(graphics, cellWidth: cell.width, cellHeight: cell.height)
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
        case .auto: program.usesColour
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
