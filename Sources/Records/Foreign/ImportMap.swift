// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// What a merchant says their columns mean: `花费(含返点)=spend`, or for wide tables `tv_cost=spend:tv`. A workspace remembers it.
public struct ImportMap: Sendable, Hashable, Codable {
    /// Columns of platform reports by their name in the file.
    public var columns: [String: ImportField]
    /// The columns of a wide table; nil when there is none.
    public var mapping: WideMapping?

    /// What is wrong with an entry.
    public enum Problem: Error, Sendable, Hashable {
        /// Not `column=meaning`, or a meaning that is not known.
        case badEntry(String)
        /// A wide table needs a `date` column.
        case noDate
    }

    /// Meanings of a column in a wide table, where `CHANNEL` is any name.
    public static let wideMeanings = [
        "date", "geo", "event", "control", "spend:CHANNEL", "impressions:CHANNEL", "clicks:CHANNEL", "visits", "orders",
        "new_customers", "gmv", "settled_gmv",
    ]

    /// Reads entries of the form `column=meaning`. With a `spend:CHANNEL` among them they describe a wide table.
    public init(_ entries: [String]) throws(Problem) {
        var pairs: [(column: String, meaning: String)] = []
        for entry in entries {
            guard let mark = entry.lastIndex(of: "="), mark > entry.startIndex else { throw .badEntry(entry) }
            let meaning = entry[entry.index(after: mark)...].filter { $0 != " " }
            pairs.append((String(entry[..<mark]), String(meaning)))
        }
        columns = [:]
        if pairs.contains(where: { $0.meaning.hasPrefix("spend:") }) {
            mapping = try Self.wide(pairs)
            return
        }
        for (column, meaning) in pairs {
            guard let field = ImportField(rawValue: meaning) else { throw .badEntry("\(column)=\(meaning)") }
            columns[column] = field
        }
    }

    private static func wide(_ pairs: [(column: String, meaning: String)]) throws(Problem) -> WideMapping {
        var mapping = WideMapping(date: "", media: [], results: [])
        var impressions: [String: String] = [:]
        var clicks: [String: String] = [:]
        for (column, meaning) in pairs {
            let parts = meaning.split(separator: ":", maxSplits: 1).map(String.init)
            switch (parts.first ?? "", parts.count == 2 ? parts[1] : nil) {
            case ("date", nil): mapping.date = column
            case ("geo", nil): mapping.geo = column
            case ("event", nil): mapping.event = column
            case ("control", nil): mapping.controls.append(column)
            case ("spend", let channel?): mapping.media.append(.init(channel: channel, spend: column))
            case ("impressions", let channel?): impressions[channel] = column
            case ("clicks", let channel?): clicks[channel] = column
            case ("visits", nil), ("orders", nil), ("new_customers", nil), ("gmv", nil), ("settled_gmv", nil):
                mapping.results.append(.init(Outcome(rawValue: meaning), column: column))
            default: throw .badEntry("\(column)=\(meaning)")
            }
        }
        guard !mapping.date.isEmpty else { throw .noDate }
        for index in mapping.media.indices {
            mapping.media[index].impressions = impressions[mapping.media[index].channel]
            mapping.media[index].clicks = clicks[mapping.media[index].channel]
        }
        return mapping
    }

    /// The options with this map in them.
    public func applied(to options: ImportOptions) -> ImportOptions {
        var options = options
        options.columns = columns
        options.mapping = mapping
        return options
    }
}
