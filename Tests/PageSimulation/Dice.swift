import PageTestSupport

/// A fault that struck a message or a write: the `ordinal`-th time it could have struck that actor.
package struct Strike: Hashable, Sendable {
    package let fault: Fault
    /// A process's number.
    package let actor: Int
    package let ordinal: Int
}

/// Decides which faults strike, each decision on its own: what is left out of a plan changes no other one.
struct Dice {
    private struct Place: Hashable {
        let fault: Fault
        let actor: Int
    }

    private let seed: UInt64
    /// The only ones that may strike; nil leaves it to the seed.
    private let allowed: Set<Strike>?
    private var ordinals: [Place: Int] = [:]
    private(set) var struck: [Strike] = []

    init(seed: UInt64, allowed: Set<Strike>?) {
        self.seed = seed
        self.allowed = allowed
    }

    /// A source of details where the fault strikes, nil where it does not.
    mutating func roll(_ fault: Fault, actor: Int, percent: Int) -> SplitMix64? {
        let place = Place(fault: fault, actor: actor)
        let ordinal = ordinals[place, default: 0]
        ordinals[place] = ordinal + 1
        var random = SplitMix64(
            seed: seed ^ fault.number ^ UInt64(actor) << 48 ^ UInt64(ordinal) << 20)
        guard random.chance(percent) else { return nil }
        let strike = Strike(fault: fault, actor: actor, ordinal: ordinal)
        guard allowed?.contains(strike) ?? true else { return nil }
        struck.append(strike)
        return random
    }
}
