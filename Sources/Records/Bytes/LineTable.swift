// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Gives each distinct line of a file a small number, straight from the bytes of its three names: strings are made once per
/// line, not once per row.
struct LineTable {
    /// Lines by number.
    private(set) var lines: [LineKey] = []
    private var names: [UInt8] = []
    private var bounds: [Int] = [0]
    private var slots: [Int32] = Array(repeating: -1, count: 1024)
    private var scratch: [UInt8] = []
    /// The number that was given last: reports repeat their lines day after day in one order, so that the next is mostly this plus one.
    private var last = -1

    /// The number of the line that `channel`, `goods` and `audience` name; an absent column stands for `all`.
    ///
    /// Returns nil when a name is not UTF-8.
    mutating func number(
        _ buffer: [UInt8], channel: ScannedField?, goods: ScannedField?, audience: ScannedField?
    ) -> Int? {
        let next = last + 1 < lines.count ? last + 1 : 0
        if next < lines.count, reads(next, buffer, channel, goods, audience) {
            last = next
            return next
        }
        guard let found = find(buffer, channel: channel, goods: goods, audience: audience) else { return nil }
        last = found
        return found
    }

    /// True when the names of a line are these, byte for byte.
    private func reads(
        _ candidate: Int, _ buffer: [UInt8], _ channel: ScannedField?, _ goods: ScannedField?, _ audience: ScannedField?
    ) -> Bool {
        let (known, bytes) = (names.span, buffer.span)
        var place = bounds[candidate]
        let end = bounds[candidate + 1]
        func passes(_ field: ScannedField?) -> Bool {
            guard let field else {
                guard place < end, known[place] == 0xFE else { return false }
                place += 2
                return true
            }
            let length = field.end - field.start
            guard place + length < end, known[place + length] == 0xFF else { return false }
            for offset in 0..<length where known[place + offset] != bytes[field.start + offset] { return false }
            place += length + 1
            return true
        }
        return passes(channel) && passes(goods) && passes(audience) && place == end
    }

    private mutating func find(
        _ buffer: [UInt8], channel: ScannedField?, goods: ScannedField?, audience: ScannedField?
    ) -> Int? {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        scratch.removeAll(keepingCapacity: true)
        append(channel, of: buffer, &hash)
        append(goods, of: buffer, &hash)
        append(audience, of: buffer, &hash)
        hash ^= hash >> 29
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let candidate = Int(slots[slot])
            if matches(candidate) { return candidate }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard let key = key(channel: channel, goods: goods, audience: audience, buffer) else { return nil }
        let number = lines.count
        lines.append(key)
        names.append(contentsOf: scratch)
        bounds.append(names.count)
        slots[slot] = Int32(number)
        if lines.count * 2 > slots.count { grow() }
        return number
    }

    /// Adds a name to the key in `scratch` and to its hash (FNV-1a, Fowler, Noll & Vo). No UTF-8 text holds 0xFF: it ends a name.
    private mutating func append(_ field: ScannedField?, of buffer: [UInt8], _ hash: inout UInt64) {
        if let field {
            for index in field.start..<field.end {
                scratch.append(buffer[index])
                hash = (hash ^ UInt64(buffer[index])) &* 0x0000_0100_0000_01B3
            }
        } else {
            // An absent column is another key than any text, an empty one included.
            scratch.append(0xFE)
            hash = (hash ^ 0xFE) &* 0x0000_0100_0000_01B3
        }
        scratch.append(0xFF)
        hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
    }

    private func matches(_ candidate: Int) -> Bool {
        let start = bounds[candidate]
        guard bounds[candidate + 1] - start == scratch.count else { return false }
        for index in 0..<scratch.count where names[start + index] != scratch[index] { return false }
        return true
    }

    private func key(channel: ScannedField?, goods: ScannedField?, audience: ScannedField?, _ buffer: [UInt8]) -> LineKey? {
        func name(_ field: ScannedField?) -> String? {
            guard let field else { return "all" }
            let text = String(validating: buffer[field.start..<field.end], as: UTF8.self)
            return field.escaped ? text?.replacingDoubledQuotes() : text
        }
        guard let channel = name(channel), let goods = name(goods), let audience = name(audience) else { return nil }
        return LineKey(
            channel: Channel(rawValue: channel), goods: GoodsID(rawValue: goods), audience: Audience(rawValue: audience))
    }

    private mutating func grow() {
        var larger = [Int32](repeating: -1, count: slots.count * 2)
        for number in lines.indices {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for index in bounds[number]..<bounds[number + 1] {
                hash = (hash ^ UInt64(names[index])) &* 0x0000_0100_0000_01B3
            }
            hash ^= hash >> 29
            var slot = Int(truncatingIfNeeded: hash) & (larger.count - 1)
            while larger[slot] >= 0 { slot = (slot + 1) & (larger.count - 1) }
            larger[slot] = Int32(number)
        }
        slots = larger
    }
}

extension String {
    /// `""` as one quote: what is inside a quoted field.
    func replacingDoubledQuotes() -> String {
        var result = ""
        var afterQuote = false
        for scalar in unicodeScalars {
            if scalar == "\"", afterQuote {
                afterQuote = false
                continue
            }
            afterQuote = scalar == "\""
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
