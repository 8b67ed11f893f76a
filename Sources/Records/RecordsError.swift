// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What can be wrong with a file of records. The wording lives in the message catalogue.
public enum RecordsError: FaultError, Hashable {
    /// There is no such file.
    case noFile(file: String)
    /// The operating system refused to read; `code` is errno.
    case unreadable(file: String, code: Int32)
    /// The operating system refused to write; `code` is errno.
    case unwritable(file: String, code: Int32)
    /// Nothing in the file, or no header.
    case empty(file: String)
    /// A limit is exceeded.
    case tooLarge(Place, what: SizeLimit, limit: Int)
    /// A zero byte: not text.
    case zeroByte(Place)
    /// A quote that is never closed.
    case unterminatedQuote(Place)
    /// Bytes that are not UTF-8 (or, in an import, no known encoding).
    case badEncoding(Place)
    /// A row with more or fewer fields than the header.
    case raggedRow(Place, found: Int, expected: Int)
    /// A header name that is not in the contract.
    case unknownColumn(Place, found: String, nearest: String?, accepted: [String])
    /// The same header name twice.
    case repeatedColumn(Place, found: String)
    /// A column that must be there is not.
    case missingColumn(Place, name: String)
    /// A field that must be filled is empty.
    case emptyField(Place)
    /// Not a date of the form 2026-07-04.
    case badDate(Place, found: String)
    /// Not an amount of yuan with at most two decimals.
    case badMoney(Place, found: String)
    /// Not a number.
    case badNumber(Place, found: String)
    /// A number or amount below zero.
    case negative(Place, found: String)
    /// A day that is earlier than the row before.
    case outOfOrder(Place, day: Day, previous: Day, previousLine: Int)
    /// The same day and line (or goods, or day and geo) a second time; `firstLine` names the first row.
    case duplicate(Place?, key: String, day: Day?, firstLine: Int?)
    /// Steps between the days that fit no cadence; `day` is the first that breaks it.
    case mixedCadence(after: Day, day: Day, file: String?)
    /// Amounts that exceed all measure in their sum; `day` is where the sum does.
    case sumTooLarge(day: Day)
    /// First and last day lie more than a hundred years apart.
    case spanTooLong(firstDay: Day, lastDay: Day)
    /// The last day of something is before its first.
    case endsBeforeBegin(Place, begin: Day, end: Day)
    /// An export whose format is not recognised; `found` is the row that looks most like a header, `lacks` what it does not have.
    case unknownFormat(Place, found: String?, lacks: [String], accepted: [String])
    /// A file that is something else than a table of text.
    case notATable(file: String, kind: ForeignContent)
    /// A compressed archive that cannot be read; `reason` is a short technical word.
    case badArchive(Place, reason: String)

    /// What is limited; the raw value is the message's key.
    public enum SizeLimit: String, Sendable, Hashable {
        /// Bytes of one row.
        case row = "records.too-long-row"
        /// Fields of one row.
        case columns = "records.too-many-columns"
        /// Rows of a file that is read as a whole.
        case rows = "records.too-many-rows"
    }

    public var fault: Fault {
        switch self {
        case .noFile(let file): Fault(.noInput, at: Place(file: file), Notice("records.no-file"))
        case .unreadable(let file, let code):
            Fault(.noInput, at: Place(file: file), Notice("records.unreadable", ["code": .count(Int(code))]))
        case .unwritable(let file, let code):
            Fault(.cannotCreate, at: Place(file: file), Notice("records.unwritable", ["code": .count(Int(code))]))
        case .empty(let file): Fault(.data, at: Place(file: file), Notice("records.empty"))
        case .tooLarge(let place, let what, let limit):
            Fault(.data, at: place, Notice(what.rawValue, ["limit": .count(limit)]))
        case .zeroByte(let place): Fault(.data, at: place, Notice("records.zero-byte"))
        case .unterminatedQuote(let place): Fault(.data, at: place, Notice("records.unterminated-quote"))
        case .badEncoding(let place): Fault(.data, at: place, Notice("records.bad-encoding"))
        case .raggedRow(let place, let found, let expected):
            Fault(
                .data, at: place, found: "\(found)",
                Notice("records.ragged-row", ["found": .count(found), "expected": .count(expected)]))
        case .unknownColumn(let place, let found, let nearest, let accepted):
            Fault(
                .data, at: place, found: found, Notice("records.unknown-column", ["accepted": .list(accepted)]),
                notes: nearest.map { [Notice("records.nearest-column", ["name": .text($0)])] } ?? [])
        case .repeatedColumn(let place, let found): Fault(.data, at: place, found: found, Notice("records.repeated-column"))
        case .missingColumn(let place, let name):
            Fault(.data, at: place, Notice("records.missing-column", ["name": .text(name)]))
        case .emptyField(let place): Fault(.data, at: place, found: "", Notice("records.empty-field"))
        case .badDate(let place, let found): Fault(.data, at: place, found: found, Notice("records.bad-date"))
        case .badMoney(let place, let found): Fault(.data, at: place, found: found, Notice("records.bad-money"))
        case .badNumber(let place, let found): Fault(.data, at: place, found: found, Notice("records.bad-number"))
        case .negative(let place, let found): Fault(.data, at: place, found: found, Notice("records.negative"))
        case .outOfOrder(let place, let day, let previous, let line):
            Fault(
                .data, at: place, found: day.description,
                Notice("records.out-of-order", ["previous": .day(previous), "line": .count(line)]))
        case .duplicate(let place, let key, let day, let first): Self.duplicateFault(place, key, day, first)
        case .mixedCadence(let after, let day, let file):
            Fault(
                .data, at: file.map { Place(file: $0) }, found: day.description,
                Notice("records.mixed-cadence", ["after": .day(after), "day": .day(day)]))
        case .sumTooLarge(let day):
            Fault(.data, found: day.description, Notice("records.sum-too-large", ["limit": .money(Money(fen: Money.limit))]))
        case .spanTooLong(let first, let last):
            Fault(.data, found: last.description, Notice("records.span-too-long", ["first": .day(first)]))
        case .endsBeforeBegin(let place, let begin, let end):
            Fault(.data, at: place, found: end.description, Notice("records.ends-before-begin", ["begin": .day(begin)]))
        case .unknownFormat(let place, let found, let lacks, let accepted):
            Fault(
                .data, at: place, found: found, Notice("records.unknown-format", ["accepted": .list(accepted)]),
                notes: lacks.isEmpty ? [] : [Notice("records.header-lacks", ["fields": .list(lacks)])])
        case .notATable(let file, let kind):
            Fault(.data, at: Place(file: file), found: kind.rawValue, Notice("records.not-a-table"))
        case .badArchive(let place, let reason):
            Fault(.data, at: place, found: reason, Notice("records.bad-archive"))
        }
    }

    private static func duplicateFault(_ place: Place?, _ key: String, _ day: Day?, _ firstLine: Int?) -> Fault {
        let notes = firstLine.map { [Notice("records.first-at-line", ["line": .count($0)])] } ?? []
        guard let day else {
            return Fault(.data, at: place, found: key, Notice("records.duplicate", ["key": .text(key)]), notes: notes)
        }
        let notice = Notice("records.duplicate-day", ["key": .text(key), "day": .day(day)])
        return Fault(.data, at: place, found: key, notice, notes: notes)
    }
}
