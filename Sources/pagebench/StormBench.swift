import ArgumentParser
import Foundation
import SyncCore
import WireProtocol

/// Many devices with an open event stream each lose their server at one moment, are turned away for a while, and come back.
struct StormBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "storm", abstract: "Devices that come back to a server that was away.")

    @Option(help: "Devices, a connection each.") var clients = 1_000
    @Option(help: "Devices that work on one site.") var perSite = 10
    @Option(help: "Seconds that everybody is turned away.") var away = 5
    @Option(help: "How they are turned away: 503 or 429.") var status = 503
    @Option(help: "Seconds that Retry-After says.") var retryAfter = 2
    @OptionGroup var output: OutputOptions

    struct Result: Encodable {
        let clients: Int
        /// From the start until every device had an open stream and everything pushed.
        let firstMs: Double
        let turnedAway: Int
        /// The most devices that came in the same 100 ms, from the loss of the server on; of those who come by themselves,
        /// a second after it.
        let peak: Int
        let peakReturning: Int
        /// From the server's return until every device had the changes of all, each having made one meanwhile.
        let returnMs: Double
        let serverPeakKb: Int
        let troubles: Int
    }

    func run() throws { try output.print(try measure()) }

    func measure() throws -> Result {
        try Measure.withFolder { folder in
            var server = try ServerProcess(data: folder + "/server")
            let endpoint = ServerEndpoint(address: server.address, token: try server.token())
            guard let port = server.port else { throw ValidationError("no port") }
            let fleet = StormFleet(count: clients, devicesPerSite: perSite, endpoint)
            defer { fleet.close() }

            fleet.start()
            fleet.edit()
            let first = try wait(fleet)

            server.kill()
            let lost = fleet.now
            let door = try TurningAway(port: port, status: status, retryAfter: retryAfter)
            fleet.edit()
            Thread.sleep(forTimeInterval: Double(away))
            let turnedAway = door.close()
            server = try ServerProcess(data: folder + "/server", port: port)
            defer { server.stop() }
            let back = try wait(fleet)
            return Result(
                clients: clients, firstMs: first, turnedAway: turnedAway,
                peak: fleet.fullestSlot(after: lost),
                peakReturning: fleet.fullestSlot(after: lost + .seconds(1)), returnMs: back,
                serverPeakKb: server.peakKilobytes, troubles: fleet.troubles.count)
        }
    }

    /// Milliseconds until everybody is settled.
    private func wait(_ fleet: StormFleet) throws -> Double {
        let began = ContinuousClock.now
        while fleet.settledCount < clients {
            guard ContinuousClock.now - began < .seconds(300) else {
                throw ValidationError(
                    "\(fleet.settledCount) of \(clients) settled: \(fleet.troubles.prefix(3))")
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
        return (ContinuousClock.now - began) / .milliseconds(1)
    }
}
