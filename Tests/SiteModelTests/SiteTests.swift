import SiteModel
import Testing

struct SiteTests {
    @Test func `an empty site breaks no invariant`() {
        let site = Site(id: NodeID(high: 1, low: 2))

        #expect(site.invariantViolations() == [])
    }

    @Test func `a node id reads back from its description`() {
        let id = NodeID(high: 0xdead_beef, low: 7)

        #expect(NodeID(id.description) == id)
        #expect(NodeID("nonsense") == nil)
    }

    @Test func `the digest of abc is the one of FIPS 180-4`() {
        let digest = Digest.of(Array("abc".utf8))

        #expect(
            digest.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(Digest(digest.description) == digest)
    }
}
