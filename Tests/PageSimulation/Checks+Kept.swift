import PageTestSupport
import SiteHistory
import SiteModel
import SyncCore

/// What must hold of stores: at each start of a program and at the end.
extension Simulation {
    /// I1: everything that was acknowledged is there, and the store is sound.
    ///
    /// - Parameter asksDoctor: `doctor` reads everything; after a program that ended in order nothing is new to it.
    mutating func checkKept(_ process: Int, asksDoctor: Bool = true) {
        let number = processes[process].home
        do throws(HomeFault) {
            let kept = try homes[number].home.keptBatches(for: process)
            // A store that was set back finds on the server what it had sent after its backup; of what it dropped it has a
            // state.
            let isElsewhere = { (entry: LogEntry) in wasSetBack || entry.end <= kept.compacted }
            let sent = server.entries.filter(isElsewhere).map(\.batch)
            let hashes = Set(sent.map(\.hash))
            for one in homes[number].acknowledged
            where !hashes.contains(one.hash) && !kept.holds(one.hash) {
                // Under another name what it typed tells it.
                if homes[number].wasRewritten || wasSetBack, kept.types(one.tokens, or: sent) {
                    continue
                }
                violate(.acknowledgedIsThere, "home \(number) lost a batch: \(one.tokens)")
            }
            try checkDrafts(of: number, process)
            // Of a place made for a site that was not fetched yet, `doctor` says that its root's row is missing.
            guard asksDoctor, !kept.isEmpty else { return }
            for finding in try homes[number].home.findings(for: process).prefix(3) {
                violate(.acknowledgedIsThere, "doctor says of home \(number): \(finding)")
            }
            try checkBounded(number, process)
        } catch {
            note(error, on: process)
        }
    }

    private mutating func checkDrafts(of number: Int, _ process: Int) throws(HomeFault) {
        let drafts = try homes[number].home.drafts(for: process)
        for (text, values) in homes[number].drafts.sorted(by: { $0.key < $1.key }) {
            guard let found = drafts[text] else {
                violate(.acknowledgedIsThere, "home \(number) lost a draft of \(text)")
                continue
            }
            if !values.contains(found) {
                violate(.acknowledgedIsThere, "home \(number) has an older draft of \(text)")
            }
        }
    }

    /// I18: of all programs on a home, only the one that sends has a fence that holds.
    mutating func checkOneSyncer(_ process: Int) {
        let number = processes[process].home
        if !homes[number].home.holdsLease(process) {
            violate(.oneSyncer, "process \(process) sends without the right to")
        }
        for other in running(on: number) where other != process {
            if homes[number].home.holdsLease(other) {
                violate(.oneSyncer, "processes \(process) and \(other) both may sync")
            }
        }
    }
}
