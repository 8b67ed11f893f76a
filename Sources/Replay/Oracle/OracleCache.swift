// SPDX-License-Identifier: GPL-3.0-or-later
import FoundationEssentials
import Market
import Records
public import Response
import Simulation

/// Measured responses by the digest of what was measured, so that a world is asked once only. In JSON one array a line.
public struct OracleCache: Sendable, Codable, Hashable {
    private var worlds: [String: CompactResponse]

    /// Nothing measured yet.
    public init() { worlds = [:] }

    /// Number of worlds.
    public var count: Int { worlds.count }

    /// The response of a digest; nil where it was not measured.
    public subscript(digest: String) -> FittedResponse? {
        get { worlds[digest]?.response }
        set { worlds[digest] = newValue.map(CompactResponse.init) }
    }

    /// Only what is named.
    public func keeping(_ digests: some Sequence<String>) -> OracleCache {
        var copy = OracleCache()
        for digest in digests { copy.worlds[digest] = worlds[digest] }
        return copy
    }

    /// The digest of a measurement: 64 bits over the world's figures, the history that it exported (which any change of how a
    /// world lives changes), days, money and runs. It guards against stale measurements, not against forgery.
    static func digest(_ measurement: OracleMeasurement, history: CampaignHistory) -> String {
        var hash = Fingerprint()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        if let data = try? encoder.encode(measurement.market.parameters) { hash.add(data) }
        hash.add(HistoryCSV.write(history.records))
        let rest = [
            "\(measurement.horizon.begin)", "\(measurement.horizon.count)", "\(measurement.media.fen)", "\(measurement.tail)",
            "\(measurement.runs)", "design 1",
        ]
        hash.add(rest.joined(separator: " ").utf8)
        return hash.text
    }
}

/// FNV-1a over bytes, 64 bits (Fowler, Noll & Vo).
private struct Fingerprint {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    /// Sixteen hexadecimal digits.
    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// A measured response without what is the same for all lines.
private struct CompactResponse: Sendable, Codable, Hashable {
    var asOf: Day?
    var weekday: [Double]
    var lines: [CompactLine]
    var affiliates: [FittedAffiliate]

    init(_ response: FittedResponse) {
        asOf = response.asOf
        weekday = response.lines.first?.weekday ?? []
        lines = response.lines.map(CompactLine.init)
        affiliates = response.affiliates
    }

    var response: FittedResponse {
        FittedResponse(
            cadence: .daily, asOf: asOf, lines: lines.map { $0.line(weekday: weekday) }, affiliates: affiliates)
    }
}

/// `[channel, goods, audience, cap, half spend, seen mean, seen largest, seen periods, rates …]`.
private struct CompactLine: Sendable, Codable, Hashable {
    static let outcomes: [Outcome] = [.carts, .orders, .newCustomers, .gmv, .settledGMV, .margin]
    var key: LineKey
    var numbers: [Double]

    init(_ line: FittedLine) {
        key = line.line
        var cap = 0.0
        var half = 1.0
        if case .hill(let curve) = line.curve { (cap, half) = (curve.cap, curve.halfSpend) }
        numbers = [cap, half, line.seen?.mean ?? 0, line.seen?.largest ?? 0, Double(line.seen?.periods ?? 0)]
        // An outcome that is not known stands as −1.
        numbers += Self.outcomes.map { line.rates[$0]?.mean ?? -1 }
    }

    init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        key = LineKey(
            channel: try values.decode(Channel.self), goods: try values.decode(GoodsID.self),
            audience: try values.decode(Audience.self))
        numbers = []
        while !values.isAtEnd { numbers.append(try values.decode(Double.self)) }
        guard numbers.count == 5 + Self.outcomes.count, numbers[1] > 0 else {
            throw DecodingError.dataCorruptedError(in: values, debugDescription: "a measured line has 14 entries")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.unkeyedContainer()
        try values.encode(key.channel)
        try values.encode(key.goods)
        try values.encode(key.audience)
        for number in numbers { try values.encode(number) }
    }

    func line(weekday: [Double]) -> FittedLine {
        var rates: [Outcome: Response.Estimate] = [:]
        for (index, outcome) in Self.outcomes.enumerated() where numbers[5 + index] >= 0 {
            rates[outcome] = Response.Estimate(mean: numbers[5 + index], standardError: 0)
        }
        return FittedLine(
            line: key, primary: .clicks, curve: .hill(HillCurve(cap: numbers[0], halfSpend: numbers[1], exponent: 1)),
            weekday: weekday, rates: rates,
            seen: SpendRange(mean: numbers[2], largest: numbers[3], periods: Int(numbers[4])), evidence: .given)
    }
}
