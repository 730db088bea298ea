import PageTestSupport
import SiteHistory
import SiteModel

/// What people change.
extension Simulation {
    /// One edit of what is on the screen, which may be older than the store.
    mutating func edit(by process: Int, _ random: inout SplitMix64) {
        guard let view = processes[process].view else { return }
        var editing = editing(view, process, random)
        let edit = editing.anyEdit()
        processes[process].tokenCount = editing.tokenCount
        if let edit { commit(edit, by: process) }
    }

    /// Typing goes to the field as it is now.
    mutating func typeRun(by process: Int, _ random: inout SplitMix64) {
        guard refresh(process), let view = processes[process].view else { return }
        var editing = editing(view, process, random)
        let edit = editing.typedRun()
        processes[process].tokenCount = editing.tokenCount
        guard let edit else { return }
        runs.append(edit.tokens)
        commit(edit, by: process)
    }

    private func editing(_ view: HomeState, _ process: Int, _ random: SplitMix64) -> Editing {
        Editing(
            view, process: process, tokenCount: processes[process].tokenCount, random: random)
    }

    /// - Returns: The batch, where the store said that it is durable.
    @discardableResult private mutating func commit(
        _ edit: SceneEdit, by process: Int, ending draft: TextRef? = nil
    ) -> Digest? {
        guard
            var committed = write(
                process, percent: 3,
                { (home) throws(HomeFault) in
                    try home.commit(edit.edits, by: process, ending: draft)
                })
        else { return nil }
        if sabotage == .forgetsCommits, report.operations % 5 == 4 {
            committed.batch = committed.batch.voided
        }
        acknowledge(committed, tokens: edit.tokens, by: process)
        let hash = committed.batch.hash
        if survives(process, percent: 3) { tellOfCommit(process) }
        return hash
    }

    private mutating func tellOfCommit(_ process: Int) {
        tellOthers(than: process)
        let home = processes[process].home
        guard processes[process].machine != nil,
            let state = try? homes[home].home.syncState(for: process)
        else { return }
        handle(.storeChanged(state), on: process)
    }

    // MARK: Undo and redo

    @discardableResult mutating func turn(by process: Int, isRedo: Bool) -> Committed? {
        guard
            let result = write(
                process, percent: 3,
                { (home) throws(HomeFault) in
                    try isRedo ? home.redo(by: process) : home.undo(by: process)
                })
        else { return nil }
        if let committed = result { acknowledge(committed, tokens: [], by: process) }
        if survives(process, percent: 3) { tellOfCommit(process) }
        return result
    }

    /// I16: undo and redo with nothing between leave what was there, whether the program lived on or not.
    mutating func undoAndRedo(by process: Int, restarts: Bool) {
        guard refresh(process), let before = processes[process].view else { return }
        guard let undone = turn(by: process, isRedo: false) else { return }
        if restarts {
            kill(process)
            start(process)
        }
        guard processes[process].isRunning, refresh(process),
            processes[process].view?.revision == undone.state.revision,
            let redone = turn(by: process, isRedo: true)
        else { return }
        checkIdentity(before, redone.state, undone: undone.batch, redone: redone.batch)
    }

    // MARK: Drafts

    /// A text being typed: the row that is written within 250 ms of the last key.
    mutating func draft(by process: Int, _ random: inout SplitMix64) {
        let home = processes[process].home
        guard processes[process].typing == nil, let view = processes[process].view else { return }
        var editing = editing(view, process, random)
        let draft = editing.draft()
        processes[process].tokenCount = editing.tokenCount
        guard let draft, homes[home].drafts[draft.ref] == nil else { return }
        homes[home].drafts[draft.ref] = nil
        processes[process].typing = (draft.ref, draft.base, draft.token)
        let isSaved: Void? = write(
            process, percent: 3,
            { (home) throws(HomeFault) in
                try home.save(draft.value, of: draft.ref, base: draft.base, by: process)
            })
        if isSaved != nil {
            homes[home].drafts[draft.ref] = [draft.value]
            _ = survives(process, percent: 3)
        }
    }

    /// Enter: the draft becomes a batch, and its row goes in the same transaction.
    mutating func enter(by process: Int) {
        let home = processes[process].home
        guard let (ref, base, token) = processes[process].typing else { return }
        processes[process].typing = nil
        let edit = SceneEdit(
            edits: [.setText(ref, from: base, to: token + " " + base)], tokens: [token])
        let kept = homes[home].drafts.removeValue(forKey: ref)
        guard commit(edit, by: process, ending: ref) == nil, let kept else { return }
        // Whether it was committed is not known: then its row is there, or its batch.
        if processes[process].isRunning { homes[home].drafts[ref] = kept }
    }

    /// Esc takes the draft out of the field.
    mutating func escape(by process: Int) {
        let home = processes[process].home
        guard let ref = processes[process].typing?.ref else { return }
        processes[process].typing = nil
        homes[home].drafts[ref] = nil
        _ = write(
            process, percent: 3,
            { (home) throws(HomeFault) in try home.removeDraft(of: ref, by: process) })
        if processes[process].isRunning { _ = survives(process, percent: 3) }
    }

    // MARK: What the server refuses

    /// A batch that will be refused, one that stands on it and one that does not.
    mutating func writeRefusedChain(by process: Int, _ random: inout SplitMix64) {
        let home = processes[process].home
        guard refresh(process), let view = processes[process].view else { return }
        var editing = editing(view, process, random)
        let chain = editing.refusedChain()
        processes[process].tokenCount = editing.tokenCount
        guard let chain, commit(chain.refused, by: process) != nil else { return }
        count(.refusal)
        var made = RefusedChain(refused: chain.refused.tokens[0])
        if processes[process].isRunning, commit(chain.dependent, by: process) != nil {
            made.dependent = chain.dependent.tokens[0]
        }
        if processes[process].isRunning { commit(chain.independent, by: process) }
        homes[home].refusedChains.append(made)
    }
}
