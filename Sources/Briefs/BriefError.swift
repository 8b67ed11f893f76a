// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// What can be wrong with a brief or another document that people write. The wording lives in the message catalogue.
public enum BriefError: FaultError, Hashable {
    /// The usual slips behind a document that cannot be read.
    public enum Slip: String, Sendable, Hashable {
        /// A tab where only spaces may indent.
        case tab
        /// `：` where `: ` is meant.
        case fullWidthColon = "full-width-colon"
        /// A quote that is not closed on its line.
        case openQuote = "open-quote"
        case other
    }

    // The file.
    case noFile(file: String)
    /// `code` is errno.
    case unreadable(file: String, code: Int32)
    /// A folder, pipe or device.
    case notAFile(file: String)
    /// `limit` in bytes.
    case tooLarge(file: String, limit: Int)
    case empty(file: String)
    case notUTF8(Place)

    // The document.
    /// `problem` is the parser's own technical description.
    case syntax(Place, Slip, problem: String)
    case alias(Place, name: String)
    case tag(Place, found: String)
    case badKey(Place)
    case repeatedKey(Place, key: String, firstLine: Int?)
    case tooDeep(Place, limit: Int)
    case tooManyValues(Place, limit: Int)

    // Its form.
    case notAMap(Place, found: String)
    case notAList(Place, found: String)
    case notOneValue(Place, found: String)
    case unknownKey(Place, found: String, nearest: String?, accepted: [String])
    case missingKey(Place, key: String)
    case missingBudget(Place)
    case emptyValue(Place)
    case emptyList(Place)
    case tooManyItems(Place, found: Int, limit: Int)

    // One value.
    case badMoney(Place, found: String)
    /// Too many decimals: less than a fen.
    case moneyDecimals(Place, found: String)
    case negative(Place, found: String)
    case badNumber(Place, found: String)
    case badCount(Place, found: String)
    case outOfRange(Place, found: String, lower: Double, upper: Double, unit: String)
    /// A scenario's setting beyond its bounds, with the reason that they have.
    case settingOutOfRange(Place, found: String, SettingTerm)
    case badShare(Place, found: String)
    /// A bare number above 1 where a share is wanted: 30 may be a slip for 0.3 or for 30 %.
    case ambiguousShare(Place, found: String)
    case badPercent(Place, found: String)
    /// A bare number below 1 where percent is wanted: 0.05 may be 0.05 % or 5 %.
    case ambiguousPercent(Place, found: String)
    /// A bare number above 100 where percent is wanted: some reports write 15.5 % as 1550.
    case percentAboveHundred(Place, found: String)
    case badDate(Place, found: String)
    /// Of the form of a date, but not in the calendar.
    case noSuchDate(Place, found: String)
    case badWord(Place, found: String, nearest: String?, accepted: [String])
    case badFlag(Place, found: String)
    case badName(Place, found: String)
    case badPath(Place, found: String)

    // Several values together.
    case endsBeforeBegin(Place, end: Day, begin: Day)
    case periodTooLong(Place, days: Int, limit: Int)
    /// `found` and `limit` as written.
    case minimumAboveMaximum(Place, found: String, otherKey: String, limit: String, otherLine: Int?)
    case outsideOfPeriod(Place, day: Day, begin: Day, end: Day)
    case stagesOverlap(Place, stage: String, other: String, day: Day, otherLine: Int?)
    case repeatedName(Place, name: String, firstLine: Int?)
    /// Two keys of which only one may be given.
    case excludeEachOther(Place, key: String, otherKey: String, otherLine: Int?)
    /// One scenario twice in a brief, for the same goods.
    case scenariosOverlap(Place, scenario: String, otherLine: Int?)

    // Against what is known elsewhere.
    case unknownScenario(Place, found: String, nearest: String?, accepted: [String])
    /// `what` is `channel`, `goods` or `audience`.
    case unknownName(Place, what: String, found: String, nearest: String?, accepted: [String])

    /// The place that the error is about.
    public var place: Place? { fault.place }

    public var fault: Fault {
        switch self {
        case .noFile, .unreadable, .notAFile, .tooLarge, .empty, .notUTF8: fileFault
        case .syntax, .alias, .tag, .badKey, .repeatedKey, .tooDeep, .tooManyValues: documentFault
        case .notAMap, .notAList, .notOneValue, .unknownKey, .missingKey, .missingBudget, .emptyValue, .emptyList,
            .tooManyItems, .unknownScenario, .unknownName:
            formFault
        case .endsBeforeBegin, .periodTooLong, .minimumAboveMaximum, .outsideOfPeriod, .stagesOverlap, .repeatedName,
            .excludeEachOther, .scenariosOverlap:
            crossFault
        default: valueFault
        }
    }
}

/// Everything found wrong with one document: at least one error, in the order of the file.
public struct BriefFaults: FaultError, Hashable {
    /// Sorted by line; never empty.
    public let errors: [BriefError]

    /// One error alone.
    public init(_ error: BriefError) { errors = [error] }

    /// Nil when there is nothing wrong.
    init?(_ errors: [BriefError]) {
        guard !errors.isEmpty else { return nil }
        func line(_ error: BriefError) -> Int { error.place?.line ?? 0 }
        // Stable: errors of one line stay in the order in which they were found.
        self.errors = errors.enumerated().sorted { (line($0.element), $0.offset) < (line($1.element), $1.offset) }
            .map(\.element)
    }

    /// All faults, first by position first.
    public var faults: [Fault] { errors.map(\.fault) }

    /// The first fault by position.
    public var fault: Fault { errors.first?.fault ?? Fault(.fault, Notice("brief.bad-key")) }
}
