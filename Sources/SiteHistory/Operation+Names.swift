import SiteModel

/// The operations that an operation names, given other names: what re-encoding a chain needs (design §5, Re-mint).
extension Operation {
    /// The same operation, with every operation id it carries mapped.
    func renaming(_ name: (OperationID) -> OperationID) -> Operation {
        func named(_ place: Place) -> Place {
            Place(parent: place.parent, anchor: place.anchor.map(name))
        }
        switch self {
        case .create(var creation):
            creation.place = named(creation.place)
            return .create(creation)
        case .move(let node, let to, let from):
            return .move(node: node, to: named(to), from: name(from))
        case .restore(let node, let to, let of):
            return .restore(node: node, to: named(to), of: of.map(name))
        case .set(let node, let field, let value, let over, let was):
            return .set(node: node, name: field, value: value, over: over.map(name), was: was)
        case .purge(let node, let of): return .purge(node: node, of: of.map(name))
        case .cancel(let text, let delete): return .cancel(text, delete: name(delete))
        case .resolve(let conflicts, let choice):
            return .resolve(conflicts: conflicts.map { $0.renaming(name) }, choice: choice)
        case .reopen(let id): return .reopen(name(id))
        case .conflict(let conflict): return .conflict(conflict.renaming(name))
        case .delete, .addClass, .removeClass, .insert, .remove, .blob, .retire, .lineage, .unknown:
            return self
        }
    }
}

extension ConflictID {
    fileprivate func renaming(_ name: (OperationID) -> OperationID) -> ConflictID {
        ConflictID(kind: kind, field: field, loser: name(loser))
    }
}

extension Conflict {
    fileprivate func renaming(_ name: (OperationID) -> OperationID) -> Conflict {
        func named(_ side: ConflictSide) -> ConflictSide {
            ConflictSide(operation: name(side.operation), value: side.value)
        }
        return Conflict(
            id: id.renaming(name), node: node, base: base, shown: named(shown), lost: named(lost),
            others: others.map(named))
    }
}
