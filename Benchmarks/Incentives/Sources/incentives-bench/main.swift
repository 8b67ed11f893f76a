// SPDX-License-Identifier: GPL-3.0-or-later
// Measures allocations of the problems that README.md describes, and the time of reading their memory once in the same process.
//
// incentives-bench write FOLDER CUSTOMERS BENEFITS        values.npy, costs.npy
// incentives-bench solve FOLDER RULES [THREADS] [TIMES]   from memory
// incentives-bench map FOLDER RULES [THREADS] [TIMES]     by memory map
// incentives-bench csv FILE RULES                         from comma-separated text
// incentives-bench text FOLDER FILE                       writes that text
import Foundation
import Incentives
import Market

let arguments = CommandLine.arguments
guard arguments.count >= 4 else {
    print("usage: incentives-bench write|solve|map|csv ...")
    exit(64)
}
do {
    switch arguments[1] {
    case "write":
        try Instance(customers: Int(arguments[3]) ?? 1_000_000, benefits: Int(arguments[4]) ?? 8).write(to: arguments[2])
    case "text": try Measurement.text(arguments[2], to: arguments[3])
    case "csv": try Measurement.csv(arguments[2], rules: Int(arguments[3]) ?? 3)
    default:
        try Measurement.matrices(
            arguments[2], rules: Int(arguments[3]) ?? 3, threads: arguments.count > 4 ? Int(arguments[4]) ?? 2 : 2,
            times: arguments.count > 5 ? Int(arguments[5]) ?? 5 : 5, isMapped: arguments[1] == "map")
    }
} catch {
    print("failed: \(error)")
    exit(1)
}
