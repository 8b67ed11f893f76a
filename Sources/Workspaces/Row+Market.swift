// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
import Market

/// Values of a row that are checked as those of a file are: a damaged database gives errors, not traps.
extension Row {
    func day(_ index: Int) throws -> Day {
        let number = try decode(Int.self, atIndex: index)
        // 1900 to 2999, the years that a file may hold.
        guard (-25_567...376_200).contains(number) else { throw Self.outOfRange }
        return Day(number: number)
    }

    func optionalDay(_ index: Int) throws -> Day? {
        hasNull(atIndex: index) ? nil : try day(index)
    }

    func money(_ index: Int) throws -> Money? {
        guard let fen = try decode(Int64?.self, atIndex: index) else { return nil }
        guard fen.magnitude <= Money.limit else { throw Self.outOfRange }
        return Money(fen: fen)
    }

    func count(_ index: Int) throws -> Double? {
        guard let value = try decode(Double?.self, atIndex: index) else { return nil }
        guard value.isFinite else { throw Self.outOfRange }
        return value
    }

    private static var outOfRange: DatabaseError { DatabaseError(resultCode: .SQLITE_CORRUPT, message: "value out of range") }
}
