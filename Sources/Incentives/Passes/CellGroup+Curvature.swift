// SPDX-License-Identifier: GPL-3.0-or-later

extension CellGroup {
    /// The Lagrangian bound of a group at some prices, its slope and its bend, the latter smoothed.
    struct Curvature: Sendable {
        /// Σ of best scores.
        var best = 0.0
        var chosen: ChoiceSums
        /// Row-major: how fast the use of rows falls when prices rise, from the customers whose second choice is within `width` of the first.
        var bend: [Double]
        /// Row-major: Σ over customers of the products of what they use; 0 unless asked for.
        var squares: [Double]
        /// A margin that about the asked share of the members are within.
        var typicalMargin = 0.0
    }

    /// What is asked of `curvature`.
    struct CurvatureRequest {
        var prices: [Double]
        /// Margin within which a customer counts as nearly undecided.
        var width: Double
        /// Share of the members for `typicalMargin`.
        var share: Double
        var squares = false
        /// Looks at every so manyth tile only: then only `typicalMargin` means anything.
        var tileStep = 1
    }

    /// Evaluates every member at some prices, with the second choices of those that are nearly undecided.
    func curvature(_ request: CurvatureRequest, rows: [RuleRow], threads: Int) -> Curvature {
        let scores = ScorePrices(rows: rows, benefits: benefits, prices: request.prices)
        let uses = RowUses(rows, benefits: benefits)
        let tiles = (padded + Self.tile - 1) / Self.tile
        let tilesAPart = 32 * request.tileStep
        let count = rows.count
        let (width, squares, step) = (request.width, request.squares, request.tileStep)
        struct Part: Sendable {
            var sums: Curvature
            var margins: [Double]
        }
        let parts: [Part] = unsafe withTiles { tileAt in
            parallelMap((tiles + tilesAPart - 1) / tilesAPart, threads: self.count < 8_000 ? 1 : threads) { part in
                let scorer = TileScorer()
                let pointers = UnsafeMutablePointer<UnsafePointer<Double>>.allocate(capacity: 2 * benefits)
                defer { unsafe pointers.deallocate() }
                let chosen = RunningSums(benefits: benefits)
                let products = RowProducts(count)
                var best = 0.0
                var margins: [Double] = []
                for t in stride(from: part * tilesAPart, to: min(tiles, (part + 1) * tilesAPart), by: step) {
                    let tile = unsafe tileAt(t, pointers)
                    scorer.rank(tile, scores)
                    for i in 0..<min(Self.tile, self.count - t * Self.tile) {
                        best += scorer.best(i)
                        let choice = scorer.leader(i)
                        let margin = scorer.best(i) - scorer.rival(i)
                        if choice > 0 { chosen.add(choice - 1, tile.value(choice - 1, i), tile.cost(choice - 1, i)) }
                        if i % 16 == 0 { margins.append(margin) }
                        let isNear = margin < width
                        guard isNear || (choice > 0 && squares) else { continue }
                        products.begin(uses, tile, i, choice)
                        if squares { products.addSquares() }
                        guard isNear else { continue }
                        products.subtract(uses, tile, i, scorer.second(i))
                        products.addBend()
                    }
                }
                return Part(
                    sums: Curvature(best: best, chosen: chosen.sums, bend: products.bend, squares: products.squares),
                    margins: margins)
            }
        }
        var all = Curvature(
            chosen: ChoiceSums(benefits: benefits), bend: Array(repeating: 0, count: count * count),
            squares: Array(repeating: 0, count: count * count))
        var margins: [Double] = []
        for part in parts {
            all.best += part.sums.best
            all.chosen += part.sums.chosen
            for j in all.bend.indices {
                all.bend[j] += part.sums.bend[j] / (2 * width)
                all.squares[j] += part.sums.squares[j]
            }
            margins.append(contentsOf: part.margins)
        }
        for r in 0..<count {
            for s in 0..<r {
                all.bend[s * count + r] = all.bend[r * count + s]
                all.squares[s * count + r] = all.squares[r * count + s]
            }
        }
        // A few hundred are enough to tell.
        let thin = max(1, margins.count / 1_000)
        let some = stride(from: 0, to: margins.count, by: thin).map { margins[$0] }.sorted()
        all.typicalMargin = some.isEmpty ? 0 : some[min(some.count - 1, Int(request.share * Double(some.count)))]
        return all
    }
}

/// Products of what customers use, in flat memory of one thread.
@safe private final class RowProducts {
    private let count: Int
    private let change: UnsafeMutablePointer<Double>
    private let bendSums: UnsafeMutablePointer<Double>
    private let squareSums: UnsafeMutablePointer<Double>

    init(_ count: Int) {
        self.count = count
        let size = max(1, count * count)
        unsafe change = .allocate(capacity: max(1, count))
        unsafe change.initialize(repeating: 0, count: max(1, count))
        unsafe bendSums = .allocate(capacity: size)
        unsafe bendSums.initialize(repeating: 0, count: size)
        unsafe squareSums = .allocate(capacity: size)
        unsafe squareSums.initialize(repeating: 0, count: size)
    }

    deinit {
        unsafe change.deallocate()
        unsafe bendSums.deallocate()
        unsafe squareSums.deallocate()
    }

    /// Takes what a choice (from 1; 0 for none) uses.
    @inline(__always)
    func begin(_ uses: RowUses, _ tile: Tile, _ i: Int, _ choice: Int) {
        guard choice > 0 else {
            for r in 0..<count { unsafe change[r] = 0 }
            return
        }
        let value = tile.value(choice - 1, i)
        let cost = tile.cost(choice - 1, i)
        for r in 0..<count { unsafe change[r] = uses.use(r, benefit: choice - 1, value: value, cost: cost) }
    }

    /// Takes away what another uses.
    @inline(__always)
    func subtract(_ uses: RowUses, _ tile: Tile, _ i: Int, _ choice: Int) {
        guard choice > 0 else { return }
        let value = tile.value(choice - 1, i)
        let cost = tile.cost(choice - 1, i)
        for r in 0..<count { unsafe change[r] -= uses.use(r, benefit: choice - 1, value: value, cost: cost) }
    }

    func addSquares() { unsafe add(squareSums) }
    func addBend() { unsafe add(bendSums) }

    @inline(__always)
    private func add(_ sums: UnsafeMutablePointer<Double>) {
        for r in 0..<count {
            let own = unsafe change[r]
            if own == 0 { continue }
            for s in 0...r { unsafe sums[r * count + s] += own * change[s] }
        }
    }

    var bend: [Double] { unsafe Array(UnsafeBufferPointer(start: bendSums, count: count * count)) }
    var squares: [Double] { unsafe Array(UnsafeBufferPointer(start: squareSums, count: count * count)) }
}
