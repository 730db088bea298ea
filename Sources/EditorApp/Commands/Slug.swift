import Foundation

/// Short names for sites.
enum Slug {
    /// Lowercase ASCII letters and digits with single hyphens between, at most 40; `site` where nothing is left.
    static func of(_ title: String) -> String {
        var slug = ""
        for scalar in title.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
            if scalar.isASCII,
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            {
                slug.unicodeScalars.append(scalar)
            } else if scalar.properties.generalCategory != .nonspacingMark, !slug.isEmpty,
                slug.last != "-"
            {
                slug.append("-")
            }
        }
        let short = slug.prefix(40).split(separator: "-", omittingEmptySubsequences: true).joined(
            separator: "-")
        return short.isEmpty ? "site" : short
    }
}
