// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// Fields as reports write them, read without what the rest of a file would tell about its habits.
enum LooseParsing {
    /// A number; see `LooseNumber`.
    static func number(_ bytes: [UInt8], _ field: ScannedField) -> LooseNumber.Value { LooseNumber().value(bytes, field) }

    /// A single day; see `LooseDay`.
    static func day(_ bytes: [UInt8], _ field: ScannedField) -> Day? {
        guard let period = LooseDay().period(bytes, field), period.begin == period.end else { return nil }
        return period.begin
    }

    /// Takes the wrapping off an id: `="436"` (quoted as a whole or not), `'436`.
    static func unwrapped(_ bytes: [UInt8], _ field: ScannedField) -> ScannedField {
        var field = field
        guard field.end - field.start >= 2 else { return field }
        if bytes[field.start] == 0x27 { field.start += 1 }
        guard field.end - field.start >= 2, bytes[field.start] == 0x3D, bytes[field.start + 1] == 0x22,
            bytes[field.end - 1] == 0x22
        else { return field }
        let quotes = field.escaped ? 2 : 1
        guard field.end - field.start >= 1 + 2 * quotes else { return field }
        return ScannedField(start: field.start + 1 + quotes, end: field.end - quotes, escaped: false)
    }
}
