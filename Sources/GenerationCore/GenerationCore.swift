// How does a prompt become a site, with no network and no model?
//
// `TemplateComposer` reads a prompt (`Prompt/`: what was asked, as a `Brief`), picks lines of hand-written copy
// (`Decks/`, one deck per trade and language) and sets them into section templates (`Layout/`). The result is HTML and
// CSS text, imported by the caller like any other page, and always labelled "template composer".
//
// Invariants:
//  - the same prompt, locale and seed give the same bytes; the seed is the only source of chance;
//  - nothing is claimed that the prompt did not say: prices, addresses, hours, names, opinions are `[[placeholders]]`;
//  - every text element is written on one line with no space around it; sections are the element children of `body`;
//  - text of the prompt reaches the output only filtered (no control or bidi characters), capped and escaped;
//  - no script, no `on*`, no `style` attribute, nothing remote.
//
// Left out: models and their streams (a later issue), the import of what is composed (SiteMarkup), how a proposal is
// reviewed (EditorCore). Read `TemplateComposer.swift` first.
