// SPDX-License-Identifier: GPL-3.0-or-later
import Market

extension UpliftModel {
    /// Scores the customers of a table with the model's columns: who could get what, by incremental value and expected cost.
    ///
    /// Benefits are the model's arms but the control. Costs are the face value of the benefit of the same name times its redemption, else
    /// what the fit was told that the arm costs. A column that the table does not have is missing for everybody.
    public func offers(path: String, benefits: [Benefit] = [], strict: Bool = false) throws(IncentivesError)
        -> TableReader.Reading
    {
        let mapped = try MappedFile(path: path)
        var scanner = unsafe FieldScanner(unsafe mapped.bytes)
        guard scanner.next() else { throw .missingColumn(file: path, name: "customer") }
        let header = scanner.fields.indices.map { scanner.text($0).trimmedASCII }
        guard let customer = header.firstIndex(of: "customer") else { throw .missingColumn(file: path, name: "customer") }
        let columns = encoding.map { column in header.firstIndex(of: column.name) }
        let segment = segmentColumn.flatMap { header.firstIndex(of: $0) }
        var costs: [Double] = []
        for arm in arms.dropFirst() {
            let stated = benefits.first { $0.name == arm }?.expectedCost.map { Double($0.fen) }
            guard let cost = stated ?? armCosts[arm].map({ ($0 * 100).rounded() }), cost >= 0, cost <= CellLimit.cost else {
                throw .noCost(benefit: arm)
            }
            costs.append(cost)
        }
        for benefit in benefits where !arms.dropFirst().contains(benefit.name) {
            throw .unknownBenefit(rule: path, benefit: benefit.name, known: Array(arms.dropFirst()))
        }
        var names = NameIndex()
        var values = [[Double]](repeating: [], count: costs.count)
        var faults = RowFaults()
        var features: [Double] = []
        while scanner.next() {
            var kind: BadRow?
            if scanner.fields.count != header.count {
                kind = .wrongFields
            } else if scanner.isBlank(customer) {
                kind = .missingCustomer
            } else {
                let before = names.count
                let row = unsafe names.row(UnsafeRawBufferPointer(rebasing: scanner.bytes[scanner.fields[customer]]))
                if row < before { kind = .duplicatePair }
            }
            if let kind {
                if strict { throw .badRow(Place(file: path, line: scanner.line), kind: kind, found: scanner.text(customer)) }
                faults.note(kind, line: scanner.line)
                continue
            }
            features.removeAll(keepingCapacity: true)
            for (column, position) in zip(encoding, columns) {
                column.append(
                    number: position.flatMap { scanner.number($0) } ?? .nan,
                    text: position.map { scanner.text($0).trimmedASCII } ?? "", to: &features)
            }
            let own = effects(features: features, segment: segment.map { scanner.text($0).trimmedASCII } ?? "")
            for k in values.indices { values[k].append(own[k + 1] * valuePerOutcome) }
        }
        let count = names.count
        let order = names.order()
        var v: [Double] = []
        v.reserveCapacity(count * values.count)
        for column in values { if let order { v += order.map { column[$0] } } else { v += column } }
        let table = try AllocationTable(
            customers: names.names(order), benefits: Array(arms.dropFirst()),
            values: CellMatrix(v, customers: count, benefits: values.count),
            costs: CellMatrix(constant: costs, customers: count), costUnit: .fen)
        return TableReader.Reading(table: table, faults: faults)
    }

    /// Checks a model that comes from a file: whether all its parts fit together, so that scoring cannot fail.
    public func check(file: String) throws(IncentivesError) {
        let width = featureNames.count
        let finite = { (numbers: [Double]) in numbers.allSatisfy(\.isFinite) }
        let linear =
            coefficients.isEmpty
            || (coefficients.count == arms.count && design.means.count == width && design.deviations.count == width
                && coefficients.allSatisfy { ($0.isEmpty || $0.count == design.size) && finite($0) })
        let grown =
            trees.isEmpty
            || (trees.count == arms.count
                && trees.allSatisfy { ensemble in
                    ensemble.base.isFinite
                        && ensemble.trees.allSatisfy { tree in
                            tree.features.count == 7 && tree.thresholds.count == 7 && tree.leaves.count == 8
                                && tree.features.allSatisfy { $0 < width } && finite(tree.leaves)
                        }
                })
        guard arms.count >= 2, arms.count <= Trial.mostArms, Set(arms).count == arms.count, average.count == arms.count,
            segments.count == arms.count, finite(average), segments.allSatisfy({ finite(Array($0.values)) }), linear, grown,
            valuePerOutcome.isFinite, linearShare >= 0, linearShare <= 1, finite(design.means), finite(design.deviations)
        else { throw .badModel(file: file) }
    }
}

extension AllocationTable {
    /// Writes the offers as long text, `customer,benefit,value,cost`, costs in yuan.
    public func writeOffers(to path: String) throws(IncentivesError) {
        var output = try AtomicOutput(path: path)
        var buffer = Array("customer,benefit,value,cost\n".utf8)
        let names = benefits.map { AllocationWriter.field(Array($0.utf8)[...]) }
        for row in 0..<count {
            var name: [UInt8] = []
            customers.write(row: row, to: &name)
            name = AllocationWriter.field(name[...])
            for k in benefits.indices {
                guard let cell = cell(customer: row, benefit: k) else { continue }
                buffer.append(contentsOf: name)
                buffer.append(0x2C)
                buffer.append(contentsOf: names[k])
                buffer.append(contentsOf: ",\(cell.value),\(Money(fen: cell.costFen).decimalYuan)\n".utf8)
            }
            if buffer.count > 1 << 16 {
                try output.write(buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try output.write(buffer)
        try output.commit()
    }
}
