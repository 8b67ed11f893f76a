// SPDX-License-Identifier: GPL-3.0-or-later

/// The links of carry-over chains, e = (c − b·e′ − a·x) / own, in an order in which each follows the one that it depends on.
///
/// A linear program keeps such rows to its tolerance, which is coarse for amounts that have nearly decayed; putting the inputs of curves
/// through the links again keeps them to rounding.
struct CarryOverLinks {
    struct Link {
        let row: Int
        /// The curve's input that the row determines.
        let effective: Int
        let own: Double
        let others: [NormalForm.Entry]
        let constant: Double
    }

    private(set) var links: [Link] = []
    /// x = constant + factor · n with n whole: packages.
    private var packages: [(amount: Int, pieces: Int, constant: Double, factor: Double)] = []

    /// A link is an equality of two or three variables: inputs of curves e and perhaps e′ with coefficients of opposite sign, and one x that is
    /// neither input nor output, whose sign is opposite to e's. Each input is determined by at most one link.
    init(_ form: borrowing NormalForm) {
        for i in 0..<form.rowCount where form.rowLower[i] == form.rowUpper[i] && form.rows[i].count == 2 {
            let (a, b) = (form.rows[i][0], form.rows[i][1])
            guard form.whole[a.index] != form.whole[b.index] else { continue }
            let (x, n) = form.whole[a.index] ? (b, a) : (a, b)
            guard form.curvesOfOutput[x.index].isEmpty else { continue }
            packages.append((x.index, n.index, form.rowLower[i] / x.value, -n.value / x.value))
        }
        var found: [Int: Link] = [:]
        for i in 0..<form.rowCount where form.rowLower[i] == form.rowUpper[i] && (2...3).contains(form.rows[i].count) {
            let inputs = form.rows[i].filter { !form.curvesOfInput[$0.index].isEmpty && !form.whole[$0.index] }
            let plain = form.rows[i].filter {
                form.curvesOfInput[$0.index].isEmpty && form.curvesOfOutput[$0.index].isEmpty && !form.whole[$0.index]
            }
            guard inputs.count <= 2, plain.count <= 1, inputs.count + plain.count == form.rows[i].count else { continue }
            let reference = plain.first?.value ?? inputs.map(\.value).min() ?? 0
            guard let own = inputs.first(where: { $0.value * reference < 0 }), found[own.index] == nil else { continue }
            let others = form.rows[i].filter { $0.index != own.index }
            guard others.allSatisfy({ $0.value * own.value < 0 }) else { continue }
            found[own.index] = Link(
                row: i, effective: own.index, own: own.value, others: others, constant: form.rowLower[i])
        }
        // A link's predecessor is the link that determines its e′; chains are walked from their first day on.
        var done: Set<Int> = []
        for start in found.keys.sorted() {
            var path: [Int] = []
            var next: Int? = start
            while let index = next, let link = found[index], !done.contains(index), !path.contains(index) {
                path.append(index)
                next = link.others.first { found[$0.index] != nil }?.index
            }
            for index in path.reversed() where done.insert(index).inserted {
                if let link = found[index] { links.append(link) }
            }
        }
    }

    /// Determines amounts from whole packages, and every chain's inputs from the amounts that flow into it.
    func apply(to x: inout [Double]) {
        for package in packages { x[package.amount] = package.constant + package.factor * x[package.pieces] }
        for link in links {
            var sum = link.constant
            for other in link.others { sum -= other.value * x[other.index] }
            x[link.effective] = sum / link.own
        }
    }
}
