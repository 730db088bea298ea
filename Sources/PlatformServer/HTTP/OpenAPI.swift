enum OpenAPI {
    static let json: [UInt8] = []
}
