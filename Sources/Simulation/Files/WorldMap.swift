// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// One map of a world file with checked access: every value is found by its key, in its range, or the error names its place.
struct WorldMap {
    let file: String
    let path: String
    let place: Place
    private var entries: [String: WorldEntry] = [:]

    init(_ node: WorldNode, file: String, path: String, known: [String]) throws(WorldError) {
        self.file = file
        self.path = path
        place = Place(file: file, line: node.line, field: path.isEmpty ? nil : path)
        guard case .map(let list, _) = node else { throw .wrongShape(place, expected: .map) }
        for entry in list {
            let place = Place(file: file, line: entry.line, field: path.isEmpty ? entry.key : path + "." + entry.key)
            guard known.contains(entry.key) else {
                throw .unknownKey(place, key: entry.key, nearest: nearestName(to: entry.key, in: known), known: known)
            }
            guard entries[entry.key] == nil else { throw .repeatedKey(place, key: entry.key) }
            entries[entry.key] = entry
        }
    }

    func node(_ key: String) -> WorldNode? { entries[key]?.value }

    /// Where a key's value stands, nil when the key is absent.
    func place(of key: String) -> Place? {
        entries[key].map { Place(file: file, line: $0.value.line, field: path.isEmpty ? key : path + "." + key) }
    }

    func text(_ key: String) throws(WorldError) -> String? {
        guard let node = node(key), let place = place(of: key) else { return nil }
        guard case .scalar(let text, _) = node else { throw .wrongShape(place, expected: .value) }
        return text
    }

    func list(_ key: String) throws(WorldError) -> [WorldNode]? {
        guard let node = node(key), let place = place(of: key) else { return nil }
        guard case .list(let items, _) = node else { throw .wrongShape(place, expected: .list) }
        return items
    }

    func number(_ key: String, _ range: ClosedRange<Double>) throws(WorldError) -> Double? {
        guard let text = try text(key), let place = place(of: key) else { return nil }
        guard let value = Double(text), value.isFinite else {
            throw .notANumber(place, found: text, low: range.lowerBound, high: range.upperBound)
        }
        guard range.contains(value) else {
            throw .outOfRange(place, found: text, low: range.lowerBound, high: range.upperBound)
        }
        return value
    }

    /// A percentage, with or without `%`, as a share.
    func percent(_ key: String, _ range: ClosedRange<Double>) throws(WorldError) -> Double? {
        guard let text = try text(key), let place = place(of: key) else { return nil }
        var digits = Substring(text)
        if digits.last == "%" { digits.removeLast() }
        while digits.last == " " { digits.removeLast() }
        guard let value = Double(digits), value.isFinite else {
            throw .notANumber(place, found: text, low: range.lowerBound, high: range.upperBound)
        }
        guard range.contains(value) else {
            throw .outOfRange(place, found: text, low: range.lowerBound, high: range.upperBound)
        }
        return value / 100
    }

    func whole(_ key: String, _ range: ClosedRange<Int>) throws(WorldError) -> Int? {
        guard let text = try text(key), let place = place(of: key) else { return nil }
        let low = Double(range.lowerBound)
        let high = Double(range.upperBound)
        guard let value = Int(text) else {
            if let other = Double(text), other.isFinite, !(low...high).contains(other) {
                throw .outOfRange(place, found: text, low: low, high: high)
            }
            throw .notWhole(place, found: text, low: low, high: high)
        }
        guard range.contains(value) else { throw .outOfRange(place, found: text, low: low, high: high) }
        return value
    }

    func day(_ key: String) throws(WorldError) -> Day? {
        guard let text = try text(key), let place = place(of: key) else { return nil }
        guard let day = Day(text), day.civil.year <= 2_900 else { throw .notADay(place, found: text) }
        return day
    }

    func money(_ key: String, _ range: ClosedRange<Double>) throws(WorldError) -> Money? {
        guard let text = try text(key), let place = place(of: key) else { return nil }
        guard let money = Money(decimalYuan: text) else { throw .notMoney(place, found: text) }
        guard range.contains(money.yuan) else {
            throw .outOfRange(place, found: text, low: range.lowerBound, high: range.upperBound)
        }
        return money
    }

    func word(_ key: String, _ choices: [String]) throws(WorldError) -> String? {
        guard let text = try text(key), let place = place(of: key) else { return nil }
        guard choices.contains(text) else { throw .notOneOf(place, found: text, choices: choices) }
        return text
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String) throws(WorldError) -> Choice? {
        guard let text = try word(key, Choice.allCases.map(\.rawValue)) else { return nil }
        return Choice(rawValue: text)
    }
}
