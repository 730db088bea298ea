import Foundation

/// A stretch of the inputs of one seed, worked off in this process.
struct MutationSlice {
    struct Report: Codable {
        var inputs = 0
        var rejected = 0
        var identical = 0
        /// The numbers of those that were read as something else.
        var changed: [Int] = []
        var decoders: [String: MutateBench.Result.Counts] = [:]
    }

    /// One damaged input.
    struct Input {
        let subject: MutationSubject
        let sample: MutationSubject.Sample
        let other: MutationSubject.Sample
        let mutation: String
        let bytes: [UInt8]

        var verdict: MutationSubject.Verdict { subject.judge(bytes, sample, other) }
    }

    let seed: UInt64
    private let subjects = MutationSubject.all()

    init(seed: UInt64) { self.seed = seed }

    /// The input of a number: a function of the seed and the number alone.
    func input(_ number: Int) -> Input {
        var random = MutationRandom(state: seed &* 0x9e37_79b9_7f4a_7c15 ^ UInt64(number))
        let subject = subjects[number % subjects.count]
        let sample = subject.samples[random.below(subject.samples.count)]
        let other = subject.samples[random.below(subject.samples.count)]
        var mutation = Mutation.none
        var bytes = sample.bytes
        // A splice may give the other sample whole: that is no damage.
        while bytes == sample.bytes || bytes == other.bytes {
            mutation = Mutation.allDamage[random.below(Mutation.allDamage.count)]
            bytes = mutation.apply(to: sample.bytes, other.bytes, &random)
        }
        return Input(
            subject: subject, sample: sample, other: other, mutation: mutation.rawValue,
            bytes: bytes)
    }

    /// - Parameter progress: A file that says which input is worked on, for whoever finds this process dead.
    func run(_ numbers: Range<Int>, progress: String) throws -> Report {
        MutationProgress.limitThisProcess()
        let mark = try MutationProgress(progress)
        var report = Report()
        for number in numbers {
            mark.note(number)
            let input = input(number)
            let verdict = input.verdict
            report.inputs += 1
            report.decoders[input.subject.name, default: .init()].inputs += 1
            switch verdict {
            case .rejected:
                report.rejected += 1
                report.decoders[input.subject.name, default: .init()].rejected += 1
            case .identical: report.identical += 1
            case .changed: report.changed.append(number)
            }
        }
        return report
    }
}

/// A number in a file that outlives the process that writes it.
struct MutationProgress {
    private let word: UnsafeMutableRawPointer

    init(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        guard file >= 0, ftruncate(file, 8) == 0,
            let page = mmap(nil, 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), page != MAP_FAILED
        else { throw CocoaError(.fileWriteUnknown) }
        word = page
    }

    func note(_ number: Int) { word.storeBytes(of: number, as: Int.self) }

    /// 0 where there is none.
    static func read(_ path: String) -> Int {
        guard let data = FileManager.default.contents(atPath: path), data.count == 8 else {
            return 0
        }
        return data.withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
    }

    /// A decoder that runs for a minute or asks for 4 GiB is as bad as one that traps: the kernel ends it.
    static func limitThisProcess() {
        var time = rlimit(rlim_cur: 60, rlim_max: 60)
        setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &time)
        var space = rlimit(rlim_cur: 4 << 30, rlim_max: 4 << 30)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space)
    }
}

struct MutationRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }

    /// 0 for a bound below 1.
    mutating func below(_ bound: Int) -> Int {
        bound < 1 ? 0 : Int.random(in: 0..<bound, using: &self)
    }
}
