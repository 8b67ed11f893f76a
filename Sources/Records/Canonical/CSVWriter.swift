// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Writes CSV after RFC 4180 with LF line ends: fields are quoted only where they must be.
public struct CSVWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private var atRowStart = true

    /// A file that begins with `header`, and with a byte order mark when a spreadsheet is to open it.
    public init(header: [String], byteOrderMark: Bool = false) {
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
        for name in header { text(name) }
        endRow()
    }

    private mutating func separate() {
        if !atRowStart { bytes.append(0x2C) }
        atRowStart = false
    }

    /// A text field.
    public mutating func text(_ text: String) {
        separate()
        let needsQuotes =
            text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
            || text.utf8.first == 0x20 || text.utf8.last == 0x20 || text.utf8.first == 0x09 || text.utf8.last == 0x09
        guard needsQuotes else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(0x22)
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// A day in its ISO form, empty when nil.
    public mutating func day(_ day: Day?) { text(day?.description ?? "") }

    /// Channel, goods and audience of a line.
    public mutating func line(_ line: LineKey) {
        text(line.channel.rawValue)
        text(line.goods.rawValue)
        text(line.audience.rawValue)
    }

    /// Yuan with two decimals, empty when nil.
    public mutating func money(_ money: Money?) { text(money?.decimalYuan ?? "") }

    /// A number in the shortest form that reads back to the same value, empty when nil.
    public mutating func number(_ number: Double?) { text(number.map(Self.shortest) ?? "") }

    /// Ends the row.
    public mutating func endRow() {
        bytes.append(0x0A)
        atRowStart = true
    }

    static func shortest(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 0x1p53 { return String(Int64(value)) }
        return "\(value)"
    }
}
