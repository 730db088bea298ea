/// Where the parts of the merge screen stand: between the header and the status line, from the top
/// the tabs, the list, a line, and what is at hand.
struct MergeLayout: Hashable, Sendable {
    let area: ScreenArea
    let tabRows: Int
    let listRows: Int
    let ruleRows: Int
    /// The sentence on what happened, or which words are at hand.
    let headRows: Int
    /// Above columns: what each is, who wrote it and when.
    let titleRows: Int
    let bodyRows: Int
    /// The text that comes of the picks, with its title where there is room for one.
    let resultRows: Int
    /// Sides stand beside each other.
    let isWide: Bool

    static let wideColumnsMin = 100
    private static let listRowsMax = 8

    init(_ panes: PaneLayout, itemCount: Int, isPicking: Bool) {
        let top = panes.header == nil ? 0 : 1
        let bottom = (panes.status ?? panes.hint)?.row ?? panes.rows
        area = ScreenArea(row: top, column: 0, width: panes.columns, height: max(1, bottom - top))
        let height = area.height
        tabRows = height >= 3 ? 1 : 0
        ruleRows = height >= 12 ? 1 : 0
        let isLow = height < 16
        let most = isPicking && isLow ? 0 : min(Self.listRowsMax, max(1, height / 4))
        listRows = height < 2 && isPicking ? 0 : min(most, max(1, itemCount))
        let rest = max(0, height - tabRows - listRows - ruleRows)
        headRows = rest >= 6 ? 1 : 0
        isWide = panes.columns >= Self.wideColumnsMin
        let under = rest - headRows
        titleRows = !isWide || under < 5 ? 0 : under < 10 ? 2 : 3
        let wanted = under >= 5 ? max(3, under / 3) : under
        resultRows = isPicking ? min(under, wanted) : 0
        bodyRows = max(0, under - titleRows - resultRows)
    }
}
