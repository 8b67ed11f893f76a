// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation

/// Runs planning on threads of its own, as many at once as there are cores, so that pages are answered meanwhile. What waits is limited: a
/// workspace that is asked for more than it can do says so instead of growing.
actor Workers {
    private let limit: Int
    private let longestQueue: Int
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(limit: Int = max(1, ProcessInfo.processInfo.activeProcessorCount), longestQueue: Int = 500) {
        self.limit = limit
        self.longestQueue = longestQueue
    }

    /// Runs `work` when its turn comes.
    ///
    /// - Throws: ``DeskError/busy`` when too many wait already, and what the work throws.
    func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await enter()
        defer { leave() }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }

    private func enter() async throws {
        if running < limit {
            running += 1
            return
        }
        guard waiting.count < longestQueue else { throw DeskError.busy }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the place on to who has waited longest.
    private func leave() {
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }
}
