import SiteModel

extension FieldName {
    /// Of a picture: its size in pixels, `640x480`, as its file says it.
    package static let pixels = FieldName("pixels")
}

extension Node {
    /// Whether it is a picture's file.
    package var isPicture: Bool {
        kind == .asset && texts[.css] == nil
            && fields[.file].flatMap { PictureFormat(path: $0.plain) } != nil
    }

    /// The name of the bytes of a file that is no style sheet.
    package var media: Digest? {
        kind == .asset && texts[.css] == nil ? content.source?.blob : nil
    }
}

/// Pictures are part of the site as they are: a file's name, its size in pixels, and its bytes as a blob.
extension SiteImporter {
    /// The largest picture in bytes. A blob can be larger; no page should load it.
    package static let pictureByteCountMax = 8 << 20
    /// An SVG is text, and text is kept in memory.
    package static let svgByteCountMax = 1 << 20
    /// All of a site's pictures: a state of the site must fit one answer of a server (72 MiB with its pages).
    package static let picturesByteCountMax = 48 << 20

    static func importPicture(
        _ file: SourceFile, _ makeID: () -> NodeID, into site: inout ImportedSite,
        _ seen: inout Set<Digest>
    ) {
        guard let named = PictureFormat(path: file.path) else {
            return note(
                "asset-not-imported",
                "The file is no page, no style sheet and no picture; it was not imported.",
                "Keep it beside the exported site.", file, &site)
        }
        guard isWithinLimits(file, named, &site) else { return }
        guard let format = PictureFormat(bytes: file.bytes) else {
            return note(
                "asset-not-imported",
                "The file is called a picture and is none; it was not imported.",
                "See what it is, or leave it out.", file, &site)
        }
        if format == .svg, let what = Policy.activeContent(ofSVG: file.bytes) {
            note(
                "active-picture",
                "The picture holds \(what): it is kept as it came, and is not published.",
                "Save it from a drawing program as plain SVG.", file, severity: .warning, &site)
        }
        let digest = Digest.of(file.bytes)
        // Whatever a camera writes, and however much of it, stands before a photograph's size.
        let head = format == .jpeg ? file.bytes.count : PictureFormat.headByteCount
        let size = PictureSize(format, file.bytes.prefix(head))
        site.draft.children.append(
            NodeDraft(
                id: makeID(),
                content: NodeContent(
                    kind: .asset, source: SourceSpan(blob: digest, 0..<file.bytes.count)),
                fields: [
                    (.file, .text(SiteFiles.safe(file.path) ?? "picture." + format.rawValue))
                ] + (size.map { [(.pixels, .text($0.description))] } ?? [])))
        if seen.insert(digest).inserted {
            site.blobs.append(file.bytes)
            site.pictureByteCount += file.bytes.count
        }
    }

    private static func isWithinLimits(
        _ file: SourceFile, _ format: PictureFormat, _ site: inout ImportedSite
    ) -> Bool {
        let limit = format == .svg ? svgByteCountMax : pictureByteCountMax
        if file.byteCount > limit {
            note(
                "picture-too-large",
                "The picture has \(size(file.byteCount)), more than \(limit >> 20) MiB; it was not imported.",
                "Make it smaller: a page's pictures have some hundred kilobytes at most.", file,
                severity: .warning, &site)
            return false
        }
        if site.pictureByteCount + file.byteCount > picturesByteCountMax {
            note(
                "pictures-too-large",
                "With it the site's pictures have more than \(picturesByteCountMax >> 20) MiB; it was not imported.",
                "Make the pictures smaller.", file, severity: .warning, &site)
            return false
        }
        return true
    }

    /// `12.5 MiB`.
    private static func size(_ byteCount: Int) -> String {
        let tenths = byteCount * 10 / (1 << 20)
        return "\(tenths / 10).\(tenths % 10) MiB"
    }

    private static func note(
        _ code: String, _ message: String, _ fix: String, _ file: SourceFile,
        severity: Finding.Severity = .info, _ site: inout ImportedSite
    ) {
        site.findings.append(
            Finding(
                code: code, severity: severity, page: MarkupText.harmless(file.path),
                message: message, fix: fix))
    }
}
