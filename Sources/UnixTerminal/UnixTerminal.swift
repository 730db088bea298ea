// How do bytes become events, and frames bytes, on the terminal that the program was started in?
//
// `TerminalDevice` is the terminal as the system gives it: a descriptor to read and one to write, its line modes, its
// size, and everything else that can happen, on descriptors too, so that one `poll` waits for all of it and nothing
// wakes an idle program. `DirectTerminal` draws on it by itself, with the bytes of `ScreenCore.TerminalWriter`, where
// the terminal's language is known; the ncurses back end is a module of its own on the same device.
//
// Invariants:
//  - whatever ends the program, short of SIGKILL, leaves the terminal as it was found;
//  - nothing is written that did not pass `ScreenCore.Frame`, but for the fixed sequences of `TerminalModes`;
//  - no answer of the terminal is waited for: what it can do beyond its name comes as it comes, or never.
//
// Left out on purpose: what keys mean (EditorCore), what is drawn and with which bytes (ScreenCore). Read
// `TerminalDevice.swift` first.
