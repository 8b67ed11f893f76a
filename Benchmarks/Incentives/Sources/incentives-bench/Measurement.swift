// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation
import Incentives
import Market

/// Times in seconds, the least and the median of several runs.
enum Measurement {
    struct Times {
        /// Wall clock: least and median.
        var least: Double
        var median: Double
        /// Processor time of all threads: least.
        var processor: Double
    }

    static func seconds(_ times: Int, _ body: () throws -> Void) rethrows -> Times {
        var all: [Double] = []
        var processor = Double.infinity
        for _ in 0..<max(1, times) {
            let begin = DispatchTime.now().uptimeNanoseconds
            let used = processorSeconds()
            try body()
            processor = min(processor, processorSeconds() - used)
            all.append(Double(DispatchTime.now().uptimeNanoseconds - begin) / 1e9)
        }
        all.sort()
        return Times(least: all[0], median: all[all.count / 2], processor: processor)
    }

    /// Seconds that all threads of this process have worked.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Reads every number of both matrices once.
    static func read(_ matrices: [[Double]], threads: Int, times: Int) -> Times {
        let result = seconds(times) {
            let parts = 64
            nonisolated(unsafe) let sums = UnsafeMutablePointer<Double>.allocate(capacity: parts)
            let work: @Sendable (Int) -> Void = { part in
                var sum = 0.0
                for matrix in matrices {
                    matrix.withUnsafeBufferPointer { numbers in
                        var lanes = SIMD8<Double>.zero
                        var more = SIMD8<Double>.zero
                        let from = numbers.count / parts * part
                        let to = part == parts - 1 ? numbers.count : numbers.count / parts * (part + 1)
                        var i = from
                        let bytes = UnsafeRawPointer(numbers.baseAddress!)
                        while i + 16 <= to {
                            lanes += bytes.loadUnaligned(fromByteOffset: i * 8, as: SIMD8<Double>.self)
                            more += bytes.loadUnaligned(fromByteOffset: i * 8 + 64, as: SIMD8<Double>.self)
                            i += 16
                        }
                        while i < to {
                            sum += numbers[i]
                            i += 1
                        }
                        sum += (lanes + more).sum()
                    }
                }
                sums[part] = sum
            }
            if threads > 1 {
                DispatchQueue.concurrentPerform(iterations: parts) { work($0) }
            } else {
                for part in 0..<parts { work(part) }
            }
            var total = 0.0
            for part in 0..<parts { total += sums[part] }
            if total == 0.123 { print("never") }
            sums.deallocate()
        }
        return result
    }

    static func matrices(_ folder: String, rules count: Int, threads: Int, times: Int, isMapped: Bool) throws {
        let values = try NumpyArray(path: folder + "/values.npy")
        let costs = try NumpyArray(path: folder + "/costs.npy")
        let n = values.shape[0]
        let k = values.shape[1]
        let own = [values.doubles(), costs.doubles()]
        let table = try AllocationTable(
            customers: .rows(n), benefits: (0..<k).map { "\($0)" },
            values: isMapped ? CellMatrix(values) : CellMatrix(own[0], customers: n, benefits: k),
            costs: isMapped ? CellMatrix(costs) : CellMatrix(own[1], customers: n, benefits: k), costUnit: .fen)
        let rules = Instance.rules(count, customers: n, benefits: k)
        let one = read(own, threads: 1, times: 9)
        let two = read(own, threads: threads, times: 9)
        var answer: Allocation?
        let solve = try seconds(times) {
            answer = try Allocator(table: table, rules: rules, options: AllocationOptions(threads: threads)).solve()
        }
        guard let answer, let certificate = answer.certificate else {
            print("no allocation")
            return
        }
        func number(_ x: Double) -> String { String(format: "%.6g", x) }
        print(
            """
            {"customers": \(n), "benefits": \(k), "rules": \(count), "threads": \(threads), "mapped": \(isMapped), \
            "read": \(number(one.least)), "read_threads": \(number(two.least)), "seconds": \(number(solve.least)), \
            "median": \(number(solve.median)), "reads": \(number(solve.least / one.least)), \
            "processor": \(number(solve.processor)), "processor_reads": \(number(solve.processor / one.processor)), "status": "\(answer.status.rawValue)", \
            "value": \(certificate.value), "bound": \(certificate.bound), "gap": \(certificate.relativeGap), \
            "linear_gap": \(certificate.linearRelativeGap), "passes": \(answer.effort.passes), \
            "rounds": \(answer.effort.masterRounds), "survivors": \(answer.effort.survivors), "core": \(answer.effort.coreItems)}
            """)
    }

    /// Writes the matrices of a folder as long text.
    static func text(_ folder: String, to file: String) throws {
        let values = try NumpyArray(path: folder + "/values.npy")
        let costs = try NumpyArray(path: folder + "/costs.npy")
        try AllocationTable(
            customers: .rows(values.shape[0]), benefits: (0..<values.shape[1]).map { "\($0)" }, values: CellMatrix(values),
            costs: CellMatrix(costs), costUnit: .fen
        ).writeOffers(to: file)
    }

    static func csv(_ path: String, rules count: Int) throws {
        var request = AllocateRequest(input: path)
        var reading: AllocateRequest.Reading?
        let read = try seconds(3) { reading = try request.read() }
        guard let table = reading?.allocator.table else { return }
        request.rules = Instance.rules(count, customers: table.count, benefits: table.benefits.count)
        let whole = try seconds(3) { _ = try request.run() }
        print(
            """
            {"csv": "\(path)", "customers": \(table.count), "rules": \(count), "read_and_parse": \(read.least), \
            "whole": \(whole.least), "ratio": \(whole.least / read.least)}
            """)
    }
}
