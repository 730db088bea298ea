/// What a browser does with a page that has no style (HTML standard, 15.3), as far as cells can show it.
enum UserAgentSheet {
    static let parsed = ParsedSheet(css: text)

    private static let text = """
        html, body, address, blockquote, center, dialog, div, figure, figcaption, footer, form, header, hr, legend,
        listing, main, p, plaintext, pre, search, xmp, article, aside, h1, h2, h3, h4, h5, h6, hgroup, nav, section,
        fieldset, details, summary, dl, dt, dd, ul, ol, menu, dir, optgroup, option, frameset, frame { display: block }
        head, link, meta, script, style, title, template, base, datalist, noembed, noframes, param, rp, area, source,
        track, [hidden], dialog:not([open]), input[type='hidden' i], audio:not([controls]), [popover], colgroup, col,
        canvas, details:not([open]) > :not(summary:first-of-type) { display: none }
        body { margin: 8px }
        slot { display: contents }
        p, dl, ul, ol, menu, dir, pre, listing, plaintext, xmp { margin-top: 1em; margin-bottom: 1em }
        blockquote, figure { margin: 1em 40px }
        dd { margin-left: 40px }
        ul, ol, menu, dir { padding-left: 40px }
        ul, menu, dir { list-style-type: disc }
        ol { list-style-type: decimal }
        :is(ul, ol, menu, dir, dl) :is(ul, ol, menu, dir, dl) { margin-top: 0; margin-bottom: 0 }
        :is(ul, ol) ul { list-style-type: circle }
        :is(ul, ol) :is(ul, ol) ul { list-style-type: square }
        li { display: list-item }
        h1 { font-size: 2em; margin: .67em 0; font-weight: bold }
        h2 { font-size: 1.5em; margin: .83em 0; font-weight: bold }
        h3 { font-size: 1.17em; margin: 1em 0; font-weight: bold }
        h4 { margin: 1.33em 0; font-weight: bold }
        h5 { font-size: .83em; margin: 1.67em 0; font-weight: bold }
        h6 { font-size: .67em; margin: 2.33em 0; font-weight: bold }
        b, strong, th { font-weight: bold }
        i, em, cite, var, dfn, address { font-style: italic }
        u, ins { text-decoration: underline }
        s, strike, del { text-decoration: line-through }
        small, sub, sup { font-size: smaller }
        big { font-size: larger }
        pre, listing, plaintext, xmp { white-space: pre }
        textarea { white-space: pre-wrap }
        nobr { white-space: nowrap }
        center { text-align: -webkit-center }
        mark { background-color: yellow; color: black }
        a:link { color: #0000ee; text-decoration: underline }
        hr { margin: .5em auto; border: 1px inset gray; color: gray }
        table { display: table; border-spacing: 2px; border-collapse: separate; text-indent: 0; box-sizing: border-box }
        caption { display: table-caption; text-align: center }
        thead { display: table-header-group }
        tbody { display: table-row-group }
        tfoot { display: table-footer-group }
        tr { display: table-row }
        td, th { display: table-cell; padding: 1px; vertical-align: middle }
        th { text-align: center }
        table[border]:not([border='0']) > * > tr > td, table[border]:not([border='0']) > * > tr > th {
            border: 1px inset gray }
        button, input, select, textarea, meter, progress, img, video, audio, svg, iframe, object, embed, canvas, marquee {
            display: inline-block }
        button, input, select, textarea { text-align: start; text-indent: 0; text-transform: none; font-size: 13.333px;
            color: black }
        button, input[type='submit' i], input[type='button' i], input[type='reset' i] { text-align: center;
            background-color: #efefef; box-sizing: border-box; padding: 1px 6px; border: 2px outset #767676 }
        fieldset { margin: 0 2px; padding: .35em .75em .625em; border: 2px groove #c0c0c0 }
        legend { padding: 0 2px }
        summary { display: list-item; list-style-type: disclosure-closed }
        details[open] > summary:first-of-type { list-style-type: disclosure-open }
        ruby { display: inline }
        rt { display: inline; font-size: 50% }
        q::before { content: open-quote }
        q::after { content: close-quote }
        dialog { margin: auto; padding: 1em; border: 3px solid; background-color: white; color: black }
        """
}
