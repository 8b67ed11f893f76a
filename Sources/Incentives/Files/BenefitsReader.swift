// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The benefits table: `benefit,face_value,redemption,max_count,max_cost,min_count,group`, all but the first optional.
public enum BenefitsReader {
    /// Benefits and the rules that the table states of them.
    public struct Reading: Sendable {
        public var benefits: [Benefit]
        public var rules: [AllocationRule]
    }

    /// Reads the table at `path`. Amounts are in yuan, redemption is a share from 0 to 1; an empty field states nothing.
    public static func read(path: String) throws(IncentivesError) -> Reading {
        let known = ["benefit", "face_value", "redemption", "max_count", "max_cost", "min_count", "group"]
        let mapped = try MappedFile(path: path)
        var scanner = unsafe FieldScanner(unsafe mapped.bytes)
        guard scanner.next() else { throw .missingColumn(file: path, name: "benefit") }
        let header = scanner.fields.indices.map { scanner.text($0).trimmedASCII }
        if let unknown = header.first(where: { !known.contains($0) }) {
            throw .unknownColumn(Place(file: path, line: 1, field: unknown), found: unknown)
        }
        guard header.contains("benefit") else { throw .missingColumn(file: path, name: "benefit") }
        var reading = Reading(benefits: [], rules: [])
        while scanner.next() {
            guard scanner.fields.count == header.count else {
                throw .badRow(Place(file: path, line: scanner.line), kind: .wrongFields, found: "\(scanner.fields.count)")
            }
            func number(_ name: String, most: Double) throws(IncentivesError) -> Double? {
                guard let column = header.firstIndex(of: name), !scanner.isBlank(column) else { return nil }
                guard let value = scanner.number(column), value >= 0, value <= most else {
                    throw .badRow(
                        Place(file: path, line: scanner.line, field: name), kind: .badValue, found: scanner.text(column))
                }
                return value
            }
            func text(_ name: String) -> String { header.firstIndex(of: name).map { scanner.text($0).trimmedASCII } ?? "" }
            let name = text("benefit")
            let place = "\(path):\(scanner.line)"
            if name.isEmpty {
                throw .badRow(Place(file: path, line: scanner.line, field: "benefit"), kind: .unknownBenefit, found: "")
            }
            if reading.benefits.contains(where: { $0.name == name }) { throw .repeatedBenefit(name) }
            let group = text("group")
            reading.benefits.append(
                Benefit(
                    name: name, faceValue: try number("face_value", most: CellLimit.cost / 100).flatMap { Money(yuan: $0) },
                    redemption: try number("redemption", most: 1) ?? 1, group: group.isEmpty ? nil : group))
            if let most = try number("max_count", most: 1e9) {
                reading.rules.append(
                    AllocationRule(
                        name: "max_count \(name)", benefits: [name], measure: .countAtMost(Int(most)), saidAt: place))
            }
            if let most = try number("max_cost", most: 1e13), let money = Money(yuan: most) {
                reading.rules.append(
                    AllocationRule(name: "max_cost \(name)", benefits: [name], measure: .costAtMost(money), saidAt: place))
            }
            if let least = try number("min_count", most: 1e9), least > 0 {
                reading.rules.append(
                    AllocationRule(
                        name: "min_count \(name)", benefits: [name], measure: .countAtLeast(Int(least)), saidAt: place))
            }
        }
        return reading
    }
}
