import FoundationEssentials
import SiteMarkup
import Testing

@testable import PreviewCore

/// Real pages of `../shared/data/pages`, held against what a browser shows of them. Skipped where the data is absent.
struct PagesTests {
    static let data: String = {
        var parts = #filePath.split(separator: "/").map(String.init)
        parts.removeLast(3)
        return "/" + (parts.dropLast() + ["shared", "data"]).joined(separator: "/")
    }()

    static let pages: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: data + "/pages")) ?? []
        if names.isEmpty { print("skipped: no pages in \(data)/pages") }
        return names.sorted()
    }()

    private struct Truth: Decodable {
        struct Item: Decodable {
            let t: String
            let x, y, w, h: Double
            let tag: String
        }
        let text: String
        let items: [Item]
    }

    private func render(_ name: String, width: Int) throws -> PreviewPage {
        let folder = Self.data + "/pages/" + name + "/"
        let html = try read(folder + "index.html")
        let document = try HTMLDocument(parsing: html)
        let sheets = document.nodes.filter { $0.tag == "link" }.compactMap { $0.attribute("href") }
            .compactMap { href in
                (try? read(folder + href)).map { (href: href, sheet: ParsedSheet(bytes: $0)) }
            }
        return PreviewRenderer.render(
            document, sheets: sheets, options: PreviewOptions(width: width))
    }

    private func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CancellationError()
        }
        return [UInt8](data)
    }

    private func words(_ text: String) -> [String: Int] {
        let found = text.lowercased().split { !($0.isLetter || $0.isNumber) }.filter {
            $0.count >= 2
        }
        return Dictionary(found.map { (String($0), 1) }, uniquingKeysWith: +)
    }

    @Test(arguments: pages)
    func `every word that a browser shows is shown`(name: String) throws {
        let truth = try JSONDecoder().decode(
            Truth.self, from: Data(read(Self.data + "/chromium/\(name).json")))
        let wanted = words(truth.text)

        let have = words(try render(name, width: 120).plainText)

        let total = wanted.values.reduce(0, +)
        let kept = wanted.reduce(0) { $0 + min($1.value, have[$1.key] ?? 0) }
        #expect(
            Double(kept) >= 0.95 * Double(total),
            "missing \(wanted.filter { (have[$0.key] ?? 0) < $0.value })")
    }

    @Test(arguments: pages)
    func `headings side by side stay side by side`(name: String) throws {
        let truth = try JSONDecoder().decode(
            Truth.self, from: Data(read(Self.data + "/chromium/\(name).json")))
        let rows = try render(name, width: 120).rows.map { flat($0.plainText) }
        let headings = truth.items.filter {
            $0.tag.count == 2 && $0.tag.hasPrefix("H") && $0.t.count > 3
        }

        for (index, a) in headings.enumerated() {
            for b in headings[(index + 1)...]
            where abs(a.y - b.y) < 12 && (a.x + a.w <= b.x + 2 || b.x + b.w <= a.x + 2) {
                let (first, second) = (start(a.t), start(b.t))
                #expect(
                    rows.contains { $0.contains(first) && $0.contains(second) }, "\(a.t) | \(b.t)")
            }
        }
    }

    private func flat(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func start(_ text: String) -> String {
        flat(text).split(separator: " ").prefix(2).joined(separator: " ")
    }

    @Test(arguments: pages, [1, 40])
    func `rows fit the width`(name: String, width: Int) throws {
        for row in try render(name, width: width).rows {
            #expect(row.runs.reduce(0) { $0 + cellWidth(of: $1.text) } <= width)
        }
    }
}

/// Bytes changed, cut and doubled at random: no page and no sheet traps, hangs or overflows the width.
struct MutationTests {
    private static let html = """
        <!doctype html><body class='a b' style='display:grid'><nav><ul><li><a href=x>one</a><li>two</ul></nav><table><tr>
        <td colspan=2>x<th rowspan=3>y</table><form><input placeholder='漢字'><select><option>o</select></form><p>text
        <b>bold<i>both</b>it</i><img alt=z width=300 height=200><details><summary>s</summary>d</details></body>
        """
    private static let css = """
        @media (min-width:1px){.a>ul li:nth-child(2n+1):not(.x){display:flex;flex:1 1 30%;gap:1em calc(2px + 1%)}}
        :root{--a:1px;--b:var(--a,2px)} table{width:50%;border:1px solid #abc} td{padding:var(--b)} @layer q{p{float:left}}
        .b{grid-template:'a b' auto 'c c'/1fr 2fr;grid-area:1/2/span 3/-1} a::before{content:counter(x) 'y' attr(href)}
        nav{position:absolute;left:50%;transform:translate(-50%);background:linear-gradient(red,rgba(0,0,0,.5)),url(x)}
        """

    @Test(arguments: 1...60)
    func `no mutation traps`(seed: UInt64) {
        var random = Mutations(state: seed)
        let page = PreviewRenderer.render(
            PreviewInput(
                html: random.mutated(Array("<link rel=stylesheet href=s>\(Self.html)".utf8)),
                sheets: [
                    ("s", String(decoding: random.mutated(Array(Self.css.utf8)), as: UTF8.self))
                ]),
            options: PreviewOptions(width: 33))

        for row in page.rows {
            #expect(row.runs.reduce(0) { $0 + cellWidth(of: $1.text) } <= 33)
        }
    }
}

/// SplitMix64.
private struct Mutations: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...12, using: &self) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<4, using: &self) {
            case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &self)
            case 1: bytes.removeSubrange(at..<min(bytes.count, at + 9))
            case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 20)], at: at)
            default:
                bytes[at] = Array("{}()[];:'\"<>/*-9e#@,".utf8).randomElement(using: &self) ?? 0
            }
        }
        return bytes
    }
}
