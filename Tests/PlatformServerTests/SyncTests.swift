import CurlTransport
import Foundation
import SiteHistory
import SiteModel
import SyncCore
import Testing
import WireProtocol

@testable import PlatformServer

@Suite(.enabled(if: RunningServer.isBuilt, "pagemagicd is not built"))
struct SyncTests {
    /// Runs a body with a server and a transport of its own.
    private func withServer(_ body: (RunningServer, CurlTransport) async throws -> Void)
        async throws
    {
        let server = try RunningServer()
        let transport = CurlTransport()
        defer {
            transport.close()
            server.remove()
        }
        try await body(server, transport)
    }

    @Test func `two devices end with the same log`() async throws {
        try await withServer { server, transport in
            let token = try server.token()
            var one = Device(server, token: token, replica: 1, transport: transport)
            var two = Device(server, token: token, replica: 2, transport: transport)
            for value in ["a", "b", "c"] { one.commit(value) }

            let first = one.sync()
            let second = two.sync()
            two.commit("d")
            let third = two.sync()
            let fourth = one.sync()

            #expect([first, second, third, fourth].allSatisfy { $0.end == .settled })
            let counts: [Int] = [first.pushed, second.pulled, third.pushed, fourth.pulled]
            #expect(counts == [3, 3, 1, 1])
            #expect(one.log == two.log)
            #expect(one.state.standing.digest == two.state.standing.digest)
            #expect(one.log.allSatisfy { $0.author == "ana@example.com" && $0.time > 0 })
        }
    }

    @Test func `a new device begins with the server's snapshot, and edits on it`() async throws {
        try await withServer { server, transport in
            let token = try server.token()
            var one = Device(server, token: token, replica: 1, transport: transport)
            one.commit(
                (0..<Int(SyncMachine.snapshotHeadMin)).map {
                    .addClass(node: Device.site, name: "c\($0)")
                })
            _ = one.sync()
            one.commit("tail")
            _ = one.sync()
            let isThere = try await waitForSnapshot(one)

            var two = Device(server, token: token, replica: 2, transport: transport)
            let first = two.sync()
            two.commit("from the new one")
            let second = two.sync()
            _ = one.sync()

            #expect(isThere)
            #expect(first.end == .settled && second.end == .settled)
            #expect(two.start != nil)
            #expect(two.log == Array(one.log.dropFirst()))
            #expect(two.engine.site.nodes == one.engine.site.nodes)
        }
    }

