// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Incentives
import Market

/// A problem drawn at random: customers differ in how much any benefit moves them; dearer benefits bring more and cost more.
struct Instance {
    let customers: Int
    let benefits: Int

    /// Writes values.npy and costs.npy, benefit by benefit, costs in fen.
    func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let taste = (0..<customers).map { i -> Double in
            var random = CounterRandom(seed: 1, UInt64(i))
            return exp(1.6 * (random.uniform() + random.uniform() + random.uniform() - 1.5))
        }
        let values = try output(folder + "/values.npy")
        let costs = try output(folder + "/costs.npy")
        for k in 0..<benefits {
            let face = 5.0 * Double(k + 1)
            let scale = pow(Double(k + 1), -0.3)
            var v = [Double](repeating: 0, count: customers)
            var c = v
            for i in 0..<customers {
                var random = CounterRandom(seed: 2, UInt64(i), UInt64(k))
                c[i] = (face * (0.05 + 0.4 * random.uniform()) * 100).rounded()
                v[i] = (face * (taste[i] * random.uniform() * 0.9 - 0.1) * scale * 1e4).rounded() / 1e4
            }
            try values.write(contentsOf: v.withUnsafeBytes { Data($0) })
            try costs.write(contentsOf: c.withUnsafeBytes { Data($0) })
        }
        try values.close()
        try costs.close()
    }

    private func output(_ path: String) throws -> FileHandle {
        var header = "{'descr': '<f8', 'fortran_order': True, 'shape': (\(customers), \(benefits)), }"
        while (11 + header.utf8.count) % 64 != 0 { header += " " }
        header += "\n"
        var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0])
        data.append(Data(header.utf8))
        try data.write(to: URL(fileURLWithPath: path))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seekToEnd()
        return handle
    }

    /// 1, 3 or 10 rules, as `peers.py` has them; benefits are called 0, 1, …
    static func rules(_ count: Int, customers n: Int, benefits: Int) -> [AllocationRule] {
        func money(_ fen: Int) -> Money { Money(fen: Int64(fen)) }
        let last = "\(benefits - 1)"
        var rules = [AllocationRule.totalBudget(money(60 * n))]
        if count >= 3 {
            rules.append(AllocationRule(name: "few", benefits: [last], measure: .countAtMost(n / 100)))
            rules.append(AllocationRule(name: "group", benefits: ["0", "1", "2"], measure: .costAtMost(money(15 * n))))
        }
        if count >= 10 {
            rules += [
                AllocationRule(name: "reach", measure: .countAtMost(n / 4)),
                AllocationRule(name: "budget 3", benefits: ["3"], measure: .costAtMost(money(10 * n))),
                AllocationRule(name: "count 4", benefits: ["4"], measure: .countAtMost(n / 30)),
                AllocationRule(name: "pair", benefits: ["5", "6"], measure: .costAtMost(money(20 * n))),
                AllocationRule(name: "quota 0", benefits: ["0"], measure: .countAtLeast(n / 20)),
                AllocationRule(name: "quota 6", benefits: ["6"], measure: .countAtLeast(n / 100)),
                AllocationRule(name: "return", measure: .returnAtLeast(2)),
            ]
        }
        return rules
    }
}
