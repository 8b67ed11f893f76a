// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Synchronization

/// Runs `body` for 0..<count on several threads; results by index, so that they do not depend on the number of threads.
func parallelMap<Value: Sendable>(
    _ count: Int, threads: Int?, done: (@Sendable () -> Void)? = nil, _ body: @Sendable (Int) -> Value
) -> [Value] {
    if threads == 1 || count < 2 {
        return (0..<count).map {
            let value = body($0)
            done?()
            return value
        }
    }
    let results = Mutex([Value?](repeating: nil, count: count))
    let next = Atomic<Int>(0)
    @Sendable func work() {
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < count else { return }
            let value = body(index)
            results.withLock { $0[index] = value }
            done?()
        }
    }
    if let threads {
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in work() }
    } else {
        DispatchQueue.concurrentPerform(iterations: min(count, 64)) { _ in work() }
    }
    return results.withLock { $0.compactMap { $0 } }
}
