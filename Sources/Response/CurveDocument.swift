// SPDX-License-Identifier: GPL-3.0-or-later
public import FoundationEssentials
public import Market

/// Curves that another tool found, as `fit --from` reads them.
///
/// ```json
/// {
///   "cadence": "daily",
///   "as_of": "2025-09-28",
///   "lines": [
///     { "channel": "search", "goods": "all", "audience": "all", "outcome": "gmv",
///       "curve": { "family": "hill", "cap": 5200, "half_spend_yuan": 900, "exponent": 1 },
///       "carry_over": 0.2, "carry_in_yuan": 150,
///       "rates": { "orders": 0.008 },
///       "weekday": [1, 0.95, 0.95, 1, 1.05, 1.05, 1],
///       "seen_largest_yuan": 1800 }
///   ]
/// }
/// ```
///
/// `channel`, `outcome` and `curve` are required. A curve gives the outcome per period for an effective spend in yuan per period,
/// effective spend being spend[t] + carry_over · effective spend[t − 1]. Unknown keys are errors.
public struct CurveDocument: Sendable, Hashable, Codable {
    /// One line's curve.
    public struct Line: Sendable, Hashable, Codable {
        public var channel: Channel
        /// `all` where absent.
        public var goods: GoodsID?
        public var audience: Audience?
        public var outcome: Outcome
        public var curve: ResponseCurve
        /// θ in [0, 1); 0 where absent.
        public var carryOver: Double?
        /// Effective spend left from before, yuan, at least 0.
        public var carryInYuan: Double?
        /// Outcome per unit of `outcome`, at least 0.
        public var rates: [Outcome: Double]?
        /// Seven positive numbers, Monday first; they are scaled to a mean of 1.
        public var weekday: [Double]?
        /// Largest spend per period that the curve was fitted on, yuan.
        public var seenLargestYuan: Double?

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case channel, goods, audience, outcome, curve, rates, weekday
            case carryOver = "carry_over"
            case carryInYuan = "carry_in_yuan"
            case seenLargestYuan = "seen_largest_yuan"
        }

        public init(channel: Channel, goods: GoodsID? = nil, audience: Audience? = nil, outcome: Outcome, curve: ResponseCurve)
        {
            self.channel = channel
            self.goods = goods
            self.audience = audience
            self.outcome = outcome
            self.curve = curve
        }

        public init(from decoder: any Decoder) throws {
            try AnyKey.check(decoder, known: CodingKeys.allCases.map(\.rawValue))
            let values = try decoder.container(keyedBy: CodingKeys.self)
            channel = try values.decode(Channel.self, forKey: .channel)
            goods = try values.decodeIfPresent(GoodsID.self, forKey: .goods)
            audience = try values.decodeIfPresent(Audience.self, forKey: .audience)
            outcome = try values.decode(Outcome.self, forKey: .outcome)
            curve = try values.decode(ResponseCurve.self, forKey: .curve)
            func number(_ key: CodingKeys, _ accepted: String, _ isGood: (Double) -> Bool) throws -> Double? {
                guard let value = try values.decodeIfPresent(Double.self, forKey: key) else { return nil }
                guard value.isFinite, isGood(value) else {
                    throw DecodingError.dataCorruptedError(
                        forKey: key, in: values, debugDescription: "\(value) is out of range: \(accepted)")
                }
                return value
            }
            carryOver = try number(.carryOver, "at least 0, below 1") { $0 >= 0 && $0 < 1 }
            carryInYuan = try number(.carryInYuan, "at least 0") { $0 >= 0 }
            seenLargestYuan = try number(.seenLargestYuan, "above 0") { $0 > 0 }
            rates = try values.decodeIfPresent([Outcome: Double].self, forKey: .rates)
            if let rates, rates.values.contains(where: { !($0 >= 0 && $0.isFinite) }) {
                throw DecodingError.dataCorruptedError(forKey: .rates, in: values, debugDescription: "rates must be at least 0")
            }
            weekday = try values.decodeIfPresent([Double].self, forKey: .weekday)
            if let weekday, weekday.count != 7 || weekday.contains(where: { !($0 > 0 && $0.isFinite) }) {
                throw DecodingError.dataCorruptedError(
                    forKey: .weekday, in: values, debugDescription: "seven numbers above 0, Monday first")
            }
        }

