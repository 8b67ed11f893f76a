// SPDX-License-Identifier: GPL-3.0-or-later

/// Limits of what a cell may hold, and the mark of a cell that cannot be given.
enum CellLimit {
    /// Stands for "not offered": so low that no price makes it win, and finite, so that 0 × it is 0.
    static let notOffered = -1e300
    /// Largest magnitude of a value.
    static let value = 1e12
    /// Largest cost, in fen: a hundred million yuan.
    static let cost = 1e10
    /// Most customers, so that sums of costs stay within 64 bits.
    static let customers = 500_000_000
    /// Most benefits: a choice fits a byte.
    static let benefits = 255
    /// Below this a value counts as not offered.
    static let offered = -1e200
}

/// One tile of customers as columns of doubles: values and costs in fen by benefit.
@safe struct Tile {
    /// Customers in the tile, rounded up to whole vectors; what is beyond the real ones is not offered.
    let padded: Int
    let values: UnsafeMutablePointer<UnsafePointer<Double>>
    let costs: UnsafeMutablePointer<UnsafePointer<Double>>

    @inline(__always)
    func value(_ benefit: Int, _ i: Int) -> Double { unsafe values[benefit][i] }
    @inline(__always)
    func cost(_ benefit: Int, _ i: Int) -> Double { unsafe costs[benefit][i] }
}

/// Brings tiles of a table into the form that the loops want. Columns of doubles are used where they are; all else is widened, rounded
/// to the fen and checked in a scratch of one tile. Each thread has its own.
@safe final class TileLoader {
    /// Customers a tile: values and costs of eight benefits stay within a second-level cache.
    static let size = 2048
    static let lanes = 4

    let table: AllocationTable
    let view: TableView
    let benefits: Int
    /// Cells that were refused so far.
    private(set) var faults = CellFaults()
    /// Keeps `touch` from being taken out as useless.
    private var touched: UInt64 = 0
    private let scratch: UnsafeMutablePointer<Double>
    private let pointers: UnsafeMutablePointer<UnsafePointer<Double>>
    /// The dearest cell that any cap allows, by benefit.
    private let ceiling: [Double]

    init(_ view: TableView, table: AllocationTable, ceiling: [Double]) {
        self.view = view
        self.table = table
        benefits = table.benefits.count
        self.ceiling = ceiling
        unsafe scratch = .allocate(capacity: 2 * max(1, benefits) * Self.size)
        unsafe scratch.initialize(repeating: 0, count: 2 * max(1, benefits) * Self.size)
        unsafe pointers = .allocate(capacity: 2 * max(1, benefits))
        unsafe pointers.initialize(repeating: UnsafePointer(scratch), count: 2 * max(1, benefits))
    }

    deinit {
        unsafe scratch.deallocate()
        unsafe pointers.deallocate()
    }

    /// The tile of `count` ≤ `size` customers from `first` on.
    func load(first: Int, count: Int) -> Tile {
        let padded = (count + Self.lanes - 1) / Self.lanes * Self.lanes
        for k in 0..<(benefits) {
            if padded == count, table.columnsAreReady, table.largestCost[k] <= ceiling[k],
                let value = unsafe view.values.base, let cost = unsafe view.costs.base
            {
                let offset = (k * view.values.benefitStep + first) * 8
                unsafe pointers[k] = unsafe (value + offset).assumingMemoryBound(to: Double.self)
                let costOffset = (k * view.costs.benefitStep + first) * 8
                unsafe pointers[benefits + k] = unsafe (cost + costOffset).assumingMemoryBound(to: Double.self)
                unsafe touch(pointers[k], count)
                unsafe touch(pointers[benefits + k], count)
            } else if !(padded == count && useInPlace(benefit: k, first: first, count: count)) {
                copy(benefit: k, first: first, count: count, padded: padded)
            }
        }
        return unsafe Tile(padded: padded, values: pointers, costs: pointers + benefits)
    }

    /// Reads one number of each cache line, column by column: memory is quickest read straight on, and the loops over all columns at once
    /// then find everything close by.
    private func touch(_ column: UnsafePointer<Double>, _ count: Int) {
        var sum: UInt64 = 0
        var i = 0
        while i < count {
            sum ^= unsafe column[i].bitPattern
            i += 8
        }
        touched ^= sum
    }

