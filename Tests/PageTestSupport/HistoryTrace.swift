import SiteHistory
import SiteModel

/// A history as steps to repeat: on other implementations, or with some of its operations left out.
package struct HistoryTrace: Sendable {
    package enum Step: Sendable {
        case commit(device: Int, Batch)
        /// The log takes the device's chain through this sequence number.
        case push(device: Int, through: UInt64)
        /// The device reads the log through this position.
        case pull(device: Int, through: UInt64)
    }

    package let replicas: [ReplicaID]
    package private(set) var steps: [Step]

    package init(_ history: HistoryGenerator) {
        replicas = history.devices.map(\.replica)
        steps = history.events.compactMap { event in
            switch event {
            case .commit(let device, let batch): .commit(device: device, batch)
            case .push(let device, let entries):
                entries.last.map { .push(device: device, through: history.log[$0].batch.last) }
            case .pull(let device, let entries):
                entries.last.map { .pull(device: device, through: history.log[$0].end) }
            }
        }
    }

    /// A trace of one log alone, read by one device that writes nothing.
    package init(_ scene: LogScene) {
        replicas = [ReplicaID(rawValue: 0)] + Set(scene.log.map(\.batch.replica)).sorted()
        steps = []
        for entry in scene.log {
            let device = replicas.firstIndex(of: entry.batch.replica) ?? 0
            if entry.batch.base.count > 0 {
                steps.append(.pull(device: device, through: entry.batch.base.count))
            }
            steps.append(.commit(device: device, entry.batch))
            steps.append(.push(device: device, through: entry.batch.last))
            steps.append(.pull(device: 0, through: entry.end))
        }
    }

    package func prefix(_ count: Int) -> HistoryTrace {
        var trace = self
        trace.steps = Array(steps.prefix(count))
        return trace
    }

    /// Without one step, if that is a pull: what its device wrote then refers to what it has not read, which only
    /// whoever checks bases would mind.
    package func withoutPull(at step: Int) -> HistoryTrace {
        guard case .pull = steps[step] else { return self }
        var trace = self
        trace.steps.remove(at: step)
        return trace
    }

    package var batches: [Batch] {
        steps.compactMap { step in
            if case .commit(_, let batch) = step { return batch }
            return nil
        }
    }

    /// The same history where these operations use up their sequence numbers and do nothing.
    package func voiding(_ gone: Set<OperationID>) -> HistoryTrace {
        var trace = self
        var previous: [ReplicaID: Digest] = [:]
        trace.steps = steps.flatMap { step -> [Step] in
            guard case .commit(let device, let batch) = step else { return [step] }
            return pieces(of: batch, without: gone).map { piece in
                let linked = Batch(
                    replica: piece.replica, first: piece.first, base: piece.base,
                    previous: previous[piece.replica] ?? .zero, whole: piece.whole, body: piece.body
                )
                previous[piece.replica] = linked.hash
                return .commit(device: device, linked)
            }
        }
        return trace
    }

    private func pieces(of batch: Batch, without gone: Set<OperationID>) -> [Batch] {
        guard case .operations(let operations) = batch.body else { return [batch] }
        var runs: [(first: Int, isGone: Bool, count: Int)] = []
        for index in operations.indices {
            let isGone = gone.contains(batch.id(ofOperationAt: index))
            if let last = runs.last, last.isGone == isGone {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((index, isGone, 1))
            }
        }
        return runs.map { run in
            let kept = Array(operations[run.first..<run.first + run.count])
            return Batch(
                replica: batch.replica, first: batch.first + UInt64(run.first), base: batch.base,
                previous: .zero,
                whole: run.isGone
                    ? [] : batch.whole.filter { ref in kept.contains { $0.text == ref } },
                body: run.isGone
                    ? .void(count: UInt64(run.count), replaced: .zero) : .operations(kept))
        }
    }

    /// The trace line by line, for the report of a failure.
    package var description: [String] {
        steps.flatMap { step -> [String] in
            switch step {
            case .push(let device, let through): ["\(name(device)) pushes through \(through)"]
            case .pull(let device, let through): ["\(name(device)) pulls through \(through)"]
            case .commit(_, let batch):
                batch.operations.enumerated().map { index, operation in
                    "\(short(batch.id(ofOperationAt: index))) seen \(batch.base.count) \(short(operation))"
                        + (batch.whole.isEmpty ? "" : " whole")
                }
            }
        }
    }

    private func name(_ device: Int) -> String { String(replicas[device].rawValue, radix: 16) }
}

/// An operation on one line.
package func describe(_ operation: Operation) -> String { short(operation) }

/// An operation on one line.
func short(_ operation: Operation) -> String {
    func place(_ place: Place) -> String {
        "under \(short(place.parent)) after \(place.anchor.map(short) ?? "start")"
    }
    func text(_ ref: TextRef) -> String { "\(short(ref.node)) \(ref.key)" }
    switch operation {
    case .create(let creation):
        let texts = creation.texts.map { "\($0.key) \(ascii("\($0.text)"))" }
        return "create \(creation.content.kind) \(short(creation.node)) \(place(creation.place)) "
            + "fields \(creation.fields.map { "\($0.name)=\(ascii("\($0.value)"))" }) classes \(creation.classes) "
            + "texts \(texts)"
    case .move(let node, let to, let from):
        return "move \(short(node)) \(place(to)) from \(short(from))"
    case .delete(let node): return "delete \(short(node))"
    case .restore(let node, let to, let of):
        return "restore \(short(node)) \(place(to)) of \(of.map(short))"
    case .set(let node, let name, let value, let over, let was):
        return
            "set \(short(node)) \(name) = \(value.map { "\($0)" } ?? "nil") over \(over.map(short)) "
            + "was \(was.map { "\($0)" } ?? "nil")"
    case .addClass(let node, let name): return "add class \(short(node)) \(name)"
    case .removeClass(let node, let name): return "remove class \(short(node)) \(name)"
    case .insert(let ref, let at, let string):
        return "insert \(text(ref)) at \(at) \(ascii(string))"
    case .remove(let ref, let at, let count): return "remove \(text(ref)) at \(at) count \(count)"
    case .cancel(let ref, let delete): return "cancel \(text(ref)) of \(short(delete))"
    case .blob(let digest, _): return "blob \(digest)"
    case .resolve(let ids, let choice):
        return "resolve \(ids.map { "\($0.kind)/\($0.field)/\(short($0.loser))" }) \(choice)"
    case .reopen(let id): return "reopen \(short(id))"
    case .conflict(let conflict): return "conflict \(conflict.id)"
    case .purge(let node, let of): return "purge \(short(node)) of \(of.map(short))"
    case .retire(let end): return "retire \(end.operation)"
    case .lineage(let lineage): return "lineage behind \(lineage.cut): \(lineage.stretches)"
    case .unknown(let kind, let nodes, _): return "unknown \(kind) \(nodes.map(short))"
    }
}
