// SPDX-License-Identifier: GPL-3.0-or-later
import Market

/// The event calendar that a world without its own events has: the large shopping festivals of each year.
enum FestivalCalendar {
    /// Month and day of seeding, presale, burst, encore and the day after, strength on needs, factor on bids, price reduction.
    private struct Festival {
        var name: String
        var days: [(Int, Int)]
        var strength: Double
        var bids: Double
        var discount: Double
    }

    private static let festivals: [Festival] = [
        Festival(
            name: "queens-day", days: [(2, 26), (3, 3), (3, 6), (3, 9), (3, 10)], strength: 1.6, bids: 1.3, discount: 0.08),
        Festival(
            name: "618", days: [(5, 24), (6, 3), (6, 16), (6, 19), (6, 21)], strength: 2.2, bids: 1.6, discount: 0.12),
        Festival(
            name: "member-day", days: [(9, 3), (9, 6), (9, 8), (9, 10), (9, 11)], strength: 1.4, bids: 1.2, discount: 0.06),
        Festival(
            name: "double-11", days: [(10, 18), (10, 28), (11, 9), (11, 12), (11, 14)], strength: 3.0, bids: 2.0,
            discount: 0.15),
        Festival(
            name: "double-12", days: [(12, 4), (12, 8), (12, 11), (12, 13), (12, 14)], strength: 1.7, bids: 1.4, discount: 0.08),
    ]

    /// Every festival that touches the days from `first` to `last`.
    static func events(from first: Day, through last: Day) -> [EventParameters] {
        var found: [EventParameters] = []
        let years = first.civil.year...max(first.civil.year, last.civil.year)
        for year in years {
            for festival in festivals {
                let days = festival.days.compactMap { Day(year: year, month: $0.0, day: $0.1) }
                guard days.count == 5, days[0] <= last, days[4] > first else { continue }
                found.append(
                    EventParameters(
                        name: festival.name, seeding: days[0], presale: days[1], burst: days[2], encore: days[3], over: days[4],
                        strength: festival.strength, bids: festival.bids, discount: festival.discount))
            }
        }
        return found
    }
}

/// What stage of an event a day is in.
enum EventStage: Int, Sendable {
    case none, seeding, presale, burst, encore

    /// The word of the shop CSV.
    var word: String {
        switch self {
        case .none: ""
        case .seeding: "seeding"
        case .presale: "presale"
        case .burst: "burst"
        case .encore: "encore"
        }
    }
}

/// One day of the calendar, as everybody in the world feels it.
struct DayMood {
    var stage = EventStage.none
    /// Factor on needs and presence by weekday.
    var weekday = 1.0
    /// Factor on new needs.
    var needs = 1.0
    /// Factor on the chance to decide: people wait for the event, then hurry.
    var decision = 1.0
    /// Mean factor on competing bids.
    var bids = 1.0
    /// Price reduction of the shop and of everybody else.
    var discount = 0.0
    /// The event's index, −1 on other days.
    var event = -1
    /// True on the first day of a burst, when ticket holders are called.
    var opensBurst = false
    /// Days until the burst begins, for a presale's balance.
    var daysToBurst = 0
}

extension CalendarParameters {
    /// The mood of a day.
    func mood(of day: Day) -> DayMood {
        var mood = DayMood()
        if weekdays.count == 7 { mood.weekday = weekdays[day.weekday] }
        mood.needs = mood.weekday
        guard let index = events.firstIndex(where: { $0.seeding <= day && day < $0.over }) else { return mood }
        let event = events[index]
        mood.event = index
        mood.daysToBurst = max(0, event.burst.number - day.number)
        if day < event.presale {
            mood.stage = .seeding
            mood.decision = 0.75
            mood.bids = 1 + 0.3 * (event.bids - 1)
        } else if day < event.burst {
            mood.stage = .presale
            mood.decision = 0.65
            mood.needs *= 1 + 0.4 * (event.strength - 1)
            mood.bids = 1 + 0.6 * (event.bids - 1)
            mood.discount = 0.5 * event.discount
        } else if day < event.encore {
            mood.stage = .burst
            mood.decision = 1.6
            mood.needs *= event.strength
            mood.bids = event.bids
            mood.discount = event.discount
            mood.opensBurst = day == event.burst
        } else {
            mood.stage = .encore
            mood.needs *= 1 + 0.2 * (event.strength - 1)
            mood.bids = 1 + 0.3 * (event.bids - 1)
            mood.discount = 0.5 * event.discount
        }
        return mood
    }
}
