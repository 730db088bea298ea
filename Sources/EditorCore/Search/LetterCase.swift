extension String {
    /// Written as what it takes the place of: `BOOKSHOP` and `Bookshop` become `BOOKSTORE` and `Bookstore`; as it is where
    /// its own letters are not all small.
    func inCase(of old: String) -> String {
        guard self == lowercased(), let first = old.first(where: \.isLetter), first.isUppercase
        else { return self }
        let letters = old.filter(\.isLetter)
        if letters.count > 1, letters.allSatisfy(\.isUppercase) { return uppercased() }
        return prefix(1).uppercased() + dropFirst()
    }
}
