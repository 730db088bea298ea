// How do frames become a screen on a terminal whose language only the system's database knows?
//
// ncurses draws: only spans that changed are handed to it, each cell by our own width table, and it decides which bytes
// move the real terminal there. Everything else of the terminal is `UnixTerminal`'s, which also draws by itself where
// the terminal is one that we know.
//
// Invariants:
//  - the program's environment is changed only while the terminal is opened;
//  - nothing is written that did not pass `ScreenCore.Frame`, but for the fixed sequences of `TerminalModes`.
//
// Left out on purpose: what keys mean (EditorCore), what is drawn (ScreenCore). Read `Terminal.swift` first.
