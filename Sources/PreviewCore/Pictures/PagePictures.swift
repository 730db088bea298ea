import SiteMarkup

/// The pictures that a page may show, as its caller knows them.
///
/// Layout asks for the files and their sizes alone; painting for the pictures in cells that are there already. Two values
/// are equal if a page is laid out alike with both.
package struct PagePictures: Sendable, Hashable {
    /// A picture's file.
    package struct File: Hashable, Sendable {
        /// The name of its bytes.
        package let name: String
        package let size: PictureSize?

        package init(name: String, size: PictureSize?) {
            self.name = name
            self.size = size
        }
    }

    /// What stays as it is while the site's files do.
    private final class Files: Sendable {
        let byPath: [String: File]
        let folders: [[String]]

        init(byPath: [String: File], folders: [[String]]) {
            self.byPath = byPath
            self.folders = folders
        }
    }

    private let files: Files
    /// Whether pictures have their places; else their names stand for them.
    package let isShown: Bool
    /// Whether the terminal draws them, which shows no part of one.
    let areDrawn: Bool
    /// The pictures in cells that are known so far.
    package private(set) var cells: [PictureRequest: CellPicture] = [:]
    /// The mean colours of backgrounds, by the names of their files.
    private var tones: [String: RGB] = [:]
    /// Raised with each that is added.
    package private(set) var revision = 0

    /// - Parameters:
    ///   - files: By path in the site's folder.
    ///   - folders: Where relative addresses lead from: the page's folder first, then those of its style sheets. None
    ///     where nothing is known of the site's files.
    package init(
        files: [String: File], folders: [[String]], isShown: Bool, areDrawn: Bool = false
    ) {
        self.areDrawn = areDrawn
        self.files = Files(byPath: files, folders: folders)
        self.isShown = isShown
    }

    /// None is known.
    package static let none = PagePictures(files: [:], folders: [], isShown: false)

    package static func == (a: PagePictures, b: PagePictures) -> Bool {
        a.isShown == b.isShown && a.areDrawn == b.areDrawn && a.tones == b.tones
            && (a.files === b.files
                || a.files.byPath == b.files.byPath && a.files.folders == b.files.folders)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(files.byPath.count)
        hasher.combine(tones.count)
    }

    package mutating func add(_ picture: CellPicture, for request: PictureRequest) {
        revision += 1
        cells[request] = picture
        if request == .tone(of: request.file) { tones[request.file] = picture.tone }
    }

    /// The picture that an address on the page means; nil for those elsewhere, and for those that are not there.
    func file(at address: String) -> File? {
        guard !files.byPath.isEmpty, let path = RelativePath(address) else { return nil }
        return files.folders.lazy.compactMap { self.files.byPath[path.resolved(in: $0)] }.first
    }

    /// Whether an address leads into the site's own folder, and nothing is there.
    func isMissing(_ address: String) -> Bool {
        !files.folders.isEmpty && RelativePath(address) != nil && file(at: address) == nil
    }

    func tone(at address: String) -> RGB? { file(at: address).flatMap { tones[$0.name] } }
}

/// An address that leads into the site's own folder.
package struct RelativePath {
    private let path: Substring

    /// nil for one that has a scheme or a host.
    package init?(_ address: String) {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        guard !path.hasPrefix("//"), !path.isEmpty,
            !(path.prefix { $0 != "/" }).contains(":")
        else { return nil }
        self.path = path
    }

    /// The path in the site's folder that it means on a page in a folder.
    package func resolved(in folder: [String]) -> String {
        var parts = path.hasPrefix("/") ? [] : folder
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": if !parts.isEmpty { parts.removeLast() }
            default: parts.append(Self.decoded(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// Without `%20` and the like (RFC 3986, 2.1).
    private static func decoded(_ part: Substring) -> String {
        guard part.utf8.contains(0x25) else { return String(part) }
        let bytes = Array(part.utf8)
        var out: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == 0x25, place + 2 < bytes.count,
                let byte = UInt8(
                    String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16)
            {
                out.append(byte)
                place += 3
            } else {
                out.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
