// SPDX-License-Identifier: GPL-3.0-or-later
import Market

// What a person will read of each error: key, place, found value, arguments.
extension BriefError {
    var fileFault: Fault {
        switch self {
        case .noFile(let file): Fault(.noInput, at: Place(file: file), Notice("brief.no-file"))
        case .unreadable(let file, let code):
            Fault(.noInput, at: Place(file: file), Notice("brief.unreadable", ["code": .count(Int(code))]))
        case .notAFile(let file): Fault(.noInput, at: Place(file: file), Notice("brief.not-a-file"))
        case .tooLarge(let file, let limit):
            Fault(.data, at: Place(file: file, line: 1), Notice("brief.too-large", ["limit": .count(limit)]))
        case .empty(let file): Fault(.data, at: Place(file: file, line: 1), Notice("brief.empty"))
        case .notUTF8(let place): Fault(.data, at: place, Notice("brief.not-utf8"))
        default: documentFault
        }
    }

    var documentFault: Fault {
        switch self {
        case .syntax(let place, let slip, let problem):
            switch slip {
            case .other: Fault(.data, at: place, Notice("brief.syntax", ["problem": .text(problem)]))
            default: Fault(.data, at: place, Notice("brief.syntax-\(slip.rawValue)"))
            }
        case .alias(let place, let name): Fault(.data, at: place, found: name, Notice("brief.alias"))
        case .tag(let place, let found): Fault(.data, at: place, found: found, Notice("brief.tag"))
        case .badKey(let place): Fault(.data, at: place, Notice("brief.bad-key"))
        case .repeatedKey(let place, let key, let first):
            Fault(.data, at: place, found: key, Notice("brief.repeated-key"), notes: Self.firstLine(first))
        case .tooDeep(let place, let limit):
            Fault(.data, at: place, Notice("brief.too-deep", ["limit": .count(limit)]))
        case .tooManyValues(let place, let limit):
            Fault(.data, at: place, Notice("brief.too-many-values", ["limit": .count(limit)]))
        default: formFault
        }
    }

    var formFault: Fault {
        switch self {
        case .notAMap(let place, let found): Fault(.data, at: place, found: found, Notice("brief.not-a-map"))
        case .notAList(let place, let found): Fault(.data, at: place, found: found, Notice("brief.not-a-list"))
        case .notOneValue(let place, let found): Fault(.data, at: place, found: found, Notice("brief.not-one-value"))
        case .unknownKey(let place, let found, let nearest, let accepted):
            Fault(
                .data, at: place, found: found, Notice("brief.unknown-key", ["accepted": .list(accepted)]),
                notes: Self.nearest(nearest))
        case .missingKey(let place, let key): Fault(.data, at: place, Notice("brief.missing-key", ["key": .text(key)]))
        case .missingBudget(let place): Fault(.data, at: place, Notice("brief.missing-budget"))
        case .emptyValue(let place): Fault(.data, at: place, found: "", Notice("brief.empty-value"))
        case .emptyList(let place): Fault(.data, at: place, found: "", Notice("brief.empty-list"))
        case .tooManyItems(let place, let found, let limit):
            Fault(.data, at: place, found: "\(found)", Notice("brief.too-many-items", ["limit": .count(limit)]))
        case .unknownScenario(let place, let found, let nearest, let accepted):
            Fault(
                .data, at: place, found: found, Notice("brief.unknown-scenario", ["accepted": .list(accepted)]),
                notes: Self.nearest(nearest))
        case .unknownName(let place, let what, let found, let nearest, let accepted):
            Fault(
                .data, at: place, found: found, Notice("brief.unknown-\(what)", ["accepted": .list(accepted)]),
                notes: Self.nearest(nearest))
        default: valueFault
        }
    }

