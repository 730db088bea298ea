import Foundation
import Hummingbird
import Logging
import NIOCore
import SiteMarkup
import SiteModel
import SiteStore
import WireProtocol

/// Serves the published form of one site of a device's store on 127.0.0.1, and loads it again in the browser when
/// anybody changes it.
package struct PreviewApplication: Sendable {
    /// Asked for without a port: the first of these that is free.
    package static let ports = Array(8788..<8808)

    private let site: NodeID
    private let page: String
    private let ports: [Int]
    private let source: PreviewSource
    private let stage: PreviewStage
    private let logger: Logger

    /// Opens the store and reads the site.
    ///
    /// - Parameters:
    ///   - store: The folder of the store.
    ///   - page: The id of the page whose address is told; nil: of the site.
    ///   - locale: nil: the site's default one.
    ///   - port: nil: one of `ports`; 0: any free one.
    /// - Throws: ``ServerError/siteUnreadable(_:)``
    package init(
        store: String, site: String, page: String?, locale: String?, port: UInt16?, logger: Logger
    ) throws(ServerError) {
        guard let id = NodeID(site) else { throw .siteUnreadable("\(site) is no site's id") }
        self.site = id
        self.logger = logger
        ports = port.map { [Int($0)] } ?? PreviewApplication.ports
        do throws(StoreError) {
            source = PreviewSource(try SiteStore(directory: store), site: id, locale: locale)
            guard let first = try source.look() else {
                preconditionFailure("a first look always shows the site")
            }
            stage = PreviewStage(first)
            let chosen = page.map { page in first.pages.first { $0.id.description == page } }
            self.page = chosen??.address ?? "/"
        } catch {
            throw .siteUnreadable("\(error)")
        }
    }

    /// Serves until SIGTERM, SIGINT or SIGHUP.
    ///
    /// - Parameters:
    ///   - onListening: Told once it answers.
    ///   - onOverdue: Called where somebody is still connected a second after the signal.
    /// - Throws: ``ServerError/cannotListen(_:reason:)``
    package func run(
        onListening: @escaping @Sendable (PreviewAddress) -> Void,
        onOverdue: @escaping @Sendable () -> Void
    ) async throws {
        let beating = Task { await stage.beat() }
        let signals = [SIGTERM, SIGINT, SIGHUP].map { closeStreams(on: $0, onOverdue) }
        defer {
            beating.cancel()
            for signal in signals { signal.cancel() }
        }
        for port in ports {
            do {
                return try await application(port: port, onListening).runService(
                    gracefulShutdownSignals: [.sigterm, .sigint, .sighup])
            } catch let error as IOError {
                if error.errnoCode == EADDRINUSE, port != ports.last { continue }
                throw ServerError.cannotListen(
                    PreviewAddress(site: site, port: port).url,
                    reason: String(cString: strerror(error.errnoCode))
                        + "; give another port, or none for the first free one")
            }
        }
    }

    private func application(
        port: Int, _ onListening: @escaping @Sendable (PreviewAddress) -> Void
    ) -> some ApplicationProtocol {
        Application(
            responder: PreviewResponder(stage: stage),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                startWatching()
                onListening(
                    PreviewAddress(
                        site: site, port: channel.localAddress?.port ?? port, page: page))
            }, logger: logger)
    }

    private func startWatching() {
        Thread.detachNewThread {
            source.watch {
                stage.show($0)
            } onFailure: {
                logger.warning("the site cannot be read just now: \($0)")
            }
        }
    }

    private func closeStreams(
        on signal: Int32, _ onOverdue: @escaping @Sendable () -> Void
    ) -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
        source.setEventHandler {
            stage.close()
            DispatchQueue.global().asyncAfter(deadline: .now() + 1, execute: onOverdue)
        }
        source.resume()
        return source
    }
}

/// Where a preview answers.
package struct PreviewAddress: Sendable {
    let site: NodeID
    let port: Int
    /// Of the page to begin with, percent-encoded.
    var page = "/"

    package var url: String { "http://127.0.0.1:\(port)\(page)" }

    /// What `--json` prints.
    package var json: String {
        let answer = JSONValue.members([
            ("site", .string(site.description)), ("address", .string(url)),
            ("port", .integer(Int64(port))),
        ])
        return String(decoding: answer.bytes, as: UTF8.self)
    }
}
