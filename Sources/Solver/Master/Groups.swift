// SPDX-License-Identifier: GPL-3.0-or-later

/// Cells that move together. Where a day of a carry-over chain gets no more than its least spend, its effect follows from the day before,
/// e = θ e′ + constant: the two are one decision, and the row that would say so is not needed (the blocks of pool-adjacent-violators).
struct CellGroup {
    struct Member {
        let cell: Int
        /// Input of the member = factor · input of the first member + offset.
        let factor: Double
        let offset: Double
        /// The definition by which it follows the member before; −1 for the first.
        let definition: Int
    }

    var members: [Member]
    /// Ends of the first member's input within which all members keep theirs.
    var low: Double
    var high: Double
}

extension Layout {
    /// The link of a chain that a definition is: x = own · e + previous · e′ + constant with own > 0 > previous.
    struct Link {
        let ownCell: Int
        let own: Double
        let previousCell: Int
        let previous: Double
    }

    /// The links among the definitions; nil for others.
    func links(_ form: borrowing NormalForm) -> [Link?] {
        var hasPredecessor = [Bool](repeating: false, count: cells.count)
        var hasSuccessor = hasPredecessor
        return definitions.map { definition in
            guard definition.entries.count == 2, let plus = definition.entries.first(where: { $0.value > 0 }),
                let minus = definition.entries.first(where: { $0.value < 0 }),
                case .input(let own) = roles[plus.index], case .input(let previous) = roles[minus.index], own != previous,
                !hasPredecessor[own], !hasSuccessor[previous],
                (cells[own].curves + cells[previous].curves).allSatisfy({ form.curves[$0].isConcave })
            else { return nil }
            hasPredecessor[own] = true
            hasSuccessor[previous] = true
            return Link(ownCell: own, own: plus.value, previousCell: previous, previous: minus.value)
        }
    }

    /// All cells in groups: those of pooled links together, every other one alone. Links that the box does not allow are left unpooled,
    /// and returned.
    func groups(_ form: borrowing NormalForm, _ links: [Link?], pooled: [Bool], box: Box) -> (
        groups: [CellGroup], refused: [Int]
    ) {
        var successor = [Int](repeating: -1, count: cells.count)
        var isFirst = [Bool](repeating: true, count: cells.count)
        for (number, link) in links.enumerated() where pooled[number] {
            guard let link else { continue }
            successor[link.previousCell] = number
            isFirst[link.ownCell] = false
        }
        var groups: [CellGroup] = []
        var refused: [Int] = []
        var open = cells.indices.filter { isFirst[$0] }
        open.reverse()
        while let first = open.popLast() {
            let input = cells[first].input
            var group = CellGroup(
                members: [.init(cell: first, factor: 1, offset: 0, definition: -1)], low: box.lower[input],
                high: max(box.lower[input], box.upper[input]))
            var last = group.members[0]
            while successor[last.cell] >= 0 {
                let number = successor[last.cell]
                guard let link = links[number] else { break }
                let x = definitions[number]
                // own · e = lower − constant − previous · e′
                let ratio = -link.previous / link.own
                let offset = (box.lower[x.variable] - x.constant) / link.own + ratio * last.offset
                let factor = ratio * last.factor
                let e = cells[link.ownCell].input
                let low = max(group.low, (box.lower[e] - 1e-12 - offset) / factor)
                let high = min(group.high, (box.upper[e] + 1e-12 - offset) / factor)
                if !(low <= high) || !offset.isFinite || factor < 1e-12 {
                    refused.append(number)
                    open.append(link.ownCell)
                    break
                }
                (group.low, group.high) = (low, high)
                last = .init(cell: link.ownCell, factor: factor, offset: offset, definition: number)
                group.members.append(last)
            }
            groups.append(group)
        }
        return (groups, refused)
    }
}
