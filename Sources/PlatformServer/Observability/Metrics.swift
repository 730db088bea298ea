import Synchronization

/// Counters for `/metrics`.
final class Metrics: Sendable {
    enum Counter: Int, CaseIterable, Sendable {
        case commits, batches, operations, repeats, refusals, streams, snapshots

        /// Name and help.
        var words: (name: String, help: String) {
            switch self {
            case .commits:
                ("pagemagic_log_commits_total", "Transactions written; pushes that wait share one.")
            case .batches: ("pagemagic_log_batches_total", "Batches appended to logs.")
            case .operations: ("pagemagic_log_operations_total", "Operations appended to logs.")
            case .repeats: ("pagemagic_push_repeats_total", "Batches pushed again.")
            case .refusals: ("pagemagic_push_refusals_total", "Batches not taken.")
            case .snapshots: ("pagemagic_log_snapshots_total", "Snapshots of logs written.")
            case .streams: ("pagemagic_event_streams_total", "Event streams opened.")
            }
        }
    }

    private struct State {
        var counters = [UInt64](repeating: 0, count: Counter.allCases.count)
        var openStreams = 0
        /// By route and status.
        var requests: [String: UInt64] = [:]
        var requestSeconds = 0.0
        var requestCount: UInt64 = 0
    }

    private let state = Mutex(State())

    func count(_ counter: Counter, by amount: UInt64 = 1) {
        state.withLock {
            $0.counters[counter.rawValue] &+= amount
            if counter == .streams { $0.openStreams += 1 }
        }
    }

    func uncountStream() { state.withLock { $0.openStreams -= 1 } }

    /// - Parameter route: The route's pattern, never the path: sites are not in the metrics.
    func countRequest(method: String, route: String, status: Int, seconds: Double) {
        let key = "method=\"\(method)\",route=\"\(route)\",status=\"\(status)\""
        state.withLock {
            $0.requests[key, default: 0] += 1
            $0.requestCount += 1
            $0.requestSeconds += seconds
        }
    }

    /// The text exposition format of Prometheus, version 0.0.4.
    var text: String {
        let state = state.withLock { $0 }
        var lines: [String] = []
        for counter in Counter.allCases {
            let (name, help) = counter.words
            lines += [
                "# HELP \(name) \(help)", "# TYPE \(name) counter",
                "\(name) \(state.counters[counter.rawValue])",
            ]
        }
        lines += [
            "# HELP pagemagic_event_streams_open Event streams open now.",
            "# TYPE pagemagic_event_streams_open gauge",
            "pagemagic_event_streams_open \(state.openStreams)",
            "# HELP pagemagic_http_requests_total Requests answered.",
            "# TYPE pagemagic_http_requests_total counter",
        ]
        lines += state.requests.sorted { $0.key < $1.key }.map {
            "pagemagic_http_requests_total{\($0.key)} \($0.value)"
        }
        lines += [
            "# HELP pagemagic_http_request_seconds Time to answer.",
            "# TYPE pagemagic_http_request_seconds summary",
            "pagemagic_http_request_seconds_sum \(state.requestSeconds)",
            "pagemagic_http_request_seconds_count \(state.requestCount)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}