        var key: LineKey { LineKey(channel: channel, goods: goods ?? .all, audience: audience ?? .all) }
    }

    /// `daily` where absent.
    public var cadence: String?
    public var asOf: Day?
    public var lines: [Line]

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case cadence, lines
        case asOf = "as_of"
    }

    public init(cadence: String? = nil, asOf: Day? = nil, lines: [Line]) {
        self.cadence = cadence
        self.asOf = asOf
        self.lines = lines
    }

    public init(from decoder: any Decoder) throws {
        try AnyKey.check(decoder, known: CodingKeys.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: CodingKeys.self)
        cadence = try values.decodeIfPresent(String.self, forKey: .cadence)
        if let cadence, Self.cadences[cadence] == nil {
            throw DecodingError.dataCorruptedError(
                forKey: .cadence, in: values, debugDescription: "'\(cadence)' is not one of daily, weekly, monthly")
        }
        asOf = try values.decodeIfPresent(Day.self, forKey: .asOf)
        lines = try values.decode([Line].self, forKey: .lines)
    }

    private static let cadences: [String: Cadence] = ["daily": .daily, "weekly": .weekly, "monthly": .monthly]

    /// Reads a document and checks it.
    ///
    /// - Throws: `FitError.document` naming file and field, for JSON that does not parse, unknown keys, values out of range, no lines, or
    ///   the same line twice.
    public static func read(_ data: Data, file: String) throws(FitError) -> FittedResponse {
        let document: CurveDocument
        do {
            document = try JSONDecoder().decode(CurveDocument.self, from: data)
        } catch let error as DecodingError {
            throw .document(fault(error, file: file))
        } catch {
            throw .document(Fault(.data, at: Place(file: file), Notice("response.document-unreadable")))
        }
        return try document.response(file: file)
    }

    /// The curves as a response without uncertainty.
    public func response(file: String) throws(FitError) -> FittedResponse {
        guard !lines.isEmpty else {
            throw .document(Fault(.data, at: Place(file: file, field: "lines"), Notice("response.document-empty")))
        }
        var seen: Set<LineKey> = []
        var fitted: [FittedLine] = []
        let cadence = self.cadence.flatMap { Self.cadences[$0] } ?? .daily
        for (index, line) in lines.enumerated() {
            guard seen.insert(line.key).inserted else {
                throw .document(
                    Fault(
                        .data, at: Place(file: file, field: "lines[\(index)]"), found: line.key.description,
                        Notice("response.document-duplicate", ["line": .text(line.key.description)])))
            }
            var weekday = line.weekday ?? []
            let mean = weekday.reduce(0, +) / 7
            if mean > 0 { weekday = weekday.map { $0 / mean } }
            let curve = line.curve
            fitted.append(
                FittedLine(
                    line: line.key, primary: line.outcome, curve: curve, carryOver: line.carryOver ?? 0,
                    carryIn: line.carryInYuan ?? 0, weekday: cadence == .daily ? weekday : [],
                    rates: (line.rates ?? [:]).mapValues { Estimate(mean: $0, standardError: 0) },
                    seen: line.seenLargestYuan.map { SpendRange(mean: $0 / 2, largest: $0, periods: 0) }, evidence: .given))
        }
        return FittedResponse(cadence: cadence, asOf: asOf, lines: fitted)
    }

    private static func fault(_ error: DecodingError, file: String) -> Fault {
        func made(_ keys: [any CodingKey], _ notice: Notice) -> Fault {
            let field = CodingPath.text(keys)
            return Fault(.data, at: Place(file: file, field: field.isEmpty ? nil : field), notice)
        }
        switch error {
        case .keyNotFound(let key, let context):
            return made(context.codingPath + [key], Notice("response.document-missing", ["field": .text(key.stringValue)]))
        case .dataCorrupted(let context):
            return made(context.codingPath, Notice("response.document-bad-value", ["reason": .text(context.debugDescription)]))
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return made(context.codingPath, Notice("response.document-bad-value", ["reason": .text(context.debugDescription)]))
        @unknown default:
            return Fault(.data, at: Place(file: file), Notice("response.document-unreadable"))
        }
    }
}

/// Any key of an object, to find the ones that nobody knows.
private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }

    static func check(_ decoder: any Decoder, known: [String]) throws {
        let values = try decoder.container(keyedBy: AnyKey.self)
        for key in values.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) where !known.contains(key.stringValue) {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: values, debugDescription: "'\(key.stringValue)' is not one of \(known.joined(separator: ", "))"
            )
        }
    }
}
