/// The parameters and the final byte of a control sequence.
struct ControlSequence {
    /// `<`, `?`, `>` or `=` before the parameters; the Linux console's second `[` counts as one.
    let marker: UInt8?
    let final: UInt8
    /// Parameters by `;`, each with its parts by `:`; nil where a part is empty or no number.
    private let groups: [[Int?]]

    /// The largest number that is read; larger ones are this.
    private static let numberMax = 1_000_000_000

    init(_ bytes: [UInt8], _ final: UInt8) {
        var bytes = bytes[...]
        if let first = bytes.first, first >= 0x3C || first == UInt8(ascii: "[") {
            marker = first
            bytes = bytes.dropFirst()
        } else {
            marker = nil
        }
        self.final = final
        groups = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
            group in
            group.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(
                Self.value)
        }
    }

    private static func value(_ digits: ArraySlice<UInt8>) -> Int? {
        var value: Int?
        for byte in digits where (0x30...0x39).contains(byte) {
            value = min((value ?? 0) * 10 + Int(byte - 0x30), numberMax)
        }
        return value
    }

    var count: Int { groups.count }
    var isBare: Bool { groups.count == 1 && groups[0] == [nil] }

    /// The number at a place: parameter, then part.
    func number(_ index: Int, part: Int = 0) -> Int? {
        guard groups.indices.contains(index), groups[index].indices.contains(part) else {
            return nil
        }
        return groups[index][part]
    }

    /// Parts of a parameter that are numbers.
    func numbers(_ index: Int) -> [Int] {
        groups.indices.contains(index) ? groups[index].compactMap { $0 } : []
    }
}

extension Modifiers {
    /// From a sequence's modifier parameter: 1 and the sum of 1 Shift, 2 Alt, 4 Ctrl, 8 Super, 32 Meta.
    init(sent parameter: Int) {
        let bits = max(0, parameter - 1)
        self = []
        if bits & 1 != 0 { insert(.shift) }
        if bits & 2 != 0 || bits & 32 != 0 { insert(.alt) }
        if bits & 4 != 0 { insert(.control) }
        if bits & 8 != 0 { insert(.command) }
    }
}

extension ControlSequence {
    /// The key a sequence stands for; nil for what is no press of a key.
    func keyStroke(_ held: Modifiers) -> KeyStroke? {
        switch final {
        case UInt8(ascii: "u"): return kittyKey(held)
        case UInt8(ascii: "~"): return tildeKey(held)
        case UInt8(ascii: "Z"): return KeyStroke(.tab, held.union(modifiers(1)).union(.shift))
        default:
            if isRelease(1) { return nil }
            return KeyTables.letters[final].map { KeyStroke($0, held.union(modifiers(1))) }
        }
    }

    private func modifiers(_ index: Int) -> Modifiers { Modifiers(sent: number(index) ?? 1) }
    /// Kitty's event type 3.
    private func isRelease(_ index: Int) -> Bool { number(index, part: 1) == 3 }

    private func tildeKey(_ held: Modifiers) -> KeyStroke? {
        guard let code = number(0), !isRelease(1) else { return nil }
        let modifiers = held.union(modifiers(1))
        if code == 27, let other = number(2) {  // modifyOtherKeys: 27 ; modifiers ; code ~
            return KeyTables.key(ofCode: other).map { KeyStroke(normalising: $0, modifiers) }
        }
        return KeyTables.tilde[code].map { KeyStroke($0, modifiers) }
    }

    /// code : shifted : base ; modifiers : event ; text u
    private func kittyKey(_ held: Modifiers) -> KeyStroke? {
        guard let code = number(0), !isRelease(1) else { return nil }
        let modifiers = held.union(modifiers(1))
        if modifiers.isSubset(of: .shift), let text = kittyText { return .character(text) }
        if modifiers == .shift, let code = number(0, part: 1),
            case .character(let character)? = KeyTables.key(ofCode: code)
        {
            return .character(character)
        }
        return KeyTables.key(ofCode: code).map { KeyStroke(normalising: $0, modifiers) }
    }

    /// The text a key typed, where the terminal says it.
    private var kittyText: Character? {
        let scalars = numbers(2).compactMap { UInt32(exactly: $0).flatMap(Unicode.Scalar.init) }
        guard !scalars.isEmpty else { return nil }
        let text = String(String.UnicodeScalarView(scalars))
        guard text.count == 1, let character = text.first, !character.isControl else { return nil }
        return character
    }
}
