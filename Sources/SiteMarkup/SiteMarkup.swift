// How do HTML and CSS become nodes and come back, losslessly, and what is refused?
//
// Unit of position: bytes of the source, from 0. A range names exactly the bytes as they were written. Findings give
// lines and columns from 1.
//
// Invariants:
//  - nothing here traps on any input: what cannot be taken is thrown as a `MarkupError`;
//  - `HTMLDocument` holds what gumbo saw, with the source range of every tag, attribute and text that has one;
//  - import loses nothing: the spans of a node's children cover its content without a gap, and the source form of an
//    imported page is its bytes; what is not properly nested, or refused, is a `raw` node;
//  - a token is written anew only when its value differs from what its span decodes to;
//  - new HTML is taken whole or not at all, and only if it reads back as it is written;
//  - the published form has no script, no `style` attribute, no control character, and is a fixpoint of reading and
//    publishing it again.
//
// Left out on purpose: style and layout (PreviewCore), what a change of a document means (SiteHistory).
// Read `Import/SiteImporter.swift` and `Write/SourceWriter.swift` first, then `Policy/Policy.swift`.
