import SiteHistory
import SiteModel

@testable import EditorCore

/// A small site for tests: two pages; `/` has hero, menu, hours; `/about` has team.
struct SampleSite {
    var site: Site
    private var number: UInt64 = 1

    init() {
        site = Site(id: NodeID(high: 0, low: 0))
        set(site.id, .title, "Bakery")
        set(site.id, .slug, "bakery")
        set(site.id, .defaultLocale, "en")
        let home = page("/", title: "Fresh bread")
        let hero = section("hero", on: home)
        element("h1", in: hero, text: "Vegan bread, baked daily")
        element("p", in: hero, text: "Order before ten, collect before noon")
        let link = element("a", in: hero, text: "Order now")
        attribute("href", "/order", of: link)
        let menu = section("menu", on: home)
        for name in ["Bread", "Cakes"] {
            let card = element("div", in: menu)
            element("h3", in: card, text: name)
            element("p", in: card, text: "From 3.20")
        }
        element("p", in: section("opening-hours", on: home), text: "Mo–Fr 7–18")
        let about = page("/about", title: "About us")
        element("p", in: section("team", on: about), text: "Two sisters")
    }

    mutating func add(_ kind: NodeKind, tag: String = "", under parent: NodeID) -> NodeID {
        number += 1
        let id = NodeID(high: 1, low: number)
        site.nodes[id] = Node(
            id: id, content: NodeContent(kind: kind, tag: tag), order: Int(number), parent: parent)
        site.nodes[parent]?.children.append(id)
        return id
    }

    mutating func set(_ node: NodeID, _ field: FieldName, _ value: String) {
        site.nodes[node]?.fields[field] = .text(value)
    }

    mutating func page(_ path: String, title: String) -> NodeID {
        let page = add(.page, under: site.id)
        set(page, .path, path)
        site.nodes[page]?.texts[TextKey("title", "en")] = title
        return page
    }

    /// The section's root element.
    mutating func section(_ name: String, on page: NodeID, tag: String = "section") -> NodeID {
        let section = add(.section, under: page)
        set(section, .name, name)
        return add(.element, tag: tag, under: section)
    }

    @discardableResult
    mutating func element(_ tag: String, in parent: NodeID, text: String? = nil) -> NodeID {
        let element = add(.element, tag: tag, under: parent)
        guard let text else { return element }
        let node = add(.text, under: element)
        site.nodes[node]?.texts[.text("en")] = text
        set(node, .label, tag == "h1" ? "title" : "text")
        return element
    }

    mutating func attribute(_ name: String, _ value: String, of element: NodeID) {
        set(element, .attribute(name), value)
        site.nodes[element]?.attributeOrder.append(name)
    }

    func id(_ name: String) -> NodeID {
        for page in site.pages {
            if let found = site.sectionNames(of: page.id).first(where: { $0.value == name })?.key {
                return found
            }
        }
        return site.id
    }
}

extension EditorState {
    /// An editor with the sample site open.
    static func sample(
        columns: Int = 80, rows: Int = 24, at target: String? = nil, drafts: [FieldDraft] = [],
        isReadOnly: Bool = false
    ) -> EditorState {
        var state = EditorState(
            Setup(
                themes: ["default-dark", "mono"], theme: "mono", isReadOnly: isReadOnly,
                sectionKinds: [SectionKindChoice(name: "faq", title: "Questions and answers")],
                random: RandomBits(seed: (1, 2, 3, 4))), columns: columns, rows: rows)
        _ = state.update(
            .opened(SiteDocument(site: SampleSite().site, revision: 1), drafts: drafts, at: target))
        return state
    }

    /// Presses keys, written as in keymap files; other words are typed. The effects of all of them.
    mutating func press(_ keys: String...) -> [EditorEffect] {
        var effects: [EditorEffect] = []
        for key in keys {
            if let stroke = KeyStroke(name: key), key.count > 1 {
                effects += update(.input(.key(stroke)))
            } else {
                for character in key { effects += update(.input(.key(.character(character)))) }
            }
        }
        return effects.filter { if case .renderPreview = $0 { false } else { true } }
    }

