// What is a site?
//
// A site is one tree of nodes with stable ids. The root node is the site itself; below it stand pages and assets, below
// a page its sections (and what stands between them), below a section its one root element. Everything a person can
// change on a node is a *field* (a register), its *class list*, or a *text*; everything else (`NodeContent`) is fixed
// when the node is created.
//
// Unit of position in a text: Unicode scalars. Unit of position in imported bytes: bytes.
//
// Invariants (checked by `Site.invariantViolations()`):
//  - every node but the root has exactly one parent, and is once among that parent's children; there is no cycle;
//  - a section stands under a page and has one child, its root element; a page stands under the site;
//  - trashed nodes are not in `nodes`.
//
// Left out on purpose: how sites change (SiteHistory), how they are written as HTML (SiteMarkup), where they are kept
// (SiteStore). Read `Site.swift` first, then `Node.swift`.
