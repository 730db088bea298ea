import SiteModel

extension String {
    /// What may be set as a text: without C0 (tab and line feed stay), DEL, C1 and the scalars that stand for tags.
    package var cleanedForText: String {
        let isBad: (Unicode.Scalar) -> Bool = { scalar in
            switch scalar.value {
            case 0x09, 0x0A: false
            case 0x00..<0x20, 0x7F...0x9F: true
            default: InlineTag.isMark(scalar)
            }
        }
        guard unicodeScalars.contains(where: isBad) else { return self }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: unicodeScalars.lazy.filter { !isBad($0) })
        return String(view)
    }
}
