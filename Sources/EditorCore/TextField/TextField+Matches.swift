/// Every place of a word at once.
extension TextField {
    /// Selects what is selected, or else the word at the cursor, wherever it stands; what is typed then changes all.
    ///
    /// A word stands only where it is whole: `the` is not in `bathe`. A selection is any letters.
    /// - Returns: How many places there are; 0 where there is no word.
    package mutating func selectMatches() -> Int {
        let picksWord = selection == nil
        if picksWord { selectWord() }
        guard let selection else { return 0 }
        let found = text.ranges(of: selectedText).map {
            offset($0.lowerBound)..<offset($0.upperBound)
        }
        others = found.filter { !$0.overlaps(selection) && (!picksWord || isWhole($0)) }
        return others.count + 1
    }

    /// Whether no letter of a word stands right before or behind.
    private func isWhole(_ place: Range<Int>) -> Bool {
        let (start, end) = (index(place.lowerBound), index(place.upperBound))
        let isOpen = start == text.startIndex || !text[text.index(before: start)].isOfWord
        return isOpen && (end == text.endIndex || !text[end].isOfWord)
    }

    private mutating func selectWord() {
        var end = cursor
        if end < text.utf8.count, text[index(end)].isOfWord { end = wordEnd(after: end) }
        let start = wordStart(before: end)
        guard start < end, text[index(start)..<index(end)].allSatisfy(\.isOfWord) else { return }
        anchor = start
        cursor = end
    }

    /// Replaces a stretch at every place with one text; the places stay, behind what was put there.
    ///
    /// - Parameter stretch: What goes, in a field whose only place is the one that is asked about; nil for nothing.
    mutating func replaceEach(with string: String, _ stretch: (TextField) -> Range<Int>?) {
        let main = selection ?? cursor..<cursor
        var new = ""
        var end = 0
        var places: [(isMain: Bool, offset: Int)] = []
        for place in (others + [main]).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            var alone = self
            alone.others = []
            alone.anchor = place.lowerBound
            alone.cursor = place.upperBound
            let gone = stretch(alone) ?? place
            let start = max(end, gone.lowerBound)
            new += text[index(end)..<index(start)] + string
            end = max(end, gone.upperBound)
            places.append((place == main, new.utf8.count))
        }
        new += text[index(end)...]
        text = new
        text.makeContiguousUTF8()
        cursor = border(atOrAfter: places.first { $0.isMain }?.offset ?? 0)
        anchor = nil
        isMarking = false
        aim = nil
        var last = -1
        others = places.compactMap { place in
            let offset = border(atOrAfter: place.offset)
            guard !place.isMain, offset != cursor, offset != last else { return nil }
            last = offset
            return offset..<offset
        }
    }
}
