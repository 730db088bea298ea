import SiteHistory
import SiteModel
import Testing

@testable import WireProtocol

struct MessageTests {
    @Test(arguments: [Standing.origin(Samples.replica), Samples.standing])
    func `a hello comes back as it was`(standing: Standing) throws {
        let hello = HelloRequest(standing: standing)

        #expect(try HelloRequest(bytes: hello.bytes) == hello)
    }

    @Test(arguments: [nil, ChainHead(last: 4, link: Samples.digest(1))])
    func `the answer to a hello comes back as it was`(chain: ChainHead?) throws {
        let answer = HelloAnswer(log: Samples.log, chain: chain, account: "ana@example.com")

        #expect(try HelloAnswer(bytes: answer.bytes) == answer)
    }

    @Test(arguments: [1, 3, 500])
    func `a push comes back as it was, deflated or not`(count: Int) throws {
        let push = PushRequest(standing: Samples.standing, batches: Samples.chain(count))

        #expect(try PushRequest(bytes: push.bytes) == push)
    }

    @Test func `a push answer comes back with every kind of outcome`() throws {
        let answer = PushAnswer(log: Samples.log, outcomes: Samples.outcomes)

        #expect(try PushAnswer(bytes: answer.bytes) == answer)
    }

    @Test(arguments: [0, 1, 300])
    func `a pull comes back as it was`(count: Int) throws {
        let pull = Samples.pull(count)

        #expect(try PullAnswer(bytes: pull.bytes) == pull)
    }

    @Test func `a standing comes back from a query`() throws {
        let items = Dictionary(
            uniqueKeysWithValues: Samples.standing.query.split(separator: "&").map { item in
                let parts = item.split(separator: "=")
                return (String(parts[0]), String(parts[1]))
            })

        #expect(try Standing { items[$0] } == Samples.standing)
    }

    @Test func `a site list comes back as it was`() throws {
        let list = SiteList(
            account: "ana@example.com",
            sites: [.init(id: Samples.node, head: 8, updatedAt: 1_700_000_000_000)])

        #expect(try SiteList(bytes: list.bytes) == list)
    }

    @Test(arguments: Problem.Kind.allCases)
    func `a problem comes back as it was`(kind: Problem.Kind) throws {
        let problem = Problem(kind, status: 409, title: "No", detail: "because", cut: 4)

        #expect(try Problem(bytes: problem.bytes) == problem)
    }

    @Test func `a pull with a hole is refused`() throws {
        var pull = Samples.pull(3)
        pull.entries.remove(at: 1)

        #expect(throws: WireError.malformed("a pull with a hole in it")) {
            try PullAnswer(bytes: pull.bytes)
        }
    }

    @Test func `a push of nothing is refused`() {
        let push = PushRequest(standing: Samples.standing, batches: [])

        #expect(throws: WireError.malformed("a push of nothing")) {
            try PushRequest(bytes: push.bytes)
        }
    }

    @Test func `a void leaves the batches behind it as they are`() {
        let chain = Samples.chain(3)

        let void = chain[1].voided

        #expect(void.link == chain[2].previous)
        #expect(void.previous == chain[0].link)
        #expect(void.last == chain[1].last)
        #expect(void.voided == void)
    }
}
