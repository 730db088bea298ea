import EditorCore

/// The merge screen, between the header and the status line.
extension ScreenPainter {
    mutating func paintMerges() {
        guard let picture = state.mergePicture(isColoured: theme.tellsDifferences) else { return }
        let area = CellRect(picture.area)
        frame.fill(area, style: theme.groundedStyle(.panel))
        for (number, line) in picture.lines.enumerated() {
            let rect = CellRect(
                row: area.row + number, column: area.column, width: area.width, height: 1)
            for run in line.runs {
                put(run.text, in: rect, column: run.column, role(of: run.ink))
            }
            if line.isCursor { frame.tint(rect, style: style(.panelCursor)) }
        }
        frame.cursor = Frame.Cursor(row: area.row + picture.cursorLine, column: area.column)
    }

    private func role(of ink: MergeInk) -> Role {
        switch ink {
        case .plain: .panel
        case .dim: .panelDim
        case .title: .panelTitle
        case .key: .panelKey
        case .base: .conflictBase
        case .ours: .conflictOurs
        case .theirs: .conflictTheirs
        case .removed: .diffRemoved
        case .added: .diffAdded
        case .current: .panelCursor
        case .rule: .panelBorder
        }
    }
}

extension Theme {
    /// Whether its colours tell what came and what went; else marks must.
    package var tellsDifferences: Bool {
        [.diffAdded, .diffRemoved].allSatisfy { role in
            [style(role).foreground, style(role).background].contains {
                $0 != nil && $0 != .standard
            }
        }
    }
}
