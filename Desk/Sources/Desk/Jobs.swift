// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Campaigns
import Foundation
import Market
import Planning
import Report
import Solver

/// A brief on its way to a plan.
struct JobDocument: Sendable, Codable, Equatable {
    enum State: String, Sendable, Codable {
        case running, done, failed, cancelled
    }

    var id: Int
    var brief: String
    var state: State
    /// Steps of the fit that are done, and how many there are.
    var step: Int
    var steps: Int
    /// The open plan, once it is there.
    var plan: Int?
    /// What went wrong, in words.
    var fault: [String]?
}

/// Long work: started, looked at, cancelled.
actor Jobs {
    private var jobs: [Int: JobDocument] = [:]
    private var flags: [Int: CancellationFlag] = [:]
    private var next = 1
    private static let most = 200

    func job(_ id: Int) -> JobDocument? { jobs[id] }

    /// Registers work under a number; the oldest finished work is forgotten.
    func begin(_ brief: String) throws -> (id: Int, flag: CancellationFlag) {
        if jobs.count >= Self.most {
            guard let old = jobs.values.filter({ $0.state != .running }).map(\.id).min() else { throw DeskError.busy }
            jobs[old] = nil
        }
        let id = next
        next += 1
        let flag = CancellationFlag()
        jobs[id] = JobDocument(id: id, brief: brief, state: .running, step: 0, steps: 0)
        flags[id] = flag
        return (id, flag)
    }

    func progress(_ id: Int, _ step: Int, of steps: Int) {
        jobs[id]?.step = step
        jobs[id]?.steps = steps
    }

    func finish(_ id: Int, plan: Int) {
        guard jobs[id]?.state == .running else { return }
        jobs[id]?.state = .done
        jobs[id]?.plan = plan
        flags[id] = nil
    }

    func fail(_ id: Int, _ lines: [String]) {
        guard jobs[id]?.state == .running else { return }
        jobs[id]?.state = .failed
        jobs[id]?.fault = lines
        flags[id] = nil
    }

    /// Asks work to stop; nil where there is none of that number.
    func cancel(_ id: Int) -> JobDocument? {
        guard let job = jobs[id] else { return nil }
        if job.state == .running {
            flags[id]?.cancel()
            jobs[id]?.state = .cancelled
            flags[id] = nil
        }
        return jobs[id]
    }
}
