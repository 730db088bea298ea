import SiteModel

extension Batch {
    /// Reads a batch that was stored beside its hash: bytes that changed on the disk are refused.
    ///
    /// - Throws: ``DecodingFault`` for what is no canonical batch, and for one of another hash.
    package init(storedBytes bytes: [UInt8], hash: Digest) throws(DecodingFault) {
        try self.init(canonicalBytes: bytes)
        guard self.hash == hash else {
            throw .malformed("a batch whose hash is another", at: 0)
        }
    }
}
