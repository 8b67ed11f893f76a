// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Synchronization

/// The results of `body(0)`, …, `body(count − 1)`, computed by up to `threads` threads.
///
/// What is computed depends on the index only, and results come back by index: so that sums taken over them in order are the same
/// for any number of threads.
func parallelMap<Element: Sendable>(_ count: Int, threads: Int, _ body: @Sendable (Int) -> Element) -> [Element] {
    guard threads > 1, count > 1 else { return (0..<count).map(body) }
    nonisolated(unsafe) let slots = UnsafeMutablePointer<Element?>.allocate(capacity: count)
    unsafe slots.initialize(repeating: nil, count: count)
    defer {
        unsafe slots.deinitialize(count: count)
        unsafe slots.deallocate()
    }
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < count else { return }
            unsafe slots[index] = body(index)
        }
    }
    return (0..<count).compactMap { unsafe slots[$0] }
}