    /// Whether the server has a snapshot for a device within a minute: it writes it behind the request that made it due, and
    /// says so to nobody. In between it is left to that.
    private func waitForSnapshot(_ device: Device) async throws -> Bool {
        for _ in 0..<1200 {
            if case .snapshot = device.ask(.snapshot(device.state.standing)) { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }

    @Test func `any request repeated leaves the same log`() async throws {
        try await withServer { server, transport in
            var device = Device(server, token: try server.token(), replica: 1, transport: transport)
            let batches = [device.commit("a"), device.commit("b")]
            let hello = SyncRequest.hello(HelloRequest(standing: device.state.standing))
            let push = SyncRequest.push(
                PushRequest(standing: device.state.standing, batches: batches))

            let hellos = [device.ask(hello), device.ask(hello)].compactMap(\.hello)
            let first = device.ask(push).outcomes
            let again = device.ask(push).outcomes
            let pulls = (0..<2).map { _ in
                device.ask(.pull(device.state.standing, limit: 1 << 20)).pull
            }

            #expect(hellos.count == 2 && hellos[0] == hellos[1])
            #expect(first == [.accepted(start: 1), .accepted(start: 2)])
            #expect(again == [.same(start: 1), .same(start: 2)])
            #expect(pulls[0] == pulls[1])
            #expect(pulls[0]?.entries.map(\.batch) == batches)
        }
    }

    @Test func `the log outlives a restart, in a new epoch, and an old base still counts`()
        async throws
    {
        let before = try RunningServer()
        let transport = CurlTransport()
        defer { transport.close() }
        let token = try before.token()
        var device = Device(before, token: token, replica: 1, transport: transport)
        device.commit("a")
        _ = device.sync()
        let oldEpoch = device.state.standing.epoch
        device.commit("made before the restart")
        before.stop(SIGKILL)
        #expect(device.sync().end.exitCode == 9)

        let after = try RunningServer(folder: before.folder)
        var same = Device(after, token: token, replica: 1, transport: transport)
        same.state = device.state
        same.log = device.log
        let outcome = same.sync()

        #expect(outcome.end == .settled)
        #expect(same.log.count == 2)
        #expect(same.state.standing.epoch != oldEpoch)
        #expect(same.log.last?.batch.base.epoch == oldEpoch)
        after.remove()
    }

    @Test func `a push is judged in the design's order`() async throws {
        try await withServer { server, transport in
            let token = try server.token()
            var device = Device(server, token: token, replica: 1, transport: transport)
            device.commit("a")
            _ = device.sync()
            let standing = device.state.standing
            func outcome(_ batch: Batch) -> PushOutcome? {
                device.ask(.push(PushRequest(standing: standing, batches: [batch]))).outcomes?.first
            }
            func batch(
                first: UInt64 = 2, base: UInt64 = 1, previous: Digest? = nil, replica: UInt64 = 1,
                rules: UInt64 = 1, node: NodeID = Device.site
            ) -> Batch {
                Batch(
                    replica: ReplicaID(rawValue: replica), first: first,
                    base: base == 0 ? .origin : LogPosition(epoch: standing.epoch, count: base),
                    previous: previous ?? device.log[0].batch.hash, rules: rules,
                    body: .operations([
                        .set(
                            node: node, name: FieldName("x"), value: .text("y"), over: [], was: nil)
                    ]))
            }
            func isRefused(_ outcome: PushOutcome?) -> Bool {
                if case .refused(let message) = outcome { !message.isEmpty } else { false }
            }

            #expect(
                outcome(batch(first: 4)) == .gap(expected: 3)
                    || outcome(batch(first: 4)) == .gap(expected: 2))
            #expect(
                outcome(batch(first: 1, base: 0, previous: .zero)) == .fork(seq: 0, link: .zero))
            #expect(
                outcome(batch(previous: Digest.of([1])))
                    == .fork(seq: 1, link: device.log[0].batch.hash))
            #expect(
                outcome(batch(first: 1, base: 0, previous: Digest.of([1])))
                    == .fork(seq: 0, link: .zero))
            #expect(isRefused(outcome(batch(base: 9))))
            #expect(isRefused(outcome(batch(rules: 99))))
            #expect(isRefused(outcome(batch(node: NodeID(high: 4, low: 4)))))
            #expect(outcome(batch()) == .accepted(start: 2))
        }
    }

    @Test func `a refused batch goes to the quarantine with its closure, and the rest arrives`()
        async throws
    {
        try await withServer { server, transport in
            var device = Device(server, token: try server.token(), replica: 1, transport: transport)
            device.commit("good")
            let wrong = device.commit("on a node that is not there", node: NodeID(high: 4, low: 4))
            let hangs = device.commit("on it too", node: NodeID(high: 4, low: 4))
            device.commit("another good one")

            let outcome = device.sync()

            #expect(outcome.end == .settled)
            #expect(outcome.quarantined == 2)
            #expect(device.quarantine.map(\.batch) == [wrong, hangs])
            #expect(device.log.map(\.batch.isVoid) == [false, true, true, false])
        }
    }

    @Test func `another account sees nothing, and cannot take a site or a device's name`()
        async throws
    {
        try await withServer { server, transport in
            var owner = Device(server, token: try server.token(), replica: 1, transport: transport)
            let batch = owner.commit("mine")
            _ = owner.sync()
            let other = Device(
                server, token: try server.token("bo@example.com"), replica: 2, transport: transport)
            let standing = other.state.standing

            #expect(other.ask(.hello(HelloRequest(standing: standing))).problem?.status == 403)
            let pull = other.ask(.pull(standing, limit: 1)).problem
            let unknown = other.ask(.pull(standing, limit: 1), site: NodeID(high: 1, low: 1))
                .problem
            #expect(pull?.status == 404 && unknown?.status == 404 && pull?.kind == unknown?.kind)
            #expect(
                other.ask(.push(PushRequest(standing: standing, batches: [batch]))).problem?.status
                    == 404)
            let list = transport.perform(other.endpoint.siteList).message(SiteList.init(bytes:))
            #expect(try list.get().sites.isEmpty)
            #expect(other.state.pending.isEmpty)
        }
    }

    @Test func `without a known token nothing is answered`() async throws {
        try await withServer { server, transport in
            var device = Device(server, token: "pm_wrong", replica: 1, transport: transport)
            device.commit("kept")

            let outcome = device.sync()

            #expect(outcome.end == .blocked(.signedOut))
            #expect(outcome.end.exitCode == 6)
            #expect(device.state.pending.count == 1)
        }
    }

    @Test func `a client with another history is told where they part`() async throws {
        try await withServer { server, transport in
            var device = Device(server, token: try server.token(), replica: 1, transport: transport)
            device.commit("a")
            _ = device.sync()
            var standing = device.state.standing

            standing.digest = LogDigest(Digest.of([9]))
            #expect(device.ask(.pull(standing, limit: 1)).problem?.kind == .history)
            standing.cursor = 7
            #expect(device.ask(.hello(HelloRequest(standing: standing))).problem?.cut == 1)
        }
    }

    @Test func `a hint arrives on the stream when somebody pushes`() async throws {
        try await withServer { server, transport in
            let token = try server.token()
            var one = Device(server, token: token, replica: 1, transport: transport)
            _ = one.sync()
            let (events, continuation) = AsyncStream.makeStream(of: StreamEvent.self)
            let stream = transport.stream(one.endpoint.events(site: Device.site)) {
                continuation.yield($0)
            }
            var reader = EventStreamReader()
            var heads: [UInt64] = []

            for await event in events {
                guard case .bytes(let bytes) = event else { continue }
                heads += try reader.read(bytes).map(\.head)
                // A slow machine may hear a heartbeat, which repeats the head, in between.
                if heads == [0] {
                    one.commit("a")
                    _ = one.sync()
                } else if heads.last == 1 {
                    break
                }
            }

            #expect(Set(heads) == [0, 1])
            transport.cancel(stream)
        }
    }

    @Test func `many small pushes at once share transactions, and all are in the log`() async throws
    {
        try await withServer { server, transport in
            let token = try server.token()
            var opener = Device(server, token: token, replica: 999, transport: transport)
            _ = opener.sync()
            let pushes: [WireRequest] = (1...200).map { number in
                var device = Device(
                    server, token: token, replica: UInt64(number), transport: transport)
                let batch = device.commit("\(number)")
                return device.endpoint.request(
                    .push(PushRequest(standing: device.state.standing, batches: [batch])),
                    site: Device.site)
            }

            let (answers, continuation) = AsyncStream.makeStream(of: Int.self)
            for push in pushes {
                transport.send(push) { continuation.yield((try? $0.get().status) ?? 0) }
            }
            var statuses: [Int] = []
            for await status in answers.prefix(pushes.count) { statuses.append(status) }

            #expect(statuses.allSatisfy { $0 == 200 })
            #expect(opener.sync().pulled == 200)
            let metrics = try transport.perform(
                WireRequest(method: "GET", url: server.url + "/metrics")
            ).get()
            let line = String(decoding: metrics.body, as: UTF8.self).split(separator: "\n")
                .first { $0.hasPrefix("pagemagic_log_commits_total ") }
            let commits = try #require(line?.split(separator: " ").last.flatMap { Int($0) })
            #expect(commits < 200)
        }
    }

    @Test func `a log is pulled in pages of whole batches, at least one`() async throws {
        try await withServer { server, transport in
            let token = try server.token()
            var one = Device(server, token: token, replica: 1, transport: transport)
            for index in 0..<10 { one.commit("\(index) " + String(repeating: "x", count: 1_000)) }
            _ = one.sync()
            var standing = Device(server, token: token, replica: 2, transport: transport).state
                .standing
            var pages: [PullAnswer] = []

            while pages.last?.more ?? true {
                let page = try #require(one.ask(.pull(standing, limit: 2_500)).pull)
                standing.cursor = page.to
                standing.digest = page.digest
                pages.append(page)
            }

            #expect(pages.map(\.entries.count) == [2, 2, 2, 2, 2])
            #expect(pages.flatMap(\.entries) == one.log)
            #expect(one.ask(.pull(one.state.standing, limit: 0)).pull?.entries == [])
        }
    }
}
