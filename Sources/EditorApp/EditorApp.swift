// What happens when a person runs `pagemagic`?
//
// Two halves share the cores below them. `Commands/` is the command line: each command reads its arguments, asks or
// changes the store in one transaction, and answers as text or JSON. `Editor/` is the one event loop: it performs the
// effects that EditorCore decides and feeds back what came of them.
//
// Invariants:
//  - errors become words and exit codes in `Commands/Failures.swift` and nowhere else;
//  - everything printed for people passes `Printable`; JSON escapes controls; only exports write bytes as they are;
//  - a command that changes something is one batch; nothing is acknowledged before the store has it;
//  - no prompt without a terminal.
//
// Left out on purpose: what anything means (the cores), how it is kept (SiteStore).
// Read `Commands/Program.swift` first, then `Commands/PageMagic.swift`.