    /// Uses mapped columns of doubles where they are, when every cell of the tile is fine as it stands; false when not.
    private func useInPlace(benefit k: Int, first: Int, count: Int) -> Bool {
        guard view.values.isPlainDoubles, view.costs.isPlainDoubles, table.fenPerCost == 1, table.blockClass.isEmpty,
            let valueBase = unsafe view.values.base, let costBase = unsafe view.costs.base
        else { return false }
        let values = unsafe valueBase + (k * view.values.benefitStep + first) * 8
        let costs = unsafe costBase + (k * view.costs.benefitStep + first) * 8
        guard Int(bitPattern: values) % 8 == 0 && Int(bitPattern: costs) % 8 == 0 else { return false }
        let most = min(CellLimit.cost, ceiling[k])
        let rounder = 0x1.8p52
        var fine = SIMDMask<SIMD4<Int64>>(repeating: true)
        for i in stride(from: 0, to: count * 8, by: 32) {
            let own = unsafe values.loadUnaligned(fromByteOffset: i, as: SIMD4<Double>.self)
            let cost = unsafe costs.loadUnaligned(fromByteOffset: i, as: SIMD4<Double>.self)
            var size = own
            size.replace(with: -own, where: own .< 0)
            fine = fine .& ((cost + rounder) - rounder .== cost) .& (cost .>= 0) .& (cost .<= most)
                .& (size .<= CellLimit.value)
        }
        guard all(fine) else { return false }
        unsafe pointers[k] = unsafe values.assumingMemoryBound(to: Double.self)
        unsafe pointers[benefits + k] = unsafe costs.assumingMemoryBound(to: Double.self)
        return true
    }

    private func copy(benefit k: Int, first: Int, count: Int, padded: Int) {
        let values = unsafe scratch + k * Self.size
        let costs = unsafe scratch + (benefits + k) * Self.size
        unsafe view.values.copy(benefit: k, first: first, count: count, to: values)
        unsafe view.costs.copy(benefit: k, first: first, count: count, to: costs)
        for i in count..<max(count, padded) {
            unsafe values[i] = CellLimit.notOffered
            unsafe costs[i] = 0
        }
        let factor = table.fenPerCost
        let most = min(CellLimit.cost, ceiling[k])
        // Adding and taking away 1.5 × 2⁵² rounds to the nearest whole number, ties to even, without a call.
        let rounder = 0x1.8p52
        var fine = SIMDMask<SIMD4<Int64>>(repeating: true)
        var i = 0
        // The scratch is a whole number of vectors, and what is beyond the last customer is fine.
        while i < padded {
            let at = unsafe UnsafeMutableRawPointer(costs + i)
            let own = unsafe UnsafeRawPointer(values + i).loadUnaligned(as: SIMD4<Double>.self)
            let cost = unsafe (at.loadUnaligned(as: SIMD4<Double>.self) * factor + rounder) - rounder
            unsafe at.storeBytes(of: cost, as: SIMD4<Double>.self)
            var size = own
            size.replace(with: -own, where: own .< 0)
            fine = fine .& (cost .>= 0) .& (cost .<= most) .& ((size .<= CellLimit.value) .| (own .== CellLimit.notOffered))
            i += 4
        }
        let good = all(fine)
        if !good { unsafe repair(benefit: k, first: first, count: count, values: values, costs: costs) }
        if !table.blockClass.isEmpty {
            for i in 0..<count where table.isBlocked(customer: first + i, benefit: k) {
                unsafe values[i] = CellLimit.notOffered
                unsafe costs[i] = 0
            }
        }
        unsafe pointers[k] = unsafe UnsafePointer(values)
        unsafe pointers[benefits + k] = unsafe UnsafePointer(costs)
    }

    private func repair(
        benefit k: Int, first: Int, count: Int, values: UnsafeMutablePointer<Double>, costs: UnsafeMutablePointer<Double>
    ) {
        for i in 0..<count {
            let kind = unsafe CellFaults.kind(value: values[i], cost: costs[i])
            if let kind { faults.note(kind, row: first + i) }
            if unsafe kind != nil || values[i] < CellLimit.offered || costs[i] > ceiling[k] {
                unsafe values[i] = CellLimit.notOffered
                unsafe costs[i] = 0
            }
        }
    }
}
