// SPDX-License-Identifier: GPL-3.0-or-later

/// A function that is linear between given points and above the one it stands for.
struct BlockGrid {
    var points: [Double]
    var values: [Double]

    /// The value at `x`, found from interval `hint` on (which is moved there); clamped to the ends.
    @inline(__always)
    func value(at x: Double, _ hint: inout Int) -> Double {
        let last = points.count - 1
        if last == 0 || x <= points[0] { return values[0] }
        if x >= points[last] { return values[last] }
        while hint < last - 1 && points[hint + 1] < x { hint += 1 }
        while hint > 0 && points[hint] > x { hint -= 1 }
        let (a, b) = (points[hint], points[hint + 1])
        return values[hint] + (values[hint + 1] - values[hint]) * ((x - a) / (b - a))
    }

    /// The largest value over [c + low, c + high] for rising c.
    struct Window {
        let low: Double
        let high: Double
        private var queue: [Int] = []
        private var head = 0
        private var entered = 0
        private var leftHint = 0
        private var rightHint = 0

        init(low: Double, high: Double) {
            (self.low, self.high) = (low, high)
        }

        mutating func most(_ grid: borrowing BlockGrid, _ c: Double) -> Double {
            let count = grid.points.count
            while entered < count && grid.points[entered] <= c + high {
                let value = grid.values[entered]
                while queue.count > head && grid.values[queue[queue.count - 1]] <= value { queue.removeLast() }
                queue.append(entered)
                entered += 1
            }
            while queue.count > head && grid.points[queue[head]] < c + low { head += 1 }
            var best = max(grid.value(at: c + low, &leftHint), grid.value(at: c + high, &rightHint))
            if queue.count > head { best = max(best, grid.values[queue[head]]) }
            return best
        }
    }

    /// For the points c (rising): the largest value over [c + low, c + high], raised where needed so that straight lines between them are
    /// nowhere below it. Between the places where an end of the window passes a point it is a maximum of straight lines, so only there it
    /// can be above the line.
    func windowed(over c: [Double], low: Double, high: Double, into result: inout [Double], raise: inout [Double]) {
        var window = Window(low: low, high: high)
        var (left, right) = (0, 0)
        let count = points.count
        while left < count && points[left] - low <= c[0] { left += 1 }
        while right < count && points[right] - high <= c[0] { right += 1 }
        var pending: [(c: Double, value: Double)] = []
        for k in c.indices {
            pending.removeAll(keepingCapacity: true)
            while true {
                let next = min(
                    left < count ? points[left] - low : .infinity, right < count ? points[right] - high : .infinity)
                guard next < c[k] else { break }
                if left < count && points[left] - low == next { left += 1 }
                if right < count && points[right] - high == next { right += 1 }
                pending.append((next, window.most(self, next)))
            }
            result[k] = window.most(self, c[k])
            guard k > 0, !pending.isEmpty else { continue }
            let width = c[k] - c[k - 1]
            var excess = 0.0
            for event in pending where width > 0 {
                let line = result[k - 1] + (result[k] - result[k - 1]) * ((event.c - c[k - 1]) / width)
                excess = max(excess, event.value - line)
            }
            raise[k - 1] = max(raise[k - 1], excess)
        }
    }

    /// The same for a single shift: the value at c + shift, with what it is above straight lines in each interval.
    func shifted(over c: [Double], by shift: Double, into result: inout [Double], raise: inout [Double]) {
        var hint = 0
        var next = 0
        let count = points.count
        while next < count && points[next] - shift <= c[0] { next += 1 }
        for k in c.indices {
            result[k] = value(at: c[k] + shift, &hint)
            guard k > 0 else { continue }
            let width = c[k] - c[k - 1]
            var excess = 0.0
            while next < count && points[next] - shift < c[k] {
                if width > 0 {
                    let line = result[k - 1] + (result[k] - result[k - 1]) * ((points[next] - shift - c[k - 1]) / width)
                    excess = max(excess, values[next] - line)
                }
                next += 1
            }
            raise[k - 1] = excess
        }
    }
}
