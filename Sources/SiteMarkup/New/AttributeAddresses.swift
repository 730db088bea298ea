/// The addresses in the values of attributes.
package enum AttributeAddresses {
    /// Attributes whose value is one address.
    private static let single: Set<String> = [
        "href", "src", "poster", "action", "formaction", "data", "cite", "background", "xlink:href",
    ]
    private static let sets: Set<String> = ["srcset", "imagesrcset"]

    /// All of them; none where the attribute holds no address.
    package static func all(in value: String, of attribute: String) -> [String] {
        var found: [String] = []
        _ = mapped(value, of: attribute) {
            found.append($0)
            return $0
        }
        return found
    }

    /// The value with other addresses.
    package static func mapped(
        _ value: String, of attribute: String, _ address: (String) -> String
    ) -> String {
        // Another locale's value is called `name@locale`.
        let name = String(attribute.prefix { $0 != "@" })
        if single.contains(name) { return address(value) }
        if sets.contains(name) { return SourceSetText.mapped(value, address) }
        return name == "style" ? StyleAddresses.mapped(value, address) : value
    }
}

/// The text of a `srcset` attribute: addresses with a size behind each.
package enum SourceSetText {
    /// The same with other addresses; one that holds bytes itself (`data:`) is left as it is, with all beside it.
    package static func mapped(_ text: String, _ address: (String) -> String) -> String {
        guard !text.contains("data:") else { return text }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { candidate in
            let start = candidate.prefix { $0.isWhitespace }
            let old = candidate[start.endIndex...].prefix { !$0.isWhitespace }
            return old.isEmpty
                ? String(candidate)
                : start + address(String(old)) + candidate[old.endIndex...]
        }.joined(separator: ",")
    }
}
