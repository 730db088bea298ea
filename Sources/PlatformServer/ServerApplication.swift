import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SiteHistory
import SiteModel
import WireProtocol

/// A running server on one data folder.
package struct ServerApplication: Sendable {
    private let configuration: ServerConfiguration
    private let folder: DataFolder
    private let logger: Logger
    private let metrics = Metrics()
    private let hub: EventHub
    private let accounts: Accounts
    private let sync: SyncService

    /// Opens the folder, takes it, and begins an epoch.
    ///
    /// - Throws: ``ServerError``
    package init(_ configuration: ServerConfiguration, logger: Logger) throws(ServerError) {
        self.configuration = configuration
        self.logger = logger
        folder = try DataFolder(configuration.dataFolder)
        try folder.lock()
        let epoch: EpochID
        do {
            epoch = try folder.beginEpoch(now: wallMilliseconds())
        } catch {
            throw .folderUnusable(folder.path, reason: "\(error)")
        }
        let engines = SiteEngines()
        hub = EventHub(metrics: metrics)
        accounts = Accounts(folder)
        let writer = GroupCommit(
            pool: folder.pool, metrics: metrics, onFailure: { engines.forget() })
        sync = SyncService(
            folder: folder, epoch: epoch, writer: writer, engines: engines, hub: hub,
            metrics: metrics,
            snapshots: SnapshotKeeper(
                folder: folder, epoch: epoch, writer: writer, engines: engines, metrics: metrics,
                logger: logger),
            trash: TrashKeeper(
                folder: folder, epoch: epoch, writer: writer, engines: engines, hub: hub,
                logger: logger),
            sealKey: try SealKey.load(for: configuration, logger))
        logger.info("epoch \(epoch) on \(folder.path)")
    }

    /// Serves until SIGTERM or SIGINT; requests under way are answered first.
    ///
    /// - Parameters:
    ///   - onListening: Told the address once it answers.
    ///   - onOverdue: Called where the drain takes longer than 4 s: whoever is still connected then is not worth more.
    /// - Throws: ``ServerError/cannotListen(_:reason:)``
    package func run(
        onListening: @escaping @Sendable (String) -> Void, onOverdue: @escaping @Sendable () -> Void
    ) async throws {
        let app = Application(
            router: router(),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(
                address: .hostname(configuration.host, port: configuration.port),
                serverName: "pagemagicd"),
            onServerRunning: { [configuration] channel in
                onListening(
                    configuration.url(port: channel.localAddress?.port ?? configuration.port))
            }, logger: logger)
        let beating = Task { await hub.beat() }
        let signals = [SIGTERM, SIGINT].map { closeStreams(on: $0, onOverdue) }
        defer {
            beating.cancel()
            for signal in signals { signal.cancel() }
        }
        do {
            try await app.runService()
        } catch let error as IOError {
            throw ServerError.cannotListen(
                configuration.url(port: configuration.port),
                reason: String(cString: strerror(error.errnoCode)))
        }
    }

    /// Event streams would hold the drain up for ever: they end first.
    private func closeStreams(
        on signal: Int32, _ onOverdue: @escaping @Sendable () -> Void
    ) -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
        source.setEventHandler {
            Task { await hub.close() }
            DispatchQueue.global().asyncAfter(deadline: .now() + 4, execute: onOverdue)
        }
        source.resume()
        return source
    }

    private func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: ProblemMiddleware(metrics: metrics))
        addObservability(to: router)
        SyncRoutes(accounts: accounts, sync: sync, hub: hub).add(to: router)
        SiteRoutes(accounts: accounts, folder: folder).add(to: router)
        return router
    }

    private func addObservability(to router: Router<BasicRequestContext>) {
        router.get("healthz") { _, _ in Answers.text("ok\n", type: "text/plain") }
        router.get("readyz") { [folder] _, _ in
            do {
                _ = try await folder.pool.read {
                    try Int.fetchOne($0, sql: "SELECT count(*) FROM epochs")
                }
                return Answers.text("ok\n", type: "text/plain")
            } catch {
                throw Problem(
                    .busy, status: 503, title: "Not ready", detail: "the database does not answer")
            }
        }
        router.get("metrics") { [metrics] _, _ in
            Answers.text(metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        router.get("v1/openapi.json") { _, _ in Answers.json(OpenAPI.json) }
    }
}
