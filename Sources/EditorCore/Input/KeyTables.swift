/// What terminals send for keys without a character.
///
/// Source: xterm's ctlseqs "PC-Style Function Keys"; console_codes(4); kitty's keyboard protocol, functional keys.
enum KeyTables {
    /// The final letter of `ESC [ … X` and `ESC O X`.
    static let letters: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
        UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "P"): .function(1),
        UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
        UInt8(ascii: "S"): .function(4),
    ]

    /// The keypad in application mode, after `ESC O`.
    static let keypad: [UInt8: Key] = {
        var keys: [UInt8: Key] = [
            UInt8(ascii: "M"): .enter, UInt8(ascii: "I"): .tab, UInt8(ascii: "X"): .character("="),
        ]
        for (offset, character) in "*+,-./0123456789".enumerated() {
            keys[UInt8(ascii: "j") + UInt8(offset)] = .character(character)
        }
        return keys
    }()

    /// The Linux console's `ESC [ [ A` … `E`.
    static let console: [UInt8: Key] = [
        UInt8(ascii: "A"): .function(1), UInt8(ascii: "B"): .function(2),
        UInt8(ascii: "C"): .function(3),
        UInt8(ascii: "D"): .function(4), UInt8(ascii: "E"): .function(5),
    ]

    /// The number of `ESC [ N ~`.
    static let tilde: [Int: Key] = {
        var keys: [Int: Key] = [
            1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        ]
        let functions = [
            11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34,
        ]
        for (index, code) in functions.enumerated() { keys[code] = .function(index + 1) }
        return keys
    }()

    /// Kitty's private-use codes that we know; modifier and media keys are not among them.
    private static let functional: [Int: Key] = {
        var keys: [Int: Key] = [
            57344: .escape, 57345: .enter, 57346: .tab, 57347: .backspace, 57348: .insert,
            57349: .delete, 57350: .left,
            57351: .right, 57352: .up, 57353: .down, 57354: .pageUp, 57355: .pageDown, 57356: .home,
            57357: .end,
            57414: .enter, 57417: .left, 57418: .right, 57419: .up, 57420: .down, 57421: .pageUp,
            57422: .pageDown,
            57423: .home, 57424: .end, 57425: .insert, 57426: .delete,
        ]
        for number in 1...35 { keys[57363 + number] = .function(number) }
        for (offset, character) in "0123456789./*-+".enumerated() {
            keys[57399 + offset] = .character(character)
        }
        keys[57415] = .character("=")
        return keys
    }()

    /// The key of a Unicode code as kitty and modifyOtherKeys send it.
    static func key(ofCode code: Int) -> Key? {
        switch code {
        case 9: return .tab
        case 13: return .enter
        case 27: return .escape
        case 8, 127: return .backspace
        case 57344...63743: return functional[code]
        default:
            guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                return nil
            }
            let character = Character(scalar)
            return character.isControl ? nil : .character(character)
        }
    }
}
