// What does this key mean now?
//
// Bytes become events (`Input/`), events meet the state of the editor and become intents (`Intents/`, one registry),
// an intent changes the state (`State/`, `Commands/`) and asks for effects (`Effects/`) that a shell performs. All of
// it is plain values: the same events give the same states, so a session can be replayed.
//
// Unit of position on the screen: cells, from 0. Unit of position in a text that is being typed: characters as a
// person sees them (grapheme clusters); it is converted to Unicode scalars where a text becomes an operation.
//
// Invariants:
//  - no bytes from a terminal, however broken, stop the parser or are lost in a paste;
//  - a key that stands inside a paste is text and never an intent;
//  - a binding names an intent of the registry; no name is known here only.
//
// Left out on purpose: drawing (ScreenCore), files that describe keys and colours (Settings), the terminal itself
// (CursesTerminal). Read `Input/InputEvent.swift` first.
