// How do HTML and CSS become nodes and come back, losslessly, and what is refused?
//
// Unit of position: bytes of the source, from 0. A range names exactly the bytes as they were written.
//
// Invariants:
//  - nothing here traps on any input: what cannot be taken is thrown as a `MarkupError`;
//  - `HTMLDocument` holds what gumbo saw, with the source range of every tag, attribute and text that has one.
//
// Left out on purpose: style and layout (PreviewCore), what a change of a document means (SiteHistory).
// Read `Parsing/HTMLDocument.swift` first.
