import Testing

@testable import PreviewCore

/// Form controls as a browser shows them before anybody touches them.
struct FormControlTests {
    private func buttons(_ html: String) -> String {
        shown(html).joined().filter { "•()".contains($0) || $0 == " " }
            .replacing("( )", with: "-").replacing("(•)", with: "o").filter { $0 != " " }
    }

    private let on = "<input type=radio name=r checked>"

    @Test func `of one name the last is on`() {
        #expect(buttons(on + on + "<input type=radio name=r>") == "-o-")
    }

    @Test func `other names, other forms and no name are other groups`() {
        #expect(buttons(on + "<input type=RADIO name=q checked>") == "oo")
        #expect(buttons("<form>\(on)</form><form>\(on)</form>\(on)") == "ooo")
        #expect(buttons("<input type=radio checked><input type=radio checked>") == "oo")
    }

    @Test func `a button may name its form`() {
        let html = "<form id=f>\(on)</form><input type=radio name=r form=f checked>"

        #expect(buttons(html) == "-o")
    }

    @Test func `what is hidden counts`() {
        #expect(buttons(on + "<p hidden>\(on)</p>") == "-")
    }

    @Test func `what stands in a field has the case that its style asks for`() {
        let field = "<input size=6 placeholder=Name>"

        #expect(shown(field) == ["[ Name__ ]"])
        #expect(shown(field, css: "input{text-transform:uppercase}") == ["[ NAME__ ]"])
    }

    @Test func `check boxes have no groups`() {
        #expect(
            shown("<input type=checkbox name=r checked> <input type=checkbox name=r checked>")
                == ["[x] [x]"])
    }
}
