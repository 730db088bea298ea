// Are this theme, this keymap and this configuration valid?
//
// Files are TOML. Whoever asks gives the text and the file's name and gets a value or the first fault with its file,
// line and column. What is shipped is compiled in (`Shipped.swift`), so a bare binary has its themes and keymaps;
// `SettingsFolders` finds files of the same names that a person put in their place.
//
// Unit of position: lines and columns from 1, columns in bytes, as editors jump to them.
//
// Invariants:
//  - no text, however broken, stops the program; what is not understood is a fault and never skipped;
//  - the shipped texts are those of `themes/` and `keymaps/` (checked by a test);
//  - colours are named by roles, keys by intents; both are checked against the program's own lists.
//
// Left out on purpose: what a setting does. Read `SettingsError.swift` first, then `ThemeFile.swift`.