    /// The same with every search answered at once, and none of them among the effects.
    mutating func pressAndSearch(_ keys: String...) -> [EditorEffect] {
        var effects: [EditorEffect] = []
        for key in keys {
            var left = press(key)
            while !left.isEmpty {
                let effect = left.removeFirst()
                switch effect {
                case .search(let request, let purpose):
                    guard let site = document?.site,
                        let outcome = SiteSearch.run(request, in: site)
                    else { continue }
                    left += update(.searched(request, purpose, outcome))
                case .stopSearch, .renderPreview: break
                default: effects.append(effect)
                }
            }
        }
        return effects
    }
}

extension EditorEffect {
    /// One line about it, for tests.
    var line: String {
        switch self {
        case .readUndoTree: "read the undo tree"
        case .turnTo(let step, _): "turn to \(step.map(String.init) ?? "the beginning")"
        case .commit(let edits, let label, _):
            "commit \(label): " + edits.map(\.line).joined(separator: "; ")
        case .undo: "undo"
        case .readHistory(let skipped): "read history behind \(skipped)"
        case .rewind(let scope, let version, _, _): "rewind \(scope.line) to \(version.line)"
        case .readMerges: "read merges"
        case .reverseMerge(let batch, _): "reverse \(batch)"
        case .redo: "redo"
        case .applyHunks(let proposal, let hunks, _): "apply \(proposal): \(hunks.sorted())"
        case .decideHunks(let proposal, let hunks, let decision):
            "\(decision) \(proposal): \(hunks.sorted())"
        case .reviseHunk(let name, let text): "revise \(name.proposal): \(name.hunk) \(text)"
        case .saveDraft(let draft): (draft.isCancelled ? "set aside " : "draft ") + draft.typed
        case .dropDraft: "drop draft"
        case .renderPreview(let request): "preview \(request.width)"
        case .findInPage(let request): "find \(request.needle)"
        case .readPage(let request): "list \(request.list.rawValue)"
        case .showSource: "source"
        case .serveToBrowser: "serveToBrowser"
        case .syncNow: "sync"
        case .runExternalEditor(_, _, let text, let suffix): "external \(suffix) \(text)"
        case .compose(let request): "compose \(request.prompt)"
        case .createSite(let prompt): "create \(prompt)"
        case .openSite: "open"
        case .listSites: "list sites"
        case .read(.whole): "read all"
        case .read(.wholeAtRest): "read all at rest"
        case .read(.page): "read page"
        case .listSettings: "list settings"
        case .keymapChosen(let name): "keymap \(name)"
        case .loadTheme(let name): "theme \(name)"
        case .themeChosen(let name): "keep theme \(name)"
        case .search(let request, _): "search \(request.pattern)"
        case .stopSearch: "stop search"
        case .setClipboard(let text): "clipboard \(text)"
        case .notify(let sentence): "notify \(sentence)"
        case .showProgress(let isShown): "progress \(isShown)"
        case .suspend: "suspend"
        case .redraw: "redraw"
        case .quit: "quit"
        }
    }
}

extension SiteEdit {
    var line: String {
        switch self {
        case .setText(_, let from, let to): "“\(from)” → “\(to)”"
        case .setField(_, let name, let value): "\(name) = \(value?.plain ?? "-")"
        case .insert(let draft, _, let place): "insert \(draft.content.kind) \(place.line)"
        case .move(_, _, let place): "move \(place.line)"
        case .delete: "delete"
        case .restore: "restore"
        case .duplicate(_, let ids): "duplicate \(ids.count)"
        case .replace: "replace"
        case .resolve(_, let choice): "resolve \(choice)"
        case .setClasses, .blob: "other"
        }
    }
}

extension SiblingPosition {
    var line: String {
        switch self {
        case .first: "first"
        case .last: "last"
        case .after(let id): "after \(id.low)"
        }
    }
}

extension RewindScope {
    fileprivate var line: String {
        switch self {
        case .site: "site"
        case .node: "section"
        case .text(_, let field, let locale): "text \(field) \(locale ?? "all")"
        case .field(_, let name): "field \(name)"
        }
    }
}

extension SiteVersion {
    fileprivate var line: String {
        if case .after(let id) = self { "after \(id)" } else { "\(self)" }
    }
}
