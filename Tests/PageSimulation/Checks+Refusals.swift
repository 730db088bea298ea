import PageTestSupport
import SiteHistory
import SiteModel

/// I10, its second half: a refused batch holds up only what stands on it.
extension Simulation {
    mutating func checkRefusals() {
        for (number, home) in homes.enumerated() {
            guard let process = running(on: number).first,
                let kept = try? home.home.keptBatches(for: process)
            else { continue }
            for chain in home.refusedChains {
                checkChain(chain, number, quarantined: kept.quarantined)
            }
            checkClosure(kept.quarantined, number)
        }
    }

    private mutating func checkChain(
        _ chain: RefusedChain, _ home: Int, quarantined: [Batch]
    ) {
        let isHeld = { (token: String) in quarantined.contains { $0.types(token) } }
        if !isHeld(chain.refused)
            || server.entries.contains(where: { $0.batch.types(chain.refused) })
        {
            violate(.comesToRest, "home \(home) does not hold what was refused in quarantine")
        }
        if let dependent = chain.dependent, !isHeld(dependent) {
            violate(.comesToRest, "home \(home) let go what stands on a refused batch")
        }
    }

    /// Whatever is in quarantine was refused itself, touches what newer programs froze or what the server purged, shares a
    /// node or an operation with something there, or stands on what a copy has written anew.
    private mutating func checkClosure(_ quarantined: [Batch], _ home: Int) {
        let frozen = Set(
            server.entries.flatMap(\.batch.operations).flatMap { operation -> [NodeID] in
                if case .unknown(_, let nodes, _) = operation { nodes } else { [] }
            })
        let retired = Set(
            server.entries.flatMap(\.batch.operations).compactMap { operation -> ReplicaID? in
                if case .retire(let end) = operation { end.replica } else { nil }
            })
        let purged = purgedNodes()
        var named: Set<NodeID> = []
        for batch in quarantined {
            let own = Set(batch.operations.flatMap(Simulation.nodes))
            let isRoot =
                SimulatedServer.isRefused(batch) || !own.isDisjoint(with: frozen)
                || !own.isDisjoint(with: purged) || retired.contains(batch.replica)
            if !isRoot, own.isDisjoint(with: named), !batch.namesOperations {
                violate(
                    .comesToRest,
                    "home \(home) holds \(batch.first) back, which stands on nothing refused")
            }
            named.formUnion(own)
        }
    }

    /// What the server purged, and all that was ever put into it.
    private func purgedNodes() -> Set<NodeID> {
        let operations = server.entries.flatMap(\.batch.operations)
        var purged: Set<NodeID> = []
        for case .purge(let node, _) in operations { purged.insert(node) }
        var found = 0
        while found < purged.count {
            found = purged.count
            for operation in operations {
                switch operation {
                case .create(let creation) where purged.contains(creation.place.parent):
                    purged.insert(creation.node)
                case .move(let node, let place, _) where purged.contains(place.parent):
                    purged.insert(node)
                default: break
                }
            }
        }
        return purged
    }

    /// Nodes that an operation names; a page is everybody's.
    private static func nodes(_ operation: Operation) -> [NodeID] {
        switch operation {
        case .create(let creation): [creation.node, creation.place.parent]
        case .move(let node, let place, _), .restore(let node, let place, _):
            [node, place.parent]
        default: operation.node.map { [$0] } ?? []
        }
    }
}

extension Batch {
    /// Whether it closes or opens again what an operation did.
    fileprivate var namesOperations: Bool {
        operations.contains {
            switch $0 {
            case .resolve, .reopen: true
            default: false
            }
        }
    }
}
