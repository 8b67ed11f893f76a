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
    public mutating func day(_ day: Day?) {
        separate()
        guard let day else { return }
        let (year, month, dayOfMonth) = day.civil
        digits(UInt64(year.magnitude))
        bytes.append(0x2D)
        twoDigits(month)
        bytes.append(0x2D)
        twoDigits(dayOfMonth)
    }

    /// Channel, goods and audience of a line.
    public mutating func line(_ line: LineKey) {
        text(line.channel.rawValue)
        text(line.goods.rawValue)
        text(line.audience.rawValue)
    }

    /// Yuan with two decimals, empty when nil.
    public mutating func money(_ money: Money?) {
        separate()
        guard let money else { return }
        if money.fen < 0 { bytes.append(0x2D) }
        digits(money.fen.magnitude / 100)
        bytes.append(0x2E)
        twoDigits(Int(money.fen.magnitude % 100))
    }

    /// A number in the shortest form that reads back to the same value, empty when nil.
    public mutating func number(_ number: Double?) {
        separate()
        guard let number else { return }
        guard number == number.rounded(), number.magnitude < 0x1p53 else {
            bytes.append(contentsOf: "\(number)".utf8)
            return
        }
        if number < 0 { bytes.append(0x2D) }
        digits(UInt64(number.magnitude))
    }

    /// Digits without a string in between: writing is as fast as reading then.
    private mutating func digits(_ value: UInt64) {
        let start = bytes.count
        var rest = value
        repeat {
            bytes.append(UInt8(0x30 + rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private mutating func twoDigits(_ value: Int) {
        bytes.append(UInt8(0x30 + value / 10 % 10))
        bytes.append(UInt8(0x30 + value % 10))
    }

    /// Ends the row.
    public mutating func endRow() {
        bytes.append(0x0A)
        atRowStart = true
    }
}
