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
    public private(set) var arms: [String]
    /// By customer, an index into `arms`.
    public private(set) var arm: [Int]
    /// By customer: probability of the arm it was given.
    public private(set) var propensity: [Double]
    public private(set) var outcome: [Double]
    /// What the columns became: a column of words is one feature for each of the common ones.
    public private(set) var featureNames: [String] = []
    /// By feature, then customer; no number is missing.
    public private(set) var features: [[Double]] = []
    /// How columns became features.
    public private(set) var encoding: [FeatureColumn] = []
    /// By customer; empty for none.
    public private(set) var segments: [String]
    /// True when the propensities are known rather than guessed.
    public private(set) var isRandomized: Bool
    public private(set) var rowFaults = RowFaults()
    /// Arms with too few customers to say anything, left out.
    public private(set) var smallArms: [String] = []

    public var count: Int { arm.count }

    /// Fewest customers of an arm.
    static let leastOfArm = 10
    /// Most arms.
    static let mostArms = 64

    /// A trial in memory; a feature that is no number is missing. Throws when it has fewer than two arms of ten customers, or arrays of
    /// different lengths.
    public init(
        arms: [String], arm: [Int], propensity: [Double], outcome: [Double], featureNames: [String], features: [[Double]],
        segments: [String] = [], isRandomized: Bool = true
    ) throws(IncentivesError) {
        self.arms = arms
        self.arm = arm
        self.propensity = propensity
        self.outcome = outcome
        self.segments = segments
        self.isRandomized = isRandomized
        guard propensity.count == arm.count, outcome.count == arm.count, features.count == featureNames.count,
            features.allSatisfy({ $0.count == arm.count }), segments.isEmpty || segments.count == arm.count,
            arm.allSatisfy({ arms.indices.contains($0) }), propensity.allSatisfy({ $0 > 0 && $0 <= 1 }),
            outcome.allSatisfy({ abs($0) <= CellLimit.value })
        else { throw .badTrial(file: "trial", reason: "lengths", found: "\(arm.count)") }
        encode(
            zip(featureNames, features).map { name, column in
                var raw = RawFeature(name: name)
                for number in column { raw.add(number.isFinite ? number : nil, text: { "" }, isBlank: !number.isFinite) }
                return raw
            })
        try settleArms("trial")
    }

    private mutating func encode(_ raw: [RawFeature]) {
        for column in raw {
            guard let (column, values) = column.finished() else { continue }
            encoding.append(column)
            featureNames += column.names
            features += values
        }
    }

    /// Leaves out arms that are too small; throws when too little is left.
    private mutating func settleArms(_ file: String) throws(IncentivesError) {
        guard arms.count >= 2 else { throw .badTrial(file: file, reason: "one-arm", found: arms.joined(separator: ", ")) }
        guard arms.count <= Self.mostArms else { throw .badTrial(file: file, reason: "many-arms", found: "\(arms.count)") }
        var members = [Int](repeating: 0, count: arms.count)
        for own in arm { members[own] += 1 }
        let small = arms.indices.filter { members[$0] < Self.leastOfArm }
        guard !small.isEmpty else { return }
        if small.contains(0) || small.count == arms.count - 1 {
            let worst = small[0]
            throw .badTrial(file: file, reason: "small-arm", found: "\(arms[worst]): \(members[worst])")
        }
        smallArms = small.map { arms[$0] }
        let kept = arms.indices.filter { !small.contains($0) }
        let rows = arm.indices.filter { !small.contains(arm[$0]) }
        arm = rows.map { kept.firstIndex(of: arm[$0]) ?? 0 }
        arms = kept.map { arms[$0] }
        propensity = rows.map { propensity[$0] }
        outcome = rows.map { outcome[$0] }
        let own = features
        features = own.map { column in rows.map { column[$0] } }
        if !segments.isEmpty { segments = rows.map { segments[$0] } }
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
        let propensityColumn = reading.shares.isEmpty ? reading.propensity.flatMap { header.firstIndex(of: $0) } : nil
        let segmentColumn = try reading.segment.map { (name) throws(IncentivesError) in try position(name) }
        guard propensityColumn != nil || !reading.shares.isEmpty || reading.allowObservational else {
            throw .observational(file: path)
        }
        let taken = Set(
            [reading.arm, reading.outcome, reading.propensity, reading.segment, "customer"].compactMap { $0 } + reading.ignored)
        let names = reading.features.isEmpty ? header.filter { !taken.contains($0) && !$0.isEmpty } : reading.features
        var columns: [Int] = []
        for name in names { columns.append(try position(name)) }
        arms = [reading.control]
        arm = []
        propensity = []
        outcome = []
        segments = []
        isRandomized = propensityColumn != nil || !reading.shares.isEmpty
        var raw = names.map { RawFeature(name: $0) }
        var armNumbers = [reading.control: 0]
        while scanner.next() {
            guard scanner.fields.count == header.count else {
                rowFaults.note(.wrongFields, line: scanner.line)
                continue
            }
            let name = scanner.text(armColumn).trimmedASCII
            guard let result = scanner.number(outcomeColumn), abs(result) <= CellLimit.value, !name.isEmpty else {
                rowFaults.note(.badValue, line: scanner.line)
                continue
            }
            let chance = propensityColumn.map { scanner.number($0) ?? .nan } ?? reading.shares[name] ?? .nan
            if isRandomized, !(chance > 0 && chance <= 1) {
                throw .badTrial(file: path, reason: "propensity", found: "\(name) line \(scanner.line)")
            }
            if armNumbers[name] == nil {
                armNumbers[name] = arms.count
                arms.append(name)
                guard arms.count <= Self.mostArms else {
                    throw .badTrial(file: path, reason: "many-arms", found: reading.arm)
                }
            }
            arm.append(armNumbers[name] ?? 0)
            propensity.append(chance)
            outcome.append(result)
            if let segmentColumn { segments.append(scanner.text(segmentColumn).trimmedASCII) }
            for (index, column) in columns.enumerated() {
                raw[index].add(
                    scanner.number(column), text: { scanner.text(column).trimmedASCII }, isBlank: scanner.isBlank(column))
            }
        }
        // Without known propensities the arms' shares stand in for them.
        if !isRandomized {
            var members = [Double](repeating: 0, count: arms.count)
            for own in arm { members[own] += 1 }
            propensity = arm.map { members[$0] / Double(max(1, arm.count)) }
        }
        encode(raw)
        try settleArms(path)
    }
}
