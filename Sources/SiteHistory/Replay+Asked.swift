import SiteModel

/// Conflicts as a person is asked about them.
///
/// A row of the log has one losing operation: three devices that set one attribute make two rows. Whoever chooses decides on
/// the attribute, so that these are one question. Rows, and their ids, stay what they are on every device.
extension Replay {
    /// What one choice settles.
    private enum Subject: Hashable {
        case field(NodeID, String)
        /// Whole texts, and rows that came as operations.
        case written(NodeID, String)
        case place(NodeID)
        case deletion(NodeID)
        /// Resolutions of one conflict: by the one that counts.
        case choice(OperationID)
        /// Two nodes of one name.
        case name(ConflictID)
    }

    /// Open conflicts, those that one choice settles as one, by the smallest of their ids, as a device sees them that wrote
    /// as `replicas`: of several losing sides its own is the one that is told, the rest are `others`.
    func askedConflicts(in shown: Site, by replicas: Set<ReplicaID>) -> [Conflict] {
        let choices = closingConflicts
        var subjects: [Subject] = []
        var rows: [Subject: [Conflict]] = [:]
        for row in openConflicts(in: shown) {
            let subject = subject(of: row, isChoice: choices[row.id] != nil)
            if rows[subject] == nil { subjects.append(subject) }
            rows[subject, default: []].append(row)
        }
        return subjects.compactMap { rows[$0].flatMap { Self.asked($0, by: replicas) } }
    }

    private func subject(of row: Conflict, isChoice: Bool) -> Subject {
        if isChoice { return .choice(row.shown.operation) }
        switch row.id.kind {
        case .move: return .place(row.node)
        case .revived: return .deletion(row.node)
        case .value: break
        }
        if wholeConflicts[row.id] != nil || notedConflicts[row.id] != nil {
            return .written(row.node, row.id.field)
        }
        let live = nodes[row.node]?.registers[FieldName(row.id.field)]?.live ?? []
        return live.dropLast().contains { $0.operation == row.id.loser }
            ? .field(row.node, row.id.field) : .name(row.id)
    }

    /// - Parameter rows: Of one subject, sorted by id.
    private static func asked(_ rows: [Conflict], by replicas: Set<ReplicaID>) -> Conflict? {
        guard let first = rows.first, rows.count > 1 else { return rows.first }
        let told = rows.last { replicas.contains($0.lost.operation.replica) } ?? first
        let losers = Set(rows.map(\.lost.operation))
        let shown = rows.last { !losers.contains($0.shown.operation) }?.shown ?? told.shown
        var others: [ConflictSide] = []
        for side in rows.flatMap({ [$0.lost, $0.shown] + $0.others })
        where side.operation != told.lost.operation && side.operation != shown.operation
            && !others.contains(where: { $0.operation == side.operation })
        {
            others.append(side)
        }
        return Conflict(
            id: first.id, node: told.node, base: told.base, shown: shown, lost: told.lost,
            others: others, alike: rows.dropFirst().map(\.id))
    }
}

extension HistoryEngine {
    /// Open conflicts as a person at this device is asked about them: one for each field, text or place, sorted by id.
    package var askedConflicts: [Conflict] {
        shown.askedConflicts(in: site, by: replicas).map(told)
    }

    /// Of two of one name, told by who gave it: an undo that put the name back wrote it last, and gave none.
    private func told(_ row: Conflict) -> Conflict {
        guard row.id.kind == .value, row.shown.value == row.lost.value,
            let created = shown.nodes[row.node]?.created,
            created.replica != row.lost.operation.replica
        else { return row }
        let lost = ConflictSide(
            operation: giver(ofValueSetBy: row.lost.operation), value: row.lost.value)
        return Conflict(
            id: row.id, node: row.node, base: row.base, shown: row.shown, lost: lost,
            others: row.others, alike: row.alike)
    }

    /// Who a field's value is of: one that was put back over an own change is of whom it was before that change.
    private func giver(ofValueSetBy id: OperationID) -> OperationID {
        var giver = id
        while case .set(_, _, let value, let over, _)? = operation(giver), over.count == 1,
            let change = over.first, change.replica == giver.replica,
            case .set(_, _, _, let before, let was)? = operation(change), was == value,
            before.count == 1, let first = before.first
        {
            giver = first
        }
        return giver
    }
}
