// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What can be wrong with an allocation's input. The wording lives in the message catalogue.
///
/// That a problem has no solution is not an error but an answer: see `AllocationStatus`.
public enum IncentivesError: FaultError, Hashable {
    /// What a limit is about.
    public enum Counted: String, Sendable { case customers, benefits, rules, filters }

    /// There is no such file.
    case noFile(file: String)
    /// The operating system refused to read; `code` is errno.
    case unreadable(file: String, code: Int32)
    /// The operating system refused to write; `code` is errno.
    case unwritable(file: String, code: Int32)
    /// Not a NumPy file that can be read; `reason` is a short technical word.
    case badNumpy(file: String, reason: String)
    /// Numbers that are not customers × benefits.
    case wrongShape(file: String?, found: [Int])
    /// More than can be taken.
    case tooMany(what: Counted, found: Int, limit: Int)
    /// A benefit that stands twice.
    case repeatedBenefit(String)
    /// A rule or filter about a benefit that is not there.
    case unknownBenefit(rule: String, benefit: String, known: [String])
    /// A rule that stands twice.
    case repeatedRule(String)
    /// A budget, cap, quota or floor that is negative or no number.
    case badLimit(rule: String, found: String)
    /// A name that is no customer.
    case unknownCustomer(String)
    /// A column that must be there is not.
    case missingColumn(file: String, name: String)
    /// A header that is not understood.
    case unknownColumn(Place, found: String)
    /// Filters or segments without a customers' table to take them from.
    case noCustomers(column: String)
    /// Rules that cannot be kept together, with the place that each was said at.
    case impossible(rules: [String])
    /// No allocation that keeps all rules was found within the limits of the search; whether there is one is open.
    case noneFound
    /// A plan whose goal is no outcome that benefits' values could be counted in.
    case noObjective
    /// No benefit has a cost: neither in the file nor by face value.
    case noCost(benefit: String)
    /// With `strict`, the first row that cannot be used.
    case badRow(Place, kind: BadRow, found: String)
    /// With `strict`, the first cell of a matrix that cannot be used; `row` from 0.
    case badCell(file: String, kind: CellFaults.Kind, row: Int)
    /// Rows were dropped and the output exists: a partial allocation does not replace it.
    case partial(file: String, badRows: Int)
    /// The solver stopped; its own word for it.
    case solver(String)
    /// A model of effects that does not fit together.
    case badModel(file: String)
    /// A trial without known propensities.
    case observational(file: String)
    /// A trial that cannot be used; `reason` is one of the catalogue's `incentives.trial-…` keys without the prefix.
    case badTrial(file: String, reason: String, found: String)

    public var fault: Fault {
        switch self {
        case .noFile(let file): Fault(.noInput, at: Place(file: file), Notice("incentives.no-file"))
        case .unreadable(let file, let code):
            Fault(.noInput, at: Place(file: file), Notice("incentives.unreadable", ["code": .count(Int(code))]))
        case .unwritable(let file, let code):
            Fault(.cannotCreate, at: Place(file: file), Notice("incentives.unwritable", ["code": .count(Int(code))]))
        case .badNumpy(let file, let reason):
            Fault(.data, at: Place(file: file), found: reason, Notice("incentives.bad-numpy"))
        case .wrongShape(let file, let found):
            Fault(
                .data, at: file.map { Place(file: $0) }, found: found.map(String.init).joined(separator: " × "),
                Notice("incentives.wrong-shape"))
        case .tooMany(let what, let found, let limit):
            Fault(.data, found: "\(found)", Notice("incentives.too-many-\(what.rawValue)", ["limit": .count(limit)]))
        case .repeatedBenefit(let name): Fault(.data, found: name, Notice("incentives.repeated-benefit"))
        case .missingColumn(let file, let name):
            Fault(.data, at: Place(file: file), Notice("incentives.missing-column", ["name": .text(name)]))
        case .unknownColumn(let place, let found): Fault(.data, at: place, found: found, Notice("incentives.unknown-column"))
        case .noCost(let benefit): Fault(.data, Notice("incentives.no-cost", ["benefit": .text(benefit)]))
        case .badRow(let place, let kind, let found):
            Fault(.data, at: place, found: found, Notice("incentives.bad-row-\(kind.rawValue)"))
        case .badCell(let file, let kind, let row):
            Fault(.data, at: Place(file: file), found: kind.rawValue, Notice("incentives.bad-cell", ["row": .count(row)]))
        case .noCustomers(let column): Fault(.usage, Notice("incentives.no-customers", ["column": .text(column)]))
        case .impossible(let rules): Fault(.impossible, Notice("incentives.impossible", ["rules": .list(rules)]))
        case .noObjective: Fault(.data, Notice("incentives.no-objective"))
        case .noneFound: Fault(.fault, Notice("incentives.none-found"))
        case .partial(let file, let count):
            Fault(.cannotCreate, at: Place(file: file), Notice("incentives.partial", ["rows": .count(count)]))
        case .solver(let word): Fault(.fault, found: word, Notice("incentives.solver"))
        case .badModel(let file): Fault(.data, at: Place(file: file), Notice("incentives.bad-model"))
        case .observational(let file): Fault(.data, at: Place(file: file), Notice("incentives.observational"))
        case .badTrial(let file, let reason, let found):
            Fault(.data, at: Place(file: file), found: found, Notice("incentives.trial-\(reason)"))
        case .unknownBenefit, .repeatedRule, .badLimit, .unknownCustomer: requestFault
        }
    }

    /// Faults of what was asked for rather than of a file.
    private var requestFault: Fault {
        switch self {
        case .unknownBenefit(let rule, let benefit, let known):
            Fault(
                .configuration, found: benefit,
                Notice("incentives.unknown-benefit", ["rule": .text(rule), "accepted": .list(known)]))
        case .repeatedRule(let name): Fault(.configuration, found: name, Notice("incentives.repeated-rule"))
        case .badLimit(let rule, let found):
            Fault(.configuration, found: found, Notice("incentives.bad-limit", ["rule": .text(rule)]))
        case .unknownCustomer(let name): Fault(.usage, found: name, Notice("incentives.unknown-customer"))
        default: Fault(.fault, Notice("incentives.solver"))
        }
    }
}

/// What sort of row of an input file cannot be used.
public enum BadRow: String, Sendable, Codable, CodingKeyRepresentable, Hashable, CaseIterable {
    case missingCustomer = "missing-customer"
    case unknownBenefit = "unknown-benefit"
    case duplicatePair = "duplicate-pair"
    case badValue = "bad-value"
    case badCost = "bad-cost"
    case negativeCost = "negative-cost"
    case wrongFields = "wrong-fields"
}
