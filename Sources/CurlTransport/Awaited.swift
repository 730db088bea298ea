import Glibc

/// A value that one thread sets once and others wait for.
final class Awaited<Value: Sendable>: @unchecked Sendable {
    private var mutex = pthread_mutex_t()
    private var condition = pthread_cond_t()
    private var value: Value?

    init() {
        pthread_mutex_init(&mutex, nil)
        pthread_cond_init(&condition, nil)
    }

    deinit {
        pthread_cond_destroy(&condition)
        pthread_mutex_destroy(&mutex)
    }

    /// The first value stays.
    func set(_ value: Value) {
        pthread_mutex_lock(&mutex)
        if self.value == nil { self.value = value }
        pthread_cond_broadcast(&condition)
        pthread_mutex_unlock(&mutex)
    }

    func wait() -> Value {
        pthread_mutex_lock(&mutex)
        defer { pthread_mutex_unlock(&mutex) }
        while true {
            if let value { return value }
            pthread_cond_wait(&condition, &mutex)
        }
    }
}
