// What is on the screen?
//
// A `Frame` is a grid of cells with a cursor and a title; `Layout/` says where the panes stand, `Painters/` turn the
// editor's state into a frame, `Frame.spans(since:)` says what changed. All of it is pure: the same state, size and
// theme give the same frame, and a terminal is nowhere needed to see it (`Frame.text()`).
//
// Unit of position: cells, row and column from 0 at the top left corner.
//
// Invariants:
//  - a wide character has its first cell and one continuation cell to the right, never half of it;
//  - no control character is in a frame: `Frame.put` draws what `ShownCharacter` shows and nothing else;
//  - a cell is 8 bytes; no string and no class reference per cell;
//  - colours come from roles (`Theme`), never from the drawing code.
//
// Left out on purpose: how cells reach a terminal (CursesTerminal), how theme files are read (Settings). Read
// `Frame.swift` first, then `Theme.swift`.