    var valueFault: Fault {
        switch self {
        case .badMoney(let place, let found): Fault(.data, at: place, found: found, Notice("brief.bad-money"))
        case .moneyDecimals(let place, let found): Fault(.data, at: place, found: found, Notice("brief.money-decimals"))
        case .negative(let place, let found): Fault(.data, at: place, found: found, Notice("brief.negative"))
        case .badNumber(let place, let found): Fault(.data, at: place, found: found, Notice("brief.bad-number"))
        case .badCount(let place, let found): Fault(.data, at: place, found: found, Notice("brief.bad-count"))
        case .outOfRange(let place, let found, let lower, let upper, let unit):
            Fault(
                .data, at: place, found: found,
                Notice(
                    "brief.out-of-range",
                    ["lower": .number(lower), "upper": .number(upper), "unit": .text(unit)]))
        case .settingOutOfRange(let place, let found, let term):
            Fault(.data, at: place, found: found, term.outOfRange)
        case .badShare(let place, let found): Fault(.data, at: place, found: found, Notice("brief.bad-share"))
        case .ambiguousShare(let place, let found):
            Fault(
                .data, at: place, found: found,
                Notice(
                    "brief.ambiguous-share", ["fraction": .number((Double(found) ?? 0) / 100), "percent": .text(found + " %")]))
        case .badPercent(let place, let found): Fault(.data, at: place, found: found, Notice("brief.bad-percent"))
        case .ambiguousPercent(let place, let found):
            Fault(
                .data, at: place, found: found,
                Notice("brief.ambiguous-percent", ["small": .text(found + " %"), "large": .share(Double(found) ?? 0)]))
        case .percentAboveHundred(let place, let found):
            Fault(
                .data, at: place, found: found,
                Notice("brief.percent-above-hundred", ["hundredths": .share((Double(found) ?? 0) / 10_000)]))
        case .badDate(let place, let found): Fault(.data, at: place, found: found, Notice("brief.bad-date"))
        case .noSuchDate(let place, let found): Fault(.data, at: place, found: found, Notice("brief.no-such-date"))
        case .badWord(let place, let found, let nearest, let accepted):
            Fault(
                .data, at: place, found: found, Notice("brief.bad-word", ["accepted": .list(accepted)]),
                notes: Self.nearest(nearest))
        case .badFlag(let place, let found): Fault(.data, at: place, found: found, Notice("brief.bad-flag"))
        case .badName(let place, let found): Fault(.data, at: place, found: found, Notice("brief.bad-name"))
        case .badPath(let place, let found): Fault(.data, at: place, found: found, Notice("brief.bad-path"))
        default: crossFault
        }
    }

    var crossFault: Fault {
        switch self {
        case .endsBeforeBegin(let place, let end, let begin):
            Fault(
                .data, at: place, found: end.description, Notice("brief.ends-before-begin", ["begin": .day(begin)]))
        case .periodTooLong(let place, let days, let limit):
            Fault(
                .data, at: place, found: "\(days)", Notice("brief.period-too-long", ["limit": .count(limit)]))
        case .minimumAboveMaximum(let place, let found, let otherKey, let limit, let otherLine):
            Fault(
                .data, at: place, found: found,
                Notice("brief.minimum-above-maximum", ["other": .text(otherKey), "limit": .text(limit)]),
                notes: Self.otherLine(otherLine))
        case .outsideOfPeriod(let place, let day, let begin, let end):
            Fault(
                .data, at: place, found: day.description,
                Notice("brief.outside-of-period", ["begin": .day(begin), "end": .day(end)]))
        case .stagesOverlap(let place, let stage, let other, let day, let otherLine):
            Fault(
                .data, at: place, found: stage,
                Notice("brief.stages-overlap", ["other": .text(other), "day": .day(day)]),
                notes: Self.otherLine(otherLine))
        case .repeatedName(let place, let name, let first):
            Fault(.data, at: place, found: name, Notice("brief.repeated-name"), notes: Self.firstLine(first))
        case .excludeEachOther(let place, let key, let otherKey, let otherLine):
            Fault(
                .data, at: place, found: key, Notice("brief.exclude-each-other", ["other": .text(otherKey)]),
                notes: Self.otherLine(otherLine))
        case .scenariosOverlap(let place, let scenario, let otherLine):
            Fault(.data, at: place, found: scenario, Notice("brief.scenarios-overlap"), notes: Self.otherLine(otherLine))
        default: Fault(.fault, Notice("brief.bad-key"))
        }
    }

    private static func nearest(_ name: String?) -> [Notice] {
        name.map { [Notice("brief.nearest", ["name": .text($0)])] } ?? []
    }

    private static func firstLine(_ line: Int?) -> [Notice] {
        line.map { [Notice("brief.first-at-line", ["line": .count($0)])] } ?? []
    }

    private static func otherLine(_ line: Int?) -> [Notice] {
        line.map { [Notice("brief.other-at-line", ["line": .count($0)])] } ?? []
    }
}
