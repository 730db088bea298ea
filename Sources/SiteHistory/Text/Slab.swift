/// A growing run of plain values outside of Swift's arrays: no reference counts and no bounds checks where a tree is
/// walked. Who indexes it has put something there.
struct Slab<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Makes room for `needed` elements, of which the first `used` are kept.
    @inline(__always)
    mutating func reserve(_ needed: Int, used: Int) {
        if needed > capacity { grow(to: needed, used: used) }
    }

    @inline(never)
    private mutating func grow(to needed: Int, used: Int) {
        let larger = max(needed, capacity * 2)
        let next = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        next.update(from: base, count: used)
        base.deallocate()
        base = next
        capacity = larger
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { base[index] }
        nonmutating set { base[index] = newValue }
    }
}
