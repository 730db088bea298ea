// What does this page look like in cells?
//
// HTML (a SiteMarkup.HTMLDocument) and style sheets go in; rows of styled text come out. Four steps, a folder each:
// `CSS/` reads sheets, `Style/` gives every element its computed style, `Layout/` turns boxes into places on a grid,
// `Paint/` fills the grid and cuts it into rows.
//
// Units: styles are in CSS pixels; layout is in cells. One column is viewport / width pixels, one row 20 pixels; text
// takes the cells it takes.
//
// Invariants:
//  - no row is wider than the asked width; no control and no bidirectional control character is in any row;
//  - what a browser hides is not shown, and text that it shows is not lost: what does not fit is wrapped, not cut;
//  - the same input gives the same rows; nothing is read but the arguments; no input traps.
//
// Left out on purpose: scripts, network, images' pixels. What was not understood is counted in `PreviewHonesty`.
// Read `PreviewRenderer.swift` first.
