// swift-format-ignore-file
// Written by ShippedTests from themes/ and keymaps/: change the files, then run
//     PM_WRITE_SHIPPED=1 PM_ONLY=Settings swift test --filter ShippedTests

/// The themes and keymaps that are compiled in, TOML by name.
enum Shipped {
    static let themes: [String: String] = [
        "ansi16": #"""
            # Only the sixteen colours of the terminal's own theme, on its own ground.
            name = "ansi16"
            summary = "The terminal's own sixteen colours and its own ground."
            kind = "dark"

            [tokens]
            "ui.dim" = "bright-black"
            "ui.accent" = "cyan"
            "ui.border" = "bright-black"
            "ui.border.focused" = "cyan"
            "ui.selection" = { reverse = true }
            "ui.cursor" = { reverse = true }
            "ui.match" = { fg = "yellow", underline = true }
            "ui.key" = { fg = "cyan", bold = true }
            "ui.field" = { underline = true }
            "ui.field.selection" = { reverse = true }
            "ui.panel.title" = { fg = "cyan", bold = true }
            "ui.panel.border" = "bright-black"
            "ui.panel.dim" = "bright-black"
            "ui.panel.cursor" = { reverse = true }
            "ui.panel.match" = { fg = "yellow", bold = true }
            "ui.panel.key" = { fg = "cyan", bold = true }

            "tree.page" = { fg = "blue", bold = true }
            "tree.element" = "magenta"
            "tree.raw" = "yellow"
            "tree.trash" = { fg = "bright-black", strike = true }
            "tree.mark" = "yellow"
            "tree.cursor" = { reverse = true, bold = true }
            "tree.cursor.unfocused" = { underline = true }

            "status.bar" = { fg = "black", bg = "white" }
            "status.title" = { fg = "black", bold = true }
            "status.pending" = "blue"
            "status.synced" = "black"
            "status.offline" = "red"
            "status.conflict" = { fg = "red", bold = true }
            "status.error" = { fg = "red", bold = true }

            "prompt.title" = { fg = "magenta", bold = true }
            "prompt.marker" = { fg = "magenta", bold = true }
            "prompt.placeholder" = "bright-black"
            "prompt.progress" = "yellow"

            "preview.heading" = { bold = true }
            "preview.link" = { fg = "cyan", underline = true }
            "preview.button" = { reverse = true, bold = true }
            "preview.image" = "magenta"
            "preview.input" = { underline = true }
            "preview.code" = "green"
            "preview.dim" = "bright-black"
            "preview.rule" = "bright-black"
            "preview.notice" = "bright-black"
            "preview.match" = { fg = "black", bg = "bright-yellow" }
            "preview.match.current" = { fg = "black", bg = "bright-cyan", bold = true }

            "diff.added" = "green"
            "diff.removed" = "red"
            "diff.changed" = "yellow"

            "conflict" = { fg = "red", bold = true }
            "conflict.ours" = "cyan"
            "conflict.theirs" = "magenta"

            "error" = { fg = "red", bold = true }
            "warning" = "yellow"
            "ok" = "green"
            "info" = "cyan"

            """#,
        "default-dark": #"""
            name = "default-dark"
            summary = "Quiet blue on near black; the default."
            kind = "dark"

            [palette]
            ground = "#14171c"
            bar = "#20262f"
            panel = "#1b2129"
            field = "#272f3a"
            chosen = "#1d3b5e"
            line = "#3d4756"
            ink = "#dde3ea"
            faint = "#9aa6b5"
            blue = "#84b9ff"
            green = "#8fd19e"
            amber = "#e8c66d"
            red = "#ff9389"
            violet = "#d4adff"

            [tokens]
            "ui.text" = { fg = "ink", bg = "ground" }
            "ui.dim" = "faint"
            "ui.accent" = "blue"
            "ui.border" = "line"
            "ui.border.focused" = "blue"
            "ui.selection" = { fg = "ink", bg = "chosen" }
            "ui.cursor" = { fg = "ink", bg = "chosen" }
            "ui.match" = { fg = "amber", underline = true }
            "ui.key" = { fg = "blue", bold = true }
            "ui.hint" = "faint"
            "ui.field" = { fg = "ink", bg = "field" }
            "ui.field.selection" = { fg = "ink", bg = "chosen" }
            "ui.panel" = { fg = "ink", bg = "panel" }
            "ui.panel.title" = { fg = "blue", bg = "panel", bold = true }
            "ui.panel.border" = { fg = "line", bg = "panel" }
            "ui.panel.dim" = "faint"
            "ui.panel.cursor" = { fg = "ink", bg = "chosen" }
            "ui.panel.match" = { fg = "amber", bold = true }
            "ui.panel.key" = { fg = "blue", bold = true }

            "tree.page" = { fg = "blue", bold = true }
            "tree.section" = "ink"
            "tree.element" = "violet"
            "tree.text" = "faint"
            "tree.raw" = "amber"
            "tree.trash" = { fg = "faint", strike = true }
            "tree.cursor" = { fg = "ink", bg = "chosen", bold = true }
            "tree.cursor.unfocused" = { fg = "ink", bg = "field" }

            "status.bar" = { fg = "ink", bg = "bar" }
            "status.title" = { fg = "ink", bold = true }
            "status.dim" = "faint"
            "status.key" = { fg = "blue", bold = true }
            "status.pending" = "amber"
            "status.synced" = "green"
            "status.offline" = "amber"
            "status.conflict" = { fg = "red", bold = true }
            "status.error" = { fg = "red", bold = true }

            "prompt.text" = "ink"
            "prompt.title" = { fg = "violet", bold = true }
            "prompt.marker" = { fg = "violet", bold = true }
            "prompt.placeholder" = "faint"
            "prompt.progress" = "amber"
            "prompt.reply" = "ink"

            "preview.text" = "ink"
            "preview.heading" = { fg = "ink", bold = true }
            "preview.link" = { fg = "blue", underline = true }
            "preview.button" = { fg = "ground", bg = "blue", bold = true }
            "preview.image" = { fg = "violet", italic = true }
            "preview.input" = { fg = "ink", bg = "field" }
            "preview.code" = "green"
            "preview.dim" = "faint"
            "preview.rule" = "line"
            "preview.current" = { bg = "field" }
            "preview.notice" = { fg = "faint", italic = true }
            "preview.match" = { fg = "#000000", bg = "#ffe066" }
            "preview.match.current" = { fg = "#000000", bg = "#5fffff", bold = true }

            "diff.added" = "green"
            "diff.removed" = "red"
            "diff.changed" = "amber"
            "diff.context" = "faint"

            "conflict" = { fg = "red", bold = true }
            "conflict.ours" = "blue"
            "conflict.theirs" = "violet"
            "conflict.base" = "faint"

            "error" = { fg = "red", bold = true }
            "warning" = "amber"
            "ok" = "green"
            "info" = "blue"

            """#,
        "default-light": #"""
            name = "default-light"
            summary = "Ink on paper white, for bright rooms."
            kind = "light"

            [palette]
            ground = "#fcfbf8"
            bar = "#e8eaed"
            panel = "#f1f2f4"
            field = "#e9eef4"
            chosen = "#c9e0fb"
            line = "#c3c8cf"
            ink = "#20262d"
            faint = "#515b67"
            blue = "#0a4f99"
            green = "#135c2b"
            amber = "#6e4900"
            red = "#a31a13"
            violet = "#6a2f96"

            [tokens]
            "ui.text" = { fg = "ink", bg = "ground" }
            "ui.dim" = "faint"
            "ui.accent" = "blue"
            "ui.border" = "line"
            "ui.border.focused" = "blue"
            "ui.selection" = { fg = "ink", bg = "chosen" }
            "ui.cursor" = { fg = "ink", bg = "chosen" }
            "ui.match" = { fg = "amber", underline = true }
            "ui.key" = { fg = "blue", bold = true }
            "ui.hint" = "faint"
            "ui.field" = { fg = "ink", bg = "field" }
            "ui.field.selection" = { fg = "ink", bg = "chosen" }
            "ui.panel" = { fg = "ink", bg = "panel" }
            "ui.panel.title" = { fg = "blue", bg = "panel", bold = true }
            "ui.panel.border" = { fg = "line", bg = "panel" }
            "ui.panel.dim" = "faint"
            "ui.panel.cursor" = { fg = "ink", bg = "chosen" }
            "ui.panel.match" = { fg = "amber", bold = true }
            "ui.panel.key" = { fg = "blue", bold = true }

            "tree.page" = { fg = "blue", bold = true }
            "tree.section" = "ink"
            "tree.element" = "violet"
            "tree.text" = "faint"
            "tree.raw" = "amber"
            "tree.trash" = { fg = "faint", strike = true }
            "tree.cursor" = { fg = "ink", bg = "chosen", bold = true }
            "tree.cursor.unfocused" = { fg = "ink", bg = "field" }

            "status.bar" = { fg = "ink", bg = "bar" }
            "status.title" = { fg = "ink", bold = true }
            "status.dim" = "faint"
            "status.key" = { fg = "blue", bold = true }
            "status.pending" = "amber"
            "status.synced" = "green"
            "status.offline" = "amber"
            "status.conflict" = { fg = "red", bold = true }
            "status.error" = { fg = "red", bold = true }

            "prompt.text" = "ink"
            "prompt.title" = { fg = "violet", bold = true }
            "prompt.marker" = { fg = "violet", bold = true }
            "prompt.placeholder" = "faint"
            "prompt.progress" = "amber"
            "prompt.reply" = "ink"

            "preview.text" = "ink"
            "preview.heading" = { fg = "ink", bold = true }
            "preview.link" = { fg = "blue", underline = true }
            "preview.button" = { fg = "ground", bg = "blue", bold = true }
            "preview.image" = { fg = "violet", italic = true }
            "preview.input" = { fg = "ink", bg = "field" }
            "preview.code" = "green"
            "preview.dim" = "faint"
            "preview.rule" = "line"
            "preview.current" = { bg = "field" }
            "preview.notice" = { fg = "faint", italic = true }
            "preview.match" = { fg = "#000000", bg = "#ffe066" }
            "preview.match.current" = { fg = "#000000", bg = "#5fffff", bold = true }

            "diff.added" = "green"
            "diff.removed" = "red"
            "diff.changed" = "amber"
            "diff.context" = "faint"

            "conflict" = { fg = "red", bold = true }
            "conflict.ours" = "blue"
            "conflict.theirs" = "violet"
            "conflict.base" = "faint"

            "error" = { fg = "red", bold = true }
            "warning" = "amber"
            "ok" = "green"
            "info" = "blue"

            """#,
        "harbour": #"""
            name = "harbour"
            summary = "Deep sea blue with signal colours."
            kind = "dark"

            [palette]
            ground = "#0b1a2b"
            bar = "#13273f"
            panel = "#102238"
            field = "#1b3350"
            chosen = "#173e67"
            line = "#345370"
            ink = "#dbe9f4"
            faint = "#a3b8cc"
            blue = "#6fd0ff"
            green = "#7fdcb0"
            amber = "#ffd277"
            red = "#ff9d94"
            violet = "#c4b7ff"

            [tokens]
            "ui.text" = { fg = "ink", bg = "ground" }
            "ui.dim" = "faint"
            "ui.accent" = "blue"
            "ui.border" = "line"
            "ui.border.focused" = "blue"
            "ui.selection" = { fg = "ink", bg = "chosen" }
            "ui.cursor" = { fg = "ink", bg = "chosen" }
            "ui.match" = { fg = "amber", underline = true }
            "ui.key" = { fg = "blue", bold = true }
            "ui.hint" = "faint"
            "ui.field" = { fg = "ink", bg = "field" }
            "ui.field.selection" = { fg = "ink", bg = "chosen" }
            "ui.panel" = { fg = "ink", bg = "panel" }
            "ui.panel.title" = { fg = "blue", bg = "panel", bold = true }
            "ui.panel.border" = { fg = "line", bg = "panel" }
            "ui.panel.dim" = "faint"
            "ui.panel.cursor" = { fg = "ink", bg = "chosen" }
            "ui.panel.match" = { fg = "amber", bold = true }
            "ui.panel.key" = { fg = "blue", bold = true }

            "tree.page" = { fg = "blue", bold = true }
            "tree.section" = "ink"
            "tree.element" = "violet"
            "tree.text" = "faint"
            "tree.raw" = "amber"
            "tree.trash" = { fg = "faint", strike = true }
            "tree.cursor" = { fg = "ink", bg = "chosen", bold = true }
            "tree.cursor.unfocused" = { fg = "ink", bg = "field" }

            "status.bar" = { fg = "ink", bg = "bar" }
            "status.title" = { fg = "ink", bold = true }
            "status.dim" = "faint"
            "status.key" = { fg = "blue", bold = true }
            "status.pending" = "amber"
            "status.synced" = "green"
            "status.offline" = "amber"
            "status.conflict" = { fg = "red", bold = true }
            "status.error" = { fg = "red", bold = true }

            "prompt.text" = "ink"
            "prompt.title" = { fg = "violet", bold = true }
            "prompt.marker" = { fg = "violet", bold = true }
            "prompt.placeholder" = "faint"
            "prompt.progress" = "amber"
            "prompt.reply" = "ink"

            "preview.text" = "ink"
            "preview.heading" = { fg = "ink", bold = true }
            "preview.link" = { fg = "blue", underline = true }
            "preview.button" = { fg = "ground", bg = "blue", bold = true }
            "preview.image" = { fg = "violet", italic = true }
            "preview.input" = { fg = "ink", bg = "field" }
            "preview.code" = "green"
            "preview.dim" = "faint"
            "preview.rule" = "line"
            "preview.current" = { bg = "field" }
            "preview.notice" = { fg = "faint", italic = true }
            "preview.match" = { fg = "#000000", bg = "#ffe066" }
            "preview.match.current" = { fg = "#000000", bg = "#5fffff", bold = true }

            "diff.added" = "green"
            "diff.removed" = "red"
            "diff.changed" = "amber"
            "diff.context" = "faint"

            "conflict" = { fg = "red", bold = true }
            "conflict.ours" = "blue"
            "conflict.theirs" = "violet"
            "conflict.base" = "faint"

            "error" = { fg = "red", bold = true }
            "warning" = "amber"
            "ok" = "green"
            "info" = "blue"

            """#,
        "high-contrast": #"""
            name = "high-contrast"
            summary = "Black and white with yellow; every word at 7 to 1 or more."
            kind = "dark"

            [palette]
            ground = "#000000"
            bar = "#000000"
            panel = "#000000"
            field = "#1c1c1c"
            chosen = "#002d7a"
            line = "#ffffff"
            ink = "#ffffff"
            faint = "#d6d6d6"
            blue = "#9fd0ff"
            green = "#8cff9e"
            amber = "#ffe45c"
            red = "#ffb3ab"
            violet = "#f0c8ff"

            [tokens]
            "ui.text" = { fg = "ink", bg = "ground" }
            "ui.dim" = "faint"
            "ui.accent" = "blue"
            "ui.border" = "line"
            "ui.border.focused" = "blue"
            "ui.selection" = { fg = "ink", bg = "chosen" }
            "ui.cursor" = { fg = "ink", bg = "chosen" }
            "ui.match" = { fg = "amber", underline = true }
            "ui.key" = { fg = "blue", bold = true }
            "ui.hint" = "faint"
            "ui.field" = { fg = "ink", bg = "field" }
            "ui.field.selection" = { fg = "ink", bg = "chosen" }
            "ui.panel" = { fg = "ink", bg = "panel" }
            "ui.panel.title" = { fg = "blue", bg = "panel", bold = true }
            "ui.panel.border" = { fg = "line", bg = "panel" }
            "ui.panel.dim" = "faint"
            "ui.panel.cursor" = { fg = "ink", bg = "chosen" }
            "ui.panel.match" = { fg = "amber", bold = true }
            "ui.panel.key" = { fg = "blue", bold = true }

            "tree.page" = { fg = "blue", bold = true }
            "tree.section" = "ink"
            "tree.element" = "violet"
            "tree.text" = "faint"
            "tree.raw" = "amber"
            "tree.trash" = { fg = "faint", strike = true }
            "tree.cursor" = { fg = "ink", bg = "chosen", bold = true }
            "tree.cursor.unfocused" = { fg = "ink", bg = "field" }

            "status.bar" = { fg = "ink", bg = "bar" }
            "status.title" = { fg = "ink", bold = true }
            "status.dim" = "faint"
            "status.key" = { fg = "blue", bold = true }
            "status.pending" = "amber"
            "status.synced" = "green"
            "status.offline" = "amber"
            "status.conflict" = { fg = "red", bold = true }
            "status.error" = { fg = "red", bold = true }

            "prompt.text" = "ink"
            "prompt.title" = { fg = "violet", bold = true }
            "prompt.marker" = { fg = "violet", bold = true }
            "prompt.placeholder" = "faint"
            "prompt.progress" = "amber"
            "prompt.reply" = "ink"

            "preview.text" = "ink"
            "preview.heading" = { fg = "ink", bold = true }
            "preview.link" = { fg = "blue", underline = true }
            "preview.button" = { fg = "ground", bg = "blue", bold = true }
            "preview.image" = { fg = "violet", italic = true }
            "preview.input" = { fg = "ink", bg = "field" }
            "preview.code" = "green"
            "preview.dim" = "faint"
            "preview.rule" = "line"
            "preview.current" = { bg = "field" }
            "preview.notice" = { fg = "faint", italic = true }
            "preview.match" = { fg = "#000000", bg = "#ffe066" }
            "preview.match.current" = { fg = "#000000", bg = "#5fffff", bold = true }

            "diff.added" = "green"
            "diff.removed" = "red"
            "diff.changed" = "amber"
            "diff.context" = "faint"

            "conflict" = { fg = "red", bold = true }
            "conflict.ours" = "blue"
            "conflict.theirs" = "violet"
            "conflict.base" = "faint"

            "error" = { fg = "red", bold = true }
            "warning" = "amber"
            "ok" = "green"
            "info" = "blue"

            """#,
        "mono": #"""
            # No colour at all: bold, underline and reverse. Also what NO_COLOR gives.
            name = "mono"
            summary = "Bold, underline and reverse; no colours."
            kind = "dark"

            [tokens]
            "ui.border.focused" = { bold = true }
            "ui.selection" = { reverse = true }
            "ui.cursor" = { reverse = true }
            "ui.match" = { underline = true }
            "ui.key" = { bold = true }
            "ui.field" = { underline = true }
            "ui.field.selection" = { reverse = true }
            "ui.panel.title" = { bold = true }
            "ui.panel.cursor" = { reverse = true }
            "ui.panel.match" = { bold = true, underline = true }
            "ui.panel.key" = { bold = true }

            "tree.page" = { bold = true }
            "tree.trash" = { strike = true }
            "tree.mark" = { bold = true }
            "tree.cursor" = { reverse = true }
            "tree.cursor.unfocused" = { underline = true }

            "status.bar" = { reverse = true }
            "status.title" = { reverse = true, bold = true }
            "status.dim" = { reverse = true }
            "status.key" = { reverse = true, bold = true }
            "status.pending" = { reverse = true }
            "status.synced" = { reverse = true }
            "status.offline" = { reverse = true, bold = true }
            "status.conflict" = { reverse = true, bold = true }
            "status.error" = { reverse = true, bold = true }

            "prompt.title" = { bold = true }
            "prompt.marker" = { bold = true }
            "prompt.placeholder" = { dim = true }

            "preview.heading" = { bold = true }
            "preview.link" = { underline = true }
            "preview.button" = { reverse = true }
            "preview.image" = { italic = true }
            "preview.input" = { underline = true }
            "preview.notice" = { dim = true }
            "preview.match" = { bold = true, underline = true }
            "preview.match.current" = { reverse = true }

            "diff.added" = { bold = true }
            "diff.removed" = { strike = true }
            "diff.changed" = { underline = true }

            "conflict" = { bold = true }
            "error" = { bold = true }
            "warning" = { bold = true }

            """#,
        "paper": #"""
            name = "paper"
            summary = "Warm paper and brown ink, low glare."
            kind = "light"

            [palette]
            ground = "#f4ecd8"
            bar = "#e6dcc2"
            panel = "#ece3cb"
            field = "#e4dabd"
            chosen = "#d3c59e"
            line = "#b9ab86"
            ink = "#2f2a20"
            faint = "#5a5038"
            blue = "#1d4a75"
            green = "#35551a"
            amber = "#6b4400"
            red = "#8c2318"
            violet = "#642f66"

            [tokens]
            "ui.text" = { fg = "ink", bg = "ground" }
            "ui.dim" = "faint"
            "ui.accent" = "blue"
            "ui.border" = "line"
            "ui.border.focused" = "blue"
            "ui.selection" = { fg = "ink", bg = "chosen" }
            "ui.cursor" = { fg = "ink", bg = "chosen" }
            "ui.match" = { fg = "amber", underline = true }
            "ui.key" = { fg = "blue", bold = true }
            "ui.hint" = "faint"
            "ui.field" = { fg = "ink", bg = "field" }
            "ui.field.selection" = { fg = "ink", bg = "chosen" }
            "ui.panel" = { fg = "ink", bg = "panel" }
            "ui.panel.title" = { fg = "blue", bg = "panel", bold = true }
            "ui.panel.border" = { fg = "line", bg = "panel" }
            "ui.panel.dim" = "faint"
            "ui.panel.cursor" = { fg = "ink", bg = "chosen" }
            "ui.panel.match" = { fg = "amber", bold = true }
            "ui.panel.key" = { fg = "blue", bold = true }

            "tree.page" = { fg = "blue", bold = true }
            "tree.section" = "ink"
            "tree.element" = "violet"
            "tree.text" = "faint"
            "tree.raw" = "amber"
            "tree.trash" = { fg = "faint", strike = true }
            "tree.cursor" = { fg = "ink", bg = "chosen", bold = true }
            "tree.cursor.unfocused" = { fg = "ink", bg = "field" }

            "status.bar" = { fg = "ink", bg = "bar" }
            "status.title" = { fg = "ink", bold = true }
            "status.dim" = "faint"
            "status.key" = { fg = "blue", bold = true }
            "status.pending" = "amber"
            "status.synced" = "green"
            "status.offline" = "amber"
            "status.conflict" = { fg = "red", bold = true }
            "status.error" = { fg = "red", bold = true }

            "prompt.text" = "ink"
            "prompt.title" = { fg = "violet", bold = true }
            "prompt.marker" = { fg = "violet", bold = true }
            "prompt.placeholder" = "faint"
            "prompt.progress" = "amber"
            "prompt.reply" = "ink"

            "preview.text" = "ink"
            "preview.heading" = { fg = "ink", bold = true }
            "preview.link" = { fg = "blue", underline = true }
            "preview.button" = { fg = "ground", bg = "blue", bold = true }
            "preview.image" = { fg = "violet", italic = true }
            "preview.input" = { fg = "ink", bg = "field" }
            "preview.code" = "green"
            "preview.dim" = "faint"
            "preview.rule" = "line"
            "preview.current" = { bg = "field" }
            "preview.notice" = { fg = "faint", italic = true }
            "preview.match" = { fg = "#000000", bg = "#ffe066" }
            "preview.match.current" = { fg = "#000000", bg = "#5fffff", bold = true }

            "diff.added" = "green"
            "diff.removed" = "red"
            "diff.changed" = "amber"
            "diff.context" = "faint"

            "conflict" = { fg = "red", bold = true }
            "conflict.ours" = "blue"
            "conflict.theirs" = "violet"
            "conflict.base" = "faint"

            "error" = { fg = "red", bold = true }
            "warning" = "amber"
            "ok" = "green"
            "info" = "blue"

            """#,
        "rye": #"""
            name = "rye"
            summary = "Warm dark brown and butter, easy at night."
            kind = "dark"

            [palette]
            ground = "#1c1714"
            bar = "#2b231d"
            panel = "#251e19"
            field = "#352b23"
            chosen = "#4d3319"
            line = "#54463a"
            ink = "#eee0cc"
            faint = "#b8a48c"
            blue = "#9cc4d9"
            green = "#b0c980"
            amber = "#f0bf6a"
            red = "#f5977f"
            violet = "#e0aed0"

            [tokens]
            "ui.text" = { fg = "ink", bg = "ground" }
            "ui.dim" = "faint"
            "ui.accent" = "blue"
            "ui.border" = "line"
            "ui.border.focused" = "blue"
            "ui.selection" = { fg = "ink", bg = "chosen" }
            "ui.cursor" = { fg = "ink", bg = "chosen" }
            "ui.match" = { fg = "amber", underline = true }
            "ui.key" = { fg = "blue", bold = true }
            "ui.hint" = "faint"
            "ui.field" = { fg = "ink", bg = "field" }
            "ui.field.selection" = { fg = "ink", bg = "chosen" }
            "ui.panel" = { fg = "ink", bg = "panel" }
            "ui.panel.title" = { fg = "blue", bg = "panel", bold = true }
            "ui.panel.border" = { fg = "line", bg = "panel" }
            "ui.panel.dim" = "faint"
            "ui.panel.cursor" = { fg = "ink", bg = "chosen" }
            "ui.panel.match" = { fg = "amber", bold = true }
            "ui.panel.key" = { fg = "blue", bold = true }

            "tree.page" = { fg = "blue", bold = true }
            "tree.section" = "ink"
            "tree.element" = "violet"
            "tree.text" = "faint"
            "tree.raw" = "amber"
            "tree.trash" = { fg = "faint", strike = true }
            "tree.cursor" = { fg = "ink", bg = "chosen", bold = true }
            "tree.cursor.unfocused" = { fg = "ink", bg = "field" }

            "status.bar" = { fg = "ink", bg = "bar" }
            "status.title" = { fg = "ink", bold = true }
            "status.dim" = "faint"
            "status.key" = { fg = "blue", bold = true }
            "status.pending" = "amber"
            "status.synced" = "green"
            "status.offline" = "amber"
            "status.conflict" = { fg = "red", bold = true }
            "status.error" = { fg = "red", bold = true }

            "prompt.text" = "ink"
            "prompt.title" = { fg = "violet", bold = true }
            "prompt.marker" = { fg = "violet", bold = true }
            "prompt.placeholder" = "faint"
            "prompt.progress" = "amber"
            "prompt.reply" = "ink"

            "preview.text" = "ink"
            "preview.heading" = { fg = "ink", bold = true }
            "preview.link" = { fg = "blue", underline = true }
            "preview.button" = { fg = "ground", bg = "blue", bold = true }
            "preview.image" = { fg = "violet", italic = true }
            "preview.input" = { fg = "ink", bg = "field" }
            "preview.code" = "green"
            "preview.dim" = "faint"
            "preview.rule" = "line"
            "preview.current" = { bg = "field" }
            "preview.notice" = { fg = "faint", italic = true }
            "preview.match" = { fg = "#000000", bg = "#ffe066" }
            "preview.match.current" = { fg = "#000000", bg = "#5fffff", bold = true }

            "diff.added" = "green"
            "diff.removed" = "red"
            "diff.changed" = "amber"
            "diff.context" = "faint"

            "conflict" = { fg = "red", bold = true }
            "conflict.ours" = "blue"
            "conflict.theirs" = "violet"
            "conflict.base" = "faint"

            "error" = { fg = "red", bold = true }
            "warning" = "amber"
            "ok" = "green"
            "info" = "blue"

            """#,
    ]

    static let keymaps: [String: String] = [
        "default": #"""
            # The keys of the editor. Copy this file to ~/.config/pagemagic/keymaps/mine.toml, change it, and start with
            # `pagemagic open --keymap mine`. `pagemagic keymaps --check FILE` says what is wrong with a file.
            #
            # Left: one or more strokes with spaces between (ctrl- alt- shift- before a key). Right: an intent.
            # [keys.global] holds wherever no other table binds the stroke; letters of it never reach a text.

            name = "default"
            summary = "Keys as in most desktop editors."

            [keys.global]
            "tab" = "next-pane"
            "shift-tab" = "previous-pane"
            "f6" = "next-pane"
            "shift-f6" = "previous-pane"
            "esc" = "cancel"
            "ctrl-q" = "quit"
            "ctrl-p" = "palette"
            "ctrl-o" = "go-to"
            "f1" = "help"
            "f2" = "focus-tree"
            "f3" = "zoom"
            "f4" = "source"
            "f5" = "find-next"
            "shift-f5" = "find-previous"
            "f7" = "external-editor"
            "f8" = "tasks"
            "f9" = "sync-now"
            "f10" = "timeline"
            "f12" = "platform"
            "shift-f12" = "side-by-side"
            "alt-/" = "find-in-page"
            "alt-u" = "undo-tree"
            "ctrl-t" = "ask"
            "ctrl-g" = "conflicts"
            "ctrl-f" = "find"
            "ctrl-r" = "replace"
            "ctrl-z" = "undo"
            "ctrl-y" = "redo"
            "ctrl-l" = "next-locale"
            "ctrl-s" = "checkpoint"

            [keys.tree]
            "up" = "cursor-up"
            "down" = "cursor-down"
            "page-up" = "cursor-page-up"
            "page-down" = "cursor-page-down"
            "home" = "cursor-first"
            "end" = "cursor-last"
            "left" = "collapse"
            "right" = "expand"
            "space" = "toggle"
            "enter" = "edit"
            "e" = "edit-first"
            "alt-up" = "move-up"
            "alt-down" = "move-down"
            "alt-m" = "move-to"
            "m" = "mark"
            "shift-up" = "mark-up"
            "shift-down" = "mark-down"
            "alt-left" = "move-out"
            "alt-right" = "move-in"
            "insert" = "insert"
            "ctrl-d" = "duplicate"
            "delete" = "delete"
            "ctrl-x" = "cut"
            "ctrl-c" = "copy"
            "'" = "register"
            "ctrl-v" = "paste"

            [keys.page]
            "up" = "cursor-up"
            "down" = "cursor-down"
            "page-up" = "cursor-page-up"
            "page-down" = "cursor-page-down"
            "home" = "cursor-first"
            "end" = "cursor-last"
            "left" = "cursor-left"
            "right" = "cursor-right"
            "enter" = "edit"
            "alt-up" = "move-up"
            "alt-down" = "move-down"
            "alt-m" = "move-to"
            "insert" = "insert"
            "ctrl-d" = "duplicate"
            "delete" = "delete"
            "ctrl-x" = "cut"
            "ctrl-c" = "copy"
            "ctrl-v" = "paste"
            "v" = "platform"
            "b" = "side-by-side"
            "+" = "page-larger"
            "-" = "page-smaller"
            "=" = "page-normal"
            "e" = "spacing"
            "c" = "color-scheme"
            "B" = "block-letters"
            "t" = "text-browser"
            "s" = "section-names"
            "/" = "find-in-page"
            "n" = "find-in-page-next"
            "N" = "find-in-page-previous"
            "m" = "landmarks"
            "f" = "focus-order"
            "r" = "preview-gaps"

            [keys.field]
            "enter" = "commit-edit"
            "esc" = "cancel"
            "alt-enter" = "break-line"
            "ctrl-j" = "break-line"
            "left" = "char-left"
            "right" = "char-right"
            "ctrl-left" = "word-left"
            "ctrl-right" = "word-right"
            "alt-b" = "word-left"
            "alt-f" = "word-right"
            "up" = "line-up"
            "down" = "line-down"
            "page-up" = "text-page-up"
            "page-down" = "text-page-down"
            "home" = "line-start"
            "end" = "line-end"
            "ctrl-home" = "text-start"
            "ctrl-end" = "text-end"
            "shift-left" = "select-char-left"
            "shift-right" = "select-char-right"
            "ctrl-shift-left" = "select-word-left"
            "ctrl-shift-right" = "select-word-right"
            "shift-up" = "select-line-up"
            "shift-down" = "select-line-down"
            "shift-home" = "select-line-start"
            "shift-end" = "select-line-end"
            "ctrl-a" = "select-all"
            "alt-a" = "select-matches"
            "backspace" = "delete-back"
            "shift-backspace" = "delete-back"
            "delete" = "delete-forward"
            "ctrl-backspace" = "delete-word-back"
            "alt-backspace" = "delete-word-back"
            "ctrl-w" = "delete-word-back"
            "ctrl-delete" = "delete-word-forward"
            "alt-d" = "delete-word-forward"
            "ctrl-k" = "delete-to-line-end"
            "ctrl-u" = "delete-to-line-start"
            "ctrl-x" = "cut-text"
            "ctrl-c" = "copy-text"
            "ctrl-v" = "paste-text"
            "alt-'" = "register"
            "tab" = "next-field"
            "shift-tab" = "previous-field"

            # The prompt pane: a text as well, but Enter sends it.
            [keys.prompt]
            "enter" = "send-prompt"
            "alt-enter" = "break-line"
            "ctrl-j" = "break-line"
            "left" = "char-left"
            "right" = "char-right"
            "ctrl-left" = "word-left"
            "ctrl-right" = "word-right"
            "up" = "prompt-older"
            "down" = "prompt-newer"
            "home" = "line-start"
            "end" = "line-end"
            "shift-left" = "select-char-left"
            "shift-right" = "select-char-right"
            "shift-home" = "select-line-start"
            "shift-end" = "select-line-end"
            "ctrl-a" = "select-all"
            "backspace" = "delete-back"
            "delete" = "delete-forward"
            "ctrl-backspace" = "delete-word-back"
            "alt-backspace" = "delete-word-back"
            "ctrl-w" = "delete-word-back"
            "ctrl-k" = "delete-to-line-end"
            "ctrl-u" = "delete-to-line-start"
            "ctrl-x" = "cut-text"
            "ctrl-c" = "copy-text"
            "ctrl-v" = "paste-text"
            "alt-'" = "register"
            "alt-b" = "word-left"
            "alt-f" = "word-right"
            "ctrl-home" = "text-start"
            "ctrl-end" = "text-end"
            "ctrl-shift-left" = "select-word-left"
            "ctrl-shift-right" = "select-word-right"
            "shift-backspace" = "delete-back"
            "ctrl-delete" = "delete-word-forward"
            "alt-d" = "delete-word-forward"

            # Palette, go-to, help, tasks: a list with a line to type in above it.
            [keys.list]
            "up" = "list-up"
            "down" = "list-down"
            "page-up" = "list-page-up"
            "page-down" = "list-page-down"
            "ctrl-home" = "list-first"
            "ctrl-end" = "list-last"
            "enter" = "list-choose"
            "esc" = "cancel"
            "tab" = "list-next-part"
            "shift-tab" = "list-previous-part"
            "space" = "list-toggle"
            "alt-a" = "list-toggle-all"
            "alt-r" = "search-regex"
            "alt-c" = "search-case"
            "alt-l" = "search-locales"
            "alt-s" = "search-scope"
            "left" = "char-left"
            "right" = "char-right"
            "home" = "line-start"
            "end" = "line-end"
            "backspace" = "delete-back"
            "delete" = "delete-forward"
            "ctrl-w" = "delete-word-back"
            "ctrl-u" = "delete-to-line-start"
            "ctrl-left" = "word-left"
            "alt-b" = "word-left"
            "ctrl-right" = "word-right"
            "alt-f" = "word-right"
            "shift-left" = "select-char-left"
            "shift-right" = "select-char-right"
            "ctrl-shift-left" = "select-word-left"
            "ctrl-shift-right" = "select-word-right"
            "shift-home" = "select-line-start"
            "shift-end" = "select-line-end"
            "ctrl-a" = "select-all"
            "shift-backspace" = "delete-back"
            "ctrl-backspace" = "delete-word-back"
            "alt-backspace" = "delete-word-back"
            "ctrl-delete" = "delete-word-forward"
            "alt-d" = "delete-word-forward"
            "ctrl-k" = "delete-to-line-end"
            "ctrl-x" = "cut-text"
            "ctrl-c" = "copy-text"
            "ctrl-v" = "paste-text"
            "alt-'" = "register"

            # A proposal: one hunk at a time.
            [keys.review]
            "up" = "review-up"
            "down" = "review-down"
            "page-up" = "list-page-up"
            "page-down" = "list-page-down"
            "left" = "review-previous"
            "right" = "review-next"
            "n" = "review-next"
            "p" = "review-previous"
            "e" = "edit"
            "enter" = "accept-hunk"
            "a" = "accept-hunk"
            "r" = "reject-hunk"
            "A" = "accept-all"
            "R" = "reject-all"
            "space" = "review-toggle"
            "s" = "review-source"
            "g" = "ask-again"
            "esc" = "cancel"

            # The timeline, and what one of its steps changed.
            [keys.timeline]
            "up" = "list-up"
            "down" = "list-down"
            "page-up" = "list-page-up"
            "page-down" = "list-page-down"
            "home" = "list-first"
            "end" = "list-last"
            "enter" = "list-choose"
            "alt-r" = "rewind-site"
            "alt-s" = "rewind-section"
            "alt-f" = "rewind-field"
            "esc" = "cancel"
            "left" = "char-left"
            "right" = "char-right"
            "backspace" = "delete-back"
            "delete" = "delete-forward"
            "ctrl-w" = "delete-word-back"
            "ctrl-u" = "delete-to-line-start"
            "ctrl-left" = "word-left"
            "ctrl-right" = "word-right"
            "shift-left" = "select-char-left"
            "shift-right" = "select-char-right"
            "ctrl-shift-left" = "select-word-left"
            "ctrl-shift-right" = "select-word-right"
            "shift-home" = "select-line-start"
            "shift-end" = "select-line-end"
            "ctrl-a" = "select-all"
            "shift-backspace" = "delete-back"
            "ctrl-backspace" = "delete-word-back"
            "alt-backspace" = "delete-word-back"
            "ctrl-delete" = "delete-word-forward"
            "alt-d" = "delete-word-forward"
            "ctrl-k" = "delete-to-line-end"
            "ctrl-x" = "cut-text"
            "ctrl-c" = "copy-text"
            "ctrl-v" = "paste-text"

            # The merge screen: conflicts, and what was merged by itself.
            [keys.merge]
            "up" = "merge-previous"
            "down" = "merge-next"
            "left" = "merge-previous"
            "right" = "merge-next"
            "p" = "merge-previous"
            "n" = "merge-next"
            "home" = "merge-first"
            "end" = "merge-last"
            "page-up" = "merge-scroll-up"
            "page-down" = "merge-scroll-down"
            "o" = "take-ours"
            "t" = "take-theirs"
            "b" = "take-both"
            "s" = "merge-side"
            "w" = "merge-words"
            "space" = "merge-flip"
            "enter" = "merge-accept"
            "e" = "merge-edit"
            "g" = "merge-go"
            "tab" = "merge-part"
            "shift-tab" = "merge-part"
            "r" = "merge-reverse"
            "esc" = "cancel"

            """#,
        "emacs": #"""
            # Keys for people whose fingers know Emacs.

            name = "emacs"
            summary = "Chords of C-x, M-x, C-n and C-p; C-g gives up."
            extends = "default"

            [keys.global]
            "ctrl-g" = "cancel"
            "alt-x" = "palette"
            "ctrl-x ctrl-c" = "quit"
            "ctrl-x ctrl-s" = "checkpoint"
            "ctrl-x u" = "undo"
            "ctrl-x o" = "next-pane"
            "ctrl-x b" = "go-to"
            "ctrl-x ctrl-f" = "go-to"
            "ctrl-x ctrl-b" = "sites"
            "ctrl-x z" = "repeat"
            "ctrl-x ?" = "describe-key"
            "ctrl-x m" = "move-to"
            "ctrl-x k" = "trash"
            "ctrl-x 1" = "zoom"
            "ctrl-x c" = "conflicts"
            "ctrl-x /" = "find-in-page"
            "ctrl-x 3" = "side-by-side"
            "ctrl-_" = "undo"
            "ctrl-/" = "undo"
            "ctrl-s" = "find"
            "ctrl-r" = "find-previous"
            "alt-%" = "replace"
            "ctrl-z" = "suspend"

            [keys.tree]
            "ctrl-u" = "count"
            "ctrl-n" = "cursor-down"
            "ctrl-p" = "cursor-up"
            "ctrl-f" = "expand"
            "ctrl-b" = "collapse"
            "alt-<" = "cursor-first"
            "alt->" = "cursor-last"
            "alt-v" = "cursor-page-up"
            "ctrl-v" = "cursor-page-down"
            "ctrl-y" = "paste"
            "ctrl-w" = "cut"
            "alt-w" = "copy"
            "ctrl-space" = "mark-range"
            "ctrl-k" = "delete"

            [keys.page]
            "ctrl-u" = "count"
            "ctrl-n" = "cursor-down"
            "ctrl-p" = "cursor-up"
            "ctrl-f" = "cursor-right"
            "ctrl-b" = "cursor-left"
            "alt-<" = "cursor-first"
            "alt->" = "cursor-last"
            "alt-v" = "cursor-page-up"
            "ctrl-v" = "cursor-page-down"
            "ctrl-y" = "paste"
            "ctrl-w" = "cut"
            "alt-w" = "copy"
            "ctrl-k" = "delete"

            [keys.field]
            "ctrl-a" = "line-start"
            "ctrl-e" = "line-end"
            "ctrl-f" = "char-right"
            "ctrl-b" = "char-left"
            "ctrl-n" = "line-down"
            "ctrl-p" = "line-up"
            "ctrl-d" = "delete-forward"
            "ctrl-space" = "set-mark"
            "ctrl-w" = "cut-text"
            "alt-w" = "copy-text"
            "ctrl-k" = "kill-to-line-end"
            "alt-d" = "kill-word-forward"
            "alt-backspace" = "kill-word-back"
            "ctrl-y" = "paste-text"
            "ctrl-g" = "cancel"

            [keys.prompt]
            "ctrl-a" = "line-start"
            "ctrl-e" = "line-end"
            "ctrl-f" = "char-right"
            "ctrl-b" = "char-left"
            "ctrl-d" = "delete-forward"
            "ctrl-space" = "set-mark"
            "ctrl-w" = "cut-text"
            "alt-w" = "copy-text"
            "ctrl-k" = "kill-to-line-end"
            "alt-d" = "kill-word-forward"
            "alt-backspace" = "kill-word-back"
            "ctrl-y" = "paste-text"
            "ctrl-n" = "prompt-newer"
            "ctrl-p" = "prompt-older"

            [keys.list]
            "ctrl-s" = "list-down"
            "ctrl-r" = "list-up"
            "ctrl-n" = "list-down"
            "ctrl-p" = "list-up"
            "ctrl-g" = "cancel"
            "ctrl-a" = "line-start"
            "ctrl-e" = "line-end"
            "ctrl-f" = "char-right"
            "ctrl-b" = "char-left"
            "ctrl-d" = "delete-forward"
            "ctrl-space" = "set-mark"
            "ctrl-w" = "cut-text"
            "alt-w" = "copy-text"
            "ctrl-k" = "kill-to-line-end"
            "alt-d" = "kill-word-forward"
            "alt-backspace" = "kill-word-back"
            "ctrl-y" = "paste-text"
            "ctrl-v" = "list-page-down"
            "alt-v" = "list-page-up"
            "alt-<" = "list-first"
            "alt->" = "list-last"

            [keys.review]
            "ctrl-n" = "review-down"
            "ctrl-p" = "review-up"

            [keys.timeline]
            "ctrl-n" = "list-down"
            "ctrl-p" = "list-up"
            "ctrl-g" = "cancel"
            "ctrl-a" = "line-start"
            "ctrl-e" = "line-end"
            "ctrl-f" = "char-right"
            "ctrl-b" = "char-left"
            "ctrl-d" = "delete-forward"
            "ctrl-space" = "set-mark"
            "ctrl-w" = "cut-text"
            "alt-w" = "copy-text"
            "ctrl-k" = "kill-to-line-end"
            "alt-d" = "kill-word-forward"
            "alt-backspace" = "kill-word-back"
            "ctrl-y" = "paste-text"
            "ctrl-v" = "list-page-down"
            "alt-v" = "list-page-up"
            "alt-<" = "list-first"
            "alt->" = "list-last"

            [keys.merge]
            "ctrl-n" = "merge-next"
            "ctrl-p" = "merge-previous"
            "ctrl-f" = "merge-next"
            "ctrl-b" = "merge-previous"
            "alt-v" = "merge-scroll-up"
            "ctrl-v" = "merge-scroll-down"
            "alt-<" = "merge-first"
            "alt->" = "merge-last"
            "ctrl-g" = "cancel"

            """#,
        "vim": #"""
            # Keys for people whose fingers know vi: letters move and act in the tree and on the page, i or Enter edits a text in
            # place (Alt-u takes back what was typed), Esc leaves it, : opens the command line (:q :w :wq :12 :%s/old/new/ and every
            # command's name). Digits count: 3j, 2dd, 5G. v marks a range; what follows acts on all marked. A dot repeats the last move,
            # copy, paste or deletion.

            name = "vim"
            summary = "hjkl, modal, counts: i edits, Esc leaves, v marks, : is the command line."
            extends = "default"
            counts = true

            [keys.global]
            "ctrl-z" = "suspend"
            "ctrl-w w" = "next-pane"
            "ctrl-w h" = "focus-tree"
            "ctrl-w l" = "focus-page"
            "ctrl-w j" = "ask"

            [keys.tree]
            ":" = "command-line"
            "/" = "find"
            "n" = "find-next"
            "N" = "find-previous"
            "?" = "help"
            "j" = "cursor-down"
            "k" = "cursor-up"
            "h" = "collapse"
            "l" = "expand"
            "g g" = "cursor-first"
            "G" = "cursor-last"
            "ctrl-f" = "cursor-page-down"
            "ctrl-b" = "cursor-page-up"
            "ctrl-d" = "cursor-half-page-down"
            "ctrl-u" = "cursor-half-page-up"
            "i" = "edit-first"
            "a" = "edit-first"
            "o" = "insert"
            "u" = "undo"
            "ctrl-r" = "redo"
            "d d" = "delete"
            "\"" = "register"
            "y y" = "copy"
            "p" = "paste"
            "J" = "move-down"
            "K" = "move-up"
            "Y" = "duplicate"
            "z z" = "zoom"
            "x" = "cut"
            "." = "repeat"
            "g t" = "next-pane"
            "g h" = "go-to"
            "g m" = "move-to"
            "v" = "mark-range"
            "V" = "mark"
            "Z Z" = "quit"

            [keys.page]
            ":" = "command-line"
            "/" = "find"
            "n" = "find-next"
            "N" = "find-previous"
            "?" = "help"
            "j" = "cursor-down"
            "k" = "cursor-up"
            "h" = "cursor-left"
            "l" = "cursor-right"
            "g g" = "cursor-first"
            "G" = "cursor-last"
            "ctrl-f" = "cursor-page-down"
            "ctrl-b" = "cursor-page-up"
            "ctrl-d" = "cursor-half-page-down"
            "ctrl-u" = "cursor-half-page-up"
            "i" = "edit-first"
            "a" = "edit-first"
            "o" = "insert"
            "u" = "undo"
            "ctrl-r" = "redo"
            "d d" = "delete"
            "\"" = "register"
            "y y" = "copy"
            "p" = "paste"
            "J" = "move-down"
            "K" = "move-up"
            "Y" = "duplicate"
            "z z" = "zoom"
            "x" = "cut"
            "." = "repeat"
            "g t" = "next-pane"
            "g h" = "go-to"
            "g m" = "move-to"
            "g /" = "find-in-page"
            "g n" = "find-in-page-next"
            "g N" = "find-in-page-previous"
            "Z Z" = "quit"

            [keys.field]
            "ctrl-[" = "cancel"
            "alt-u" = "undo"
            "ctrl-_" = "undo"
            "ctrl-r" = "redo"
            "ctrl-w" = "delete-word-back"

            [keys.prompt]
            "ctrl-w" = "delete-word-back"
            "alt-u" = "undo"
            "ctrl-_" = "undo"
            "ctrl-r" = "redo"

            [keys.list]
            "ctrl-n" = "list-down"
            "ctrl-p" = "list-up"
            "ctrl-w" = "delete-word-back"
            "alt-u" = "undo"
            "ctrl-_" = "undo"
            "ctrl-r" = "redo"

            [keys.review]
            ":" = "command-line"
            "j" = "review-down"
            "k" = "review-up"
            "u" = "undo"

            [keys.timeline]
            "ctrl-w" = "delete-word-back"
            "j" = "list-down"
            "k" = "list-up"
            "g g" = "list-first"
            "G" = "list-last"

            [keys.merge]
            ":" = "command-line"
            "j" = "merge-next"
            "k" = "merge-previous"
            "h" = "merge-previous"
            "l" = "merge-next"
            "ctrl-f" = "merge-scroll-down"
            "ctrl-b" = "merge-scroll-up"
            "G" = "merge-last"
            "i" = "merge-edit"
            "u" = "undo"
            "ctrl-r" = "redo"
            "?" = "help"

            """#,
    ]
}
