// SPDX-License-Identifier: GPL-3.0-or-later
public import Market
public import Planning
import Records

/// What the merchant has to do on which day, so that a plan can be delivered.
public struct DeliveryCalendar: Sendable, Hashable {
    public struct Task: Sendable, Hashable {
        public var day: Day
        /// What sort of task, e.g. `top-up`.
        public var kind: String
        /// What it is about: a channel, goods, a programme; empty for the account.
        public var about: String
        public var notice: Notice
    }

    public let tasks: [Task]

    /// A last day of enrolment of a programme that the brief takes part in.
    public struct Deadline: Sendable, Hashable {
        public var programme: String
        public var day: Day

        public init(programme: String, day: Day) {
            self.programme = programme
            self.day = day
        }
    }

    /// Days of spend that the account's balance should cover.
    private static let balanceDays = 7

    public init(_ plan: Plan, sheet: DeliverySheet, goods: [Goods], deadlines: [Deadline]) {
        var tasks = deadlines.map { deadline in
            Task(
                day: deadline.day, kind: "enrol", about: deadline.programme,
                notice: Notice("calendar.enrol", ["programme": .text(deadline.programme)]))
        }
        tasks += Self.cycles(sheet) + Self.balance(plan) + Self.choices(plan) + Self.stock(plan, goods)
        self.tasks = tasks.sorted { ($0.day, $0.kind, $0.about) < ($1.day, $1.kind, $1.about) }
    }

    /// Plans are created on the day before they begin: the platform takes no beginning on the same day.
    private static func cycles(_ sheet: DeliverySheet) -> [Task] {
        var rows: [Day: [DeliverySheet.Row]] = [:]
        for row in sheet.rows { rows[row.begin, default: []].append(row) }
        return rows.sorted { $0.key < $1.key }.map { day, rows in
            Task(
                day: day.advanced(by: -1), kind: "create", about: "",
                notice: Notice(
                    "calendar.create",
                    ["count": .count(rows.count), "day": .day(day), "budget": .money(rows.map(\.budget).total())]))
        }
    }

    /// The balance for the next seven days, before they begin.
    private static func balance(_ plan: Plan) -> [Task] {
        let horizon = plan.delivery.horizon
        var perPeriod = [Money](repeating: .zero, count: horizon.count)
        for entry in plan.delivery.entries {
            if let period = horizon.period(of: entry.day) { perPeriod[period] += entry.spend }
        }
        let step = max(1, balanceDays / horizon.cadence.days)
        return stride(from: 0, to: horizon.count, by: step).compactMap { start in
            let end = min(start + step, horizon.count)
            let amount = perPeriod[start..<end].total()
            guard amount > .zero else { return nil }
            let day = horizon.begin.advanced(by: start * horizon.cadence.days)
            return Task(
                day: day.advanced(by: -1), kind: "top-up", about: "",
                notice: Notice(
                    "calendar.top-up",
                    [
                        "amount": .money(amount), "begin": .day(day),
                        "end": .day(horizon.begin.advanced(by: end * horizon.cadence.days - 1)),
                    ]))
        }
    }

    private static func choices(_ plan: Plan) -> [Task] {
        plan.delivery.choices.map { choice in
            Task(
                day: choice.begin, kind: choice.kind, about: choice.goods.rawValue,
                notice: Notice(
                    "calendar.choice",
                    [
                        "kind": .text(choice.kind), "option": .text(choice.option), "goods": .text(choice.goods.rawValue),
                        "end": .day(choice.end),
                    ]))
        }
    }

    /// The day on which an item's stock is used up, if its orders come as its money goes. Only orders that delivery brings are counted:
    /// organic sales use it up sooner.
    private static func stock(_ plan: Plan, _ goods: [Goods]) -> [Task] {
        goods.compactMap { item in
            guard let stock = item.stock else { return nil }
            let lines = plan.lines.filter { $0.line.goods == item.id }
            let orders = lines.reduce(0.0) { $0 + ($1.outcomes[.orders] ?? 0) }
            let spend = lines.map(\.spend).total()
            guard orders > Double(stock), spend > .zero else { return nil }
            var left = Double(stock) / orders * spend.yuan
            for entry in plan.delivery.entries where entry.line.goods == item.id {
                left -= entry.spend.yuan
                guard left <= 0 else { continue }
                return Task(
                    day: entry.day, kind: "stock", about: item.id.rawValue,
                    notice: Notice(
                        "calendar.stock",
                        ["goods": .text(item.title.isEmpty ? item.id.rawValue : item.title), "stock": .count(Int(stock))]))
            }
            return nil
        }
    }

    /// The calendar as CSV: `date,task,about,text`.
    public func csv(_ say: MessageCatalogue, byteOrderMark: Bool = false) -> [UInt8] {
        var csv = CSVWriter(header: ["date", "task", "about", "text"], byteOrderMark: byteOrderMark)
        for task in tasks {
            csv.day(task.day)
            csv.text(task.kind)
            csv.text(task.about)
            csv.text(text(task, say))
            csv.endRow()
        }
        return csv.bytes
    }

    /// A task in words.
    public func text(_ task: Task, _ say: MessageCatalogue) -> String {
        var notice = task.notice
        if case .text(let kind)? = notice.arguments["kind"] { notice.arguments["kind"] = .text(say.name(ofChoice: kind)) }
        return say.text(for: notice)
    }
}
