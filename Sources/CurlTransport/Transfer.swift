import CCurl
import Glibc
import WireProtocol

/// One request under way: its easy handle, what it was made of, and what came.
final class Transfer {
    let id: TransferID
    let easy: UnsafeMutableRawPointer
    private let order: TransferOrder
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var headers: [WireHeader] = []
    private var body: [UInt8] = []
    private var isOpened = false
    private var isTooLarge = false

    init?(_ order: TransferOrder) {
        guard let easy = pm_easy_init() else { return nil }
        self.order = order
        self.easy = easy
        id = order.id
        configure()
    }

    deinit {
        pm_easy_cleanup(easy)
        pm_slist_free_all(headerList)
    }

    private var isStream: Bool { if case .stream = order.consumer { true } else { false } }

    private func configure() {
        _ = pm_set_string(easy, CURLOPT_URL, order.request.url)
        _ = pm_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        if order.request.url.hasPrefix("http://") { _ = pm_set_string(easy, CURLOPT_PROXY, "") }
        _ = pm_set_string(easy, CURLOPT_USERAGENT, order.userAgent)
        _ = pm_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        _ = pm_set_long(easy, CURLOPT_NOSIGNAL, 1)
        _ = pm_set_long(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_3)
        _ = pm_set_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        _ = pm_set_long(easy, CURLOPT_TCP_NODELAY, 1)
        setTimes()
        setBody()
        for header in order.request.headers { add(header) }
        add(WireHeader("Expect", ""))
        _ = pm_set_list(easy, CURLOPT_HTTPHEADER, headerList)
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = pm_set_write(
            easy, { @Sendable in Transfer.take($0, $1, $2, $3, { $0.takeBody($1) }) }, context)
        _ = pm_set_header(
            easy, { @Sendable in Transfer.take($0, $1, $2, $3, { $0.takeHeader($1) }) }, context)
    }

    private func setTimes() {
        _ = pm_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, order.limits.connect.wholeMilliseconds)
        let silence = isStream ? order.limits.silence : order.limits.standstill
        _ = pm_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 1)
        _ = pm_set_long(easy, CURLOPT_LOW_SPEED_TIME, max(1, silence.wholeMilliseconds / 1000))
        if !isStream {
            _ = pm_set_long(easy, CURLOPT_TIMEOUT_MS, order.limits.whole.wholeMilliseconds)
        }
    }

    /// The body is libcurl's to copy: it outlives the call.
    private func setBody() {
        let body = order.request.body
        guard order.request.method != "GET" else { return }
        _ = pm_set_string(easy, CURLOPT_CUSTOMREQUEST, order.request.method)
        _ = pm_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
        body.withUnsafeBytes { bytes in
            _ = pm_set_pointer(
                easy, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer(easy))
        }
    }

    /// A header with a line break would be two: it is left out.
    private func add(_ header: WireHeader) {
        let line = "\(header.name): \(header.value)"
        guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return }
        headerList = pm_slist_append(headerList, header.value.isEmpty ? "\(header.name):" : line)
    }
}

/// What libcurl delivers, on the transport's thread.
extension Transfer {
    /// - Returns: How many bytes were taken; fewer than came ends the transfer.
    private static func take(
        _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
        _ context: UnsafeMutableRawPointer?,
        _ consume: (Transfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let bytes, let context else { return 0 }
        let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        let length = size * count
        return consume(transfer, UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
    }

    private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") { headers = [] }
        guard headers.count < 200 else { return false }
        guard let colon = line.firstIndex(of: ":") else { return true }
        var value = line[line.index(after: colon)...]
        while value.first?.isWhitespace == true { value.removeFirst() }
        while value.last?.isWhitespace == true { value.removeLast() }
        headers.append(WireHeader(line[..<colon].lowercased(), String(value)))
        return true
    }

    private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if case .stream(let onEvent) = order.consumer, status == 200 {
            if !isOpened {
                isOpened = true
                onEvent(.opened)
            }
            onEvent(.bytes(Array(bytes)))
            return true
        }
        guard body.count + bytes.count <= order.request.answerByteCountMax else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    private var status: Int {
        var status = 0
        _ = pm_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    func fail(_ failure: TransportFailure) { order.consumer.fail(failure) }

    /// Tells whoever asked how it ended.
    func finish(_ code: CURLcode) {
        if let failure = CurlFailure.of(
            code, status: status, isTooLarge: isTooLarge, url: order.request.url)
        {
            return fail(failure)
        }
        let response = WireResponse(status: status, headers: headers, body: body)
        switch order.consumer {
        case .whole(let completion): completion(.success(response))
        case .stream(let onEvent) where status == 200:
            onEvent(.closed(TransportFailure(.unreachable, "the server ended the event stream")))
        case .stream(let onEvent): onEvent(.refused(response))
        }
    }
}

extension Duration {
    var wholeMilliseconds: Int { Int(self / .milliseconds(1)) }
}
