import HTTPTypes
import Hummingbird
import NIOCore

/// Sends what a preview answers.
struct PreviewResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let stage: PreviewStage

    func respond(to request: Request, context: Context) async throws -> Response {
        let answer = PreviewAnswer.to(
            method: request.method.rawValue, target: request.head.path ?? "/",
            authority: request.head.authority, of: stage.site)
        let response = response(answer, seen: request.uri.queryParameters["seen"].map(String.init))
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// - Parameter seen: The version of the page that asks for events.
    private func response(_ answer: PreviewAnswer, seen: String?) -> Response {
        let body: ResponseBody
        switch answer.body {
        case .bytes(let bytes): body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .versions:
            guard let versions = stage.versions() else {
                return response(
                    .plain(503, "No event stream can be opened now.\n"), seen: nil)
            }
            body = events(versions, seen: seen)
        }
        return Response(
            status: .init(code: answer.status), headers: headers(answer),
            body: answer.status == 204 ? ResponseBody() : body)
    }

    /// Each version as an event; the one that the page has is only a comment, a sign of life.
    private func events(_ versions: AsyncStream<String>, seen: String?) -> ResponseBody {
        ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 500\n\n"))
            for await version in versions {
                let line = version == seen ? ": \(version)\n\n" : "data: \(version)\n\n"
                try await writer.write(ByteBuffer(string: line))
            }
            try await writer.finish(nil)
        }
    }

    private func headers(_ answer: PreviewAnswer) -> HTTPFields {
        var headers: HTTPFields = [
            .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
            .contentSecurityPolicy: answer.policy,
        ]
        headers[.contentType] = answer.type
        headers[.location] = answer.location
        headers[.allow] = answer.allow
        if let name = HTTPField.Name("Cross-Origin-Resource-Policy") {
            headers[name] = "same-origin"
        }
        return headers
    }
}
