// How do bytes become events, and frames a screen?
//
// ncurses draws: only spans that changed are handed to it, each cell by our own width table, and it decides which bytes
// move the real terminal there. Input never passes ncurses: descriptor 0 is read and `InputParser` understands it.
// Signals and other threads arrive on descriptors too, so one `poll` waits for everything and nothing wakes an idle
// program.
//
// Invariants:
//  - the program's environment is changed only while the terminal is opened;
//  - whatever ends the program, short of SIGKILL, leaves the terminal as it was found;
//  - nothing is written that did not pass `ScreenCore.Frame`, but for the fixed sequences of `TerminalModes`.
//
// Left out on purpose: what keys mean (EditorCore), what is drawn (ScreenCore). Read `Terminal.swift` first.
