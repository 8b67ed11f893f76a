// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// How to read a randomized trial.
public struct TrialReading: Sendable, Hashable, Codable {
    /// Column of the arm that each customer was given.
    public var arm: String
    /// The arm of those who were given nothing.
    public var control: String
    public var outcome: String
    /// Column of the probability with which each was given its own arm.
    public var propensity: String?
    /// Probability of each arm, where all customers had the same.
    public var shares: [String: Double]
    /// Columns of numbers known before the trial; empty for all others that are numbers throughout.
    public var features: [String]
    /// Column of text by which segments are formed.
    public var segment: String?
    /// Columns that are no features.
    public var ignored: [String]
    /// Takes data without known propensities, which stay marked as such.
    public var allowObservational: Bool

    public init(
        arm: String = "arm", control: String = "control", outcome: String = "outcome", propensity: String? = "propensity",
        shares: [String: Double] = [:], features: [String] = [], segment: String? = nil, ignored: [String] = [],
        allowObservational: Bool = false
    ) {
        self.arm = arm
        self.control = control
        self.outcome = outcome
        self.propensity = propensity
        self.shares = shares
        self.features = features
        self.segment = segment
        self.ignored = ignored
        self.allowObservational = allowObservational
    }

    enum CodingKeys: String, CodingKey {
        case arm, control, outcome, propensity, shares, features, segment, ignored
        case allowObservational = "allow_observational"
    }
}

/// A trial: who was given what, with which probability, and what came of it.
public struct Trial: Sendable {
    /// Names of the arms; the first is the control.
    public var arms: [String]
    /// By customer, an index into `arms`.
    public var arm: [Int]
    /// By customer: probability of the arm it was given.
    public var propensity: [Double]
    public var outcome: [Double]
    public var featureNames: [String]
    /// By feature, then customer.
    public var features: [[Double]]
    /// By customer; empty for none.
    public var segments: [String]
    /// True when the propensities are known rather than guessed.
    public var isRandomized: Bool
    public var rowFaults: RowFaults

    public var count: Int { arm.count }

    /// A trial in memory. Throws when it has fewer than two arms, an arm with fewer than ten customers, or arrays of different lengths.
    public init(
        arms: [String], arm: [Int], propensity: [Double], outcome: [Double], featureNames: [String], features: [[Double]],
        segments: [String] = [], isRandomized: Bool = true
    ) throws(IncentivesError) {
        self.arms = arms
        self.arm = arm
        self.propensity = propensity
        self.outcome = outcome
        self.featureNames = featureNames
        self.features = features
        self.segments = segments
        self.isRandomized = isRandomized
        rowFaults = RowFaults()
        try check("trial")
    }

    private func check(_ file: String) throws(IncentivesError) {
        guard arms.count >= 2 else { throw .badTrial(file: file, reason: "one-arm", found: arms.joined(separator: ", ")) }
        guard propensity.count == count, outcome.count == count, features.count == featureNames.count,
            features.allSatisfy({ $0.count == count }), segments.isEmpty || segments.count == count,
            arm.allSatisfy({ arms.indices.contains($0) })
        else { throw .badTrial(file: file, reason: "lengths", found: "\(count)") }
        for (index, name) in arms.enumerated() {
            let members = arm.count { $0 == index }
            if members < 10 { throw .badTrial(file: file, reason: "small-arm", found: "\(name): \(members)") }
        }
    }

    /// Reads a trial from comma-separated text.
    public init(path: String, reading: TrialReading) throws(IncentivesError) {
        let mapped = try MappedFile(path: path)
        var scanner = unsafe FieldScanner(unsafe mapped.bytes)
        guard scanner.next() else { throw .missingColumn(file: path, name: reading.arm) }
        let header = scanner.fields.indices.map { scanner.text($0).trimmedASCII }
        func position(_ name: String) throws(IncentivesError) -> Int {
            guard let position = header.firstIndex(of: name) else { throw .missingColumn(file: path, name: name) }
            return position
        }
        let armColumn = try position(reading.arm)
        let outcomeColumn = try position(reading.outcome)
        let propensityColumn = reading.propensity.flatMap { header.firstIndex(of: $0) }
        let segmentColumn = try reading.segment.map { (name) throws(IncentivesError) in try position(name) }
        guard propensityColumn != nil || !reading.shares.isEmpty || reading.allowObservational else {
            throw .observational(file: path)
        }
        let taken = Set(
            [reading.arm, reading.outcome, reading.propensity, reading.segment, "customer"].compactMap { $0 } + reading.ignored)
        var names = reading.features.isEmpty ? header.filter { !taken.contains($0) } : reading.features
        var columns: [Int] = []
        for name in names { columns.append(try position(name)) }
        arms = [reading.control]
        arm = []
        propensity = []
        outcome = []
        segments = []
        rowFaults = RowFaults()
        isRandomized = propensityColumn != nil || !reading.shares.isEmpty
        var read = [[Double]](repeating: [], count: names.count)
        while scanner.next() {
            guard scanner.fields.count == header.count else {
                rowFaults.note(.wrongFields, line: scanner.line)
                continue
            }
            guard let result = scanner.number(outcomeColumn), abs(result) <= CellLimit.value else {
                rowFaults.note(.badValue, line: scanner.line)
                continue
            }
            let name = scanner.text(armColumn).trimmedASCII
            let chance = propensityColumn.map { scanner.number($0) ?? .nan } ?? reading.shares[name] ?? .nan
            if isRandomized, !(chance > 0 && chance <= 1) {
                throw .badTrial(file: path, reason: "propensity", found: "\(name) line \(scanner.line)")
            }
            if !arms.contains(name) { arms.append(name) }
            arm.append(arms.firstIndex(of: name) ?? 0)
            propensity.append(chance)
            outcome.append(result)
            if let segmentColumn { segments.append(scanner.text(segmentColumn)) }
            for (index, column) in columns.enumerated() { read[index].append(scanner.number(column) ?? .nan) }
        }
        if reading.features.isEmpty {
            let whole = names.indices.filter { read[$0].allSatisfy(\.isFinite) }
            names = whole.map { names[$0] }
            read = whole.map { read[$0] }
        } else if let bad = names.indices.first(where: { !read[$0].allSatisfy(\.isFinite) }) {
            throw .badTrial(file: path, reason: "feature", found: names[bad])
        }
        featureNames = names
        features = read
        // Without known propensities the arms' shares stand in for them.
        if !isRandomized {
            let shares = arms.indices.map { a in Double(arm.count { $0 == a }) / Double(max(1, arm.count)) }
            propensity = arm.map { shares[$0] }
        }
        try check(path)
    }
}
