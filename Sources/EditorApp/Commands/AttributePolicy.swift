import EditorCore
import SiteModel

/// Attributes that a person sets pass the same table as HTML does.
enum AttributePolicy {
    /// - Throws: A refusal with exit code 4 when the policy does not take the value.
    static func require(_ name: String, _ value: String, on element: Node) throws {
        guard let first = try AttributeRule.refusal(of: name, value, on: element) else { return }
        throw CommandFailure(
            .refused,
            "Refused, nothing was changed: \(name) of <\(element.content.tag)>: \(first.message)",
            hint: first.fix)
    }
}
