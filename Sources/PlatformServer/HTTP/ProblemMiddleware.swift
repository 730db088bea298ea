import HTTPTypes
import Hummingbird
import Logging
import WireProtocol

/// Makes every error a problem (RFC 9457), and counts and times every answer.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = BasicRequestContext
    let metrics: Metrics

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = Answers.problem(problem(for: error, context))
        }
        metrics.countRequest(
            method: request.method.rawValue, route: context.endpointPath ?? "none",
            status: response.status.code,
            seconds: (ContinuousClock.now - start) / .seconds(1))
        return response
    }

    private func problem(for error: any Error, _ context: Context) -> Problem {
        if let problem = error as? Problem { return problem }
        if let error = error as? any HTTPResponseError {
            let status = error.status
            if status == .notFound {
                return Problem(
                    .notFound, status: 404, title: "No such thing",
                    detail: "there is nothing here: see /v1/openapi.json")
            }
            return Problem(
                .other, status: status.code, title: status.reasonPhrase, detail: status.reasonPhrase
            )
        }
        context.logger.error("a request failed: \(error)")
        return Problem(
            .failed, status: 500, title: "Failed",
            detail: "the server could not do that; it is in its log")
    }
}
