import SiteHistory
import SiteModel

/// Reads the members of a JSON object as the types of a message; members that are not asked for are ignored, so that
/// either side may add some.
struct JSONFields {
    private let members: [String: JSONValue]

    init(_ value: JSONValue) throws(WireError) {
        guard case .object(let members) = value else { throw .malformed("not an object") }
        self.members = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    }

    init(bytes: [UInt8]) throws(WireError) { try self.init(JSONValue(bytes: bytes)) }

    /// The member; nil where it is absent or null.
    func optional<Value>(
        _ name: String, _ read: (JSONFields, String) throws(WireError) -> Value
    ) throws(WireError) -> Value? {
        guard let value = members[name], value != .null else { return nil }
        return try read(self, name)
    }

    func value(_ name: String) throws(WireError) -> JSONValue {
        guard let value = members[name] else { throw .malformed("\(name) is missing") }
        return value
    }

    func string(_ name: String) throws(WireError) -> String {
        guard case .string(let text) = try value(name) else {
            throw .malformed("\(name) is no string")
        }
        return text
    }

    func bool(_ name: String) throws(WireError) -> Bool {
        guard case .bool(let value) = try value(name) else {
            throw .malformed("\(name) is no boolean")
        }
        return value
    }

    func integer(_ name: String) throws(WireError) -> Int64 {
        guard case .integer(let number) = try value(name) else {
            throw .malformed("\(name) is no integer")
        }
        return number
    }

    func count(_ name: String) throws(WireError) -> UInt64 {
        guard let count = UInt64(exactly: try integer(name)) else {
            throw .malformed("\(name) is negative")
        }
        return count
    }

    func object(_ name: String) throws(WireError) -> JSONFields { try JSONFields(value(name)) }

    func list(_ name: String) throws(WireError) -> [JSONFields] {
        guard case .array(let values) = try value(name) else {
            throw .malformed("\(name) is no list")
        }
        var objects: [JSONFields] = []
        for value in values { objects.append(try JSONFields(value)) }
        return objects
    }

    func digest(_ name: String) throws(WireError) -> Digest { try parsed(name, Digest.init) }
    func epoch(_ name: String) throws(WireError) -> EpochID { try parsed(name, EpochID.init) }
    func replica(_ name: String) throws(WireError) -> ReplicaID { try parsed(name, ReplicaID.init) }
    func node(_ name: String) throws(WireError) -> NodeID { try parsed(name, NodeID.init) }

    private func parsed<Value>(_ name: String, _ parse: (String) -> Value?) throws(WireError)
        -> Value
    {
        guard let value = parse(try string(name)) else {
            throw .malformed("\(name) is not in its form")
        }
        return value
    }
}

extension JSONValue {
    /// A count or position; those above 2^63 cannot arise.
    static func count(_ value: UInt64) -> JSONValue { .integer(Int64(clamping: value)) }
    static func text(_ value: some CustomStringConvertible) -> JSONValue {
        .string(value.description)
    }
}
