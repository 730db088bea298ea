import CCurl
import Glibc
import WireProtocol

/// The transport's thread: owns the `CURLM` and all transfers.
final class TransferLoop {
    private let mailbox: Mailbox
    private let multi: UnsafeMutableRawPointer
    private var transfers: [TransferID: Transfer] = [:]

    /// Starts the thread. It is detached, and blocks every signal, so that the program's own thread gets them.
    static func startThread(_ mailbox: Mailbox) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(mailbox).toOpaque()
        let code = pthread_create(
            &thread, nil, { @Sendable context in TransferLoop.main(context) }, context)
        guard code == 0 else {
            Unmanaged<Mailbox>.fromOpaque(context).release()
            mailbox.close()
            TransferLoop.refuse(mailbox.take().errands, "no thread for the network")
            return mailbox.noteEnd()
        }
        pthread_detach(thread)
    }

    private static func main(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let context else { return nil }
        let mailbox = Unmanaged<Mailbox>.fromOpaque(context).takeRetainedValue()
        var signals = sigset_t()
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        defer { mailbox.noteEnd() }
        guard pm_curl_load() != 0, pm_curl_global_init() == CURLE_OK, let multi = pm_multi_init()
        else {
            mailbox.close()
            refuse(mailbox.take().errands, "the network library (libcurl.so.4) does not start")
            return nil
        }
        TransferLoop(mailbox, multi).run()
        return nil
    }

    private static func refuse(_ errands: [Errand], _ why: String) {
        for case .start(let order) in errands {
            order.consumer.fail(TransportFailure(.unreachable, why))
        }
    }

    private init(_ mailbox: Mailbox, _ multi: UnsafeMutableRawPointer) {
        self.mailbox = mailbox
        self.multi = multi
        _ = pm_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 8)
    }

    private func run() {
        mailbox.setHandle(Mailbox.Handle(pointer: multi))
        while true {
            let (errands, isClosed) = mailbox.take()
            for errand in errands { perform(errand) }
            if isClosed { break }
            var running: Int32 = 0
            pm_multi_perform(multi, &running)
            finishEnded()
            pm_multi_poll(multi, 60_000)
        }
        mailbox.setHandle(nil)
        for id in Array(transfers.keys) {
            end(id, with: TransportFailure(.cancelled, "the program ends"))
        }
        pm_multi_cleanup(multi)
    }

    private func perform(_ errand: Errand) {
        switch errand {
        case .start(let order):
            guard let transfer = Transfer(order) else {
                return order.consumer.fail(
                    TransportFailure(.unreachable, "no memory for a request"))
            }
            transfers[order.id] = transfer
            pm_multi_add_handle(multi, transfer.easy)
        case .cancel(let id): end(id, with: TransportFailure(.cancelled, "cancelled"))
        }
    }

    private func end(_ id: TransferID, with failure: TransportFailure) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        pm_multi_remove_handle(multi, transfer.easy)
        transfer.fail(failure)
    }

    private func finishEnded() {
        var left: Int32 = 0
        while let message = pm_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else {
                continue
            }
            let code = pm_message_result(message)
            guard let transfer = transfers.values.first(where: { $0.easy == easy }) else {
                continue
            }
            transfers[transfer.id] = nil
            pm_multi_remove_handle(multi, easy)
            transfer.finish(code)
        }
    }
}
