import SiteMarkup

/// Numbers and bullets of lists.
struct ListNumbers {
    private var next: [Int: Int] = [:]

    mutating func marker(for node: Int, _ style: ComputedStyle, _ document: HTMLDocument) -> String?
    {
        let element = document.nodes[node]
        if element.tag == "summary" {
            let isOpen = document.nodes[max(0, element.parent)].attribute("open") != nil
            if style.listStyleType == .none { return nil }
            return isOpen ? "▾" : style.isRightToLeft ? "◂" : "▸"
        }
        let number = number(of: node, document)
        switch style.listStyleType {
        case .none: return nil
        case .circle: return "◦"
        case .square: return "▪"
        case .decimal: return "\(number)."
        case .decimalLeadingZero: return number < 10 ? "0\(number)." : "\(number)."
        case .lowerAlpha, .lowerLatin: return letters(number, "a") + "."
        case .upperAlpha, .upperLatin: return letters(number, "A") + "."
        case .lowerRoman: return roman(number).lowercased() + "."
        case .upperRoman: return roman(number) + "."
        default: return "•"
        }
    }

    private mutating func number(of node: Int, _ document: HTMLDocument) -> Int {
        let parent = document.nodes[node].parent
        let list = document.nodes[max(0, parent)]
        let first = list.tag == "ol" ? Int(list.attribute("start") ?? "") ?? 1 : 1
        let number = Int(document.nodes[node].attribute("value") ?? "") ?? next[parent] ?? first
        next[parent] = number < Int.max ? number + 1 : number
        return number
    }

    private func letters(_ number: Int, _ first: Unicode.Scalar) -> String {
        guard number > 0, number < 100_000 else { return "\(number)" }
        var rest = number
        var text = ""
        while rest > 0 {
            rest -= 1
            if let scalar = Unicode.Scalar(first.value + UInt32(rest % 26)) {
                text = String(scalar) + text
            }
            rest /= 26
        }
        return text
    }

    private func roman(_ number: Int) -> String {
        guard number > 0, number < 4000 else { return "\(number)" }
        let digits: [(Int, String)] = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
            (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ]
        var rest = number
        return digits.reduce(into: "") { text, digit in
            while rest >= digit.0 {
                text += digit.1
                rest -= digit.0
            }
        }
    }
}
