import HTTPTypes
import Hummingbird
import NIOCore
import WireProtocol

/// Bodies with their headers.
enum Answers {
    static func json(_ body: [UInt8]) -> Response {
        make(.ok, MediaType.json, body, digest(of: body))
    }

    private static func digest(of body: [UInt8]) -> [HTTPField] {
        HTTPField.Name.contentDigest.map {
            [HTTPField(name: $0, value: ContentDigest.header(for: body))]
        } ?? []
    }

    static func frame(_ body: [UInt8]) -> Response { make(.ok, MediaType.frame, body) }
    static func text(_ body: String, type: String) -> Response { make(.ok, type, Array(body.utf8)) }

    static func problem(_ problem: Problem) -> Response {
        let body = problem.bytes
        var fields = digest(of: body)
        if problem.status == 401 {
            fields.append(HTTPField(name: .wwwAuthenticate, value: "Bearer"))
        }
        if problem.status == 503 { fields.append(HTTPField(name: .retryAfter, value: "2")) }
        return make(.init(code: problem.status), MediaType.problem, body, fields)
    }

    private static func make(
        _ status: HTTPResponse.Status, _ type: String, _ body: [UInt8], _ fields: [HTTPField] = []
    ) -> Response {
        var headers: HTTPFields = [
            .contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
        ]
        for field in fields { headers.append(field) }
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}

extension HTTPField.Name {
    static let contentDigest = HTTPField.Name(ContentDigest.headerName)
}

extension Request {
    /// The whole body.
    ///
    /// - Throws: ``Problem`` 413 above the limit.
    func wholeBody(upTo limit: Int) async throws -> [UInt8] {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Request.tooLarge(limit)
        }
        do {
            return Array(buffer: try await body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw Request.tooLarge(limit)
        }
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        Problem(
            .tooLarge, status: 413, title: "Too large",
            detail: "a body here may have \(limit) bytes")
    }

    /// Reads a message; what is none is the client's mistake.
    func message<Message>(_ body: [UInt8], _ decode: ([UInt8]) throws(WireError) -> Message) throws
        -> Message
    {
        do throws(WireError) {
            if let name = HTTPField.Name.contentDigest {
                try ContentDigest.check(body, header: headers[name])
            }
            return try decode(body)
        } catch {
            throw Problem(
                .malformed, status: 400, title: "Not understood", detail: error.requestSentence)
        }
    }
}

extension WireError {
    fileprivate var requestSentence: String {
        switch self {
        case .wrongLength: "the body is cut short or too long"
        case .notAFrame: "the body is not a frame of this API"
        case .damaged: "the body was changed on the way: send it again"
        case .overLimit(let what): "over a limit: \(what)"
        case .malformed(let what): "not in its form: \(what)"
        }
    }
}
