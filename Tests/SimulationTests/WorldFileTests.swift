// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Simulation
import Testing

/// A world file as its reader would hand it over: one `key: value` a line.
private func file(_ lines: String...) -> WorldNode {
    .map(
        lines.enumerated().map { index, text in
            let parts = text.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
            return WorldEntry(
                key: String(parts[0]), line: index + 1, value: .scalar(String(parts[1]), line: index + 1))
        }, line: 1)
}

private func fault(of node: WorldNode) -> Fault? {
    do throws(WorldError) {
        _ = try WorldDescription(node: node, file: "world.yaml")
        return nil
    } catch {
        return error.fault
    }
}

@Suite("World files")
struct WorldFileTests {
    @Test("The short form names family, size, seed, days and begin")
    func shortForm() throws {
        let read = try WorldDescription(
            node: file("world: home-appliances", "size: middle", "seed: 7", "days: 60", "begin: 2025-06-01"),
            file: "world.yaml")
        #expect(read == WorldDescription(family: .homeAppliances, size: .middle, seed: 7, days: 60, begin: Day("2025-06-01")))
        #expect(read.end == Day("2025-07-31"))
    }

    @Test("Overrides replace one figure and leave the other draws alone")
    func overrides() throws {
        let plain = try WorldDescription(node: file("world: snacks"), file: "world.yaml").parameters()
        let changed = try WorldDescription(
            node: file("world: snacks", "commission: 12.5%", "daily_budget: 500"), file: "world.yaml"
        ).parameters()
        #expect(changed.affiliates.defaultRate == 0.125)
        #expect(changed.dailyBudget == Money(fen: 50_000))
        #expect(changed.goods == plain.goods && changed.channels == plain.channels && changed.demand == plain.demand)
    }

    @Test("An unknown key is named with its line and the known key that is nearest")
    func unknownKey() {
        let found = fault(of: file("world: snacks", "sise: small"))
        #expect(found?.place == Place(file: "world.yaml", line: 2, field: "sise"))
        #expect(found?.notice.key == "world.unknown-key")
        #expect(found?.notes == [Notice("world.did-you-mean", ["key": .text("size")])])
    }

    @Test(
        "Each wrong value is refused with the range that is accepted",
        arguments: [
            ("people: 12", "world.out-of-range"), ("people: many", "world.not-whole"), ("people: 1e9", "world.out-of-range"),
            ("seed: -1", "world.out-of-range"), ("days: 0", "world.out-of-range"), ("begin: 2025-02-30", "world.not-a-day"),
            ("commission: 91%", "world.out-of-range"), ("commission: nan", "world.not-a-number"),
            ("daily_budget: 1e3", "world.not-money"), ("daily_budget: -5", "world.out-of-range"),
            ("size: huge", "world.not-one-of"), ("merchant: lucky", "world.not-one-of"), ("events: some", "world.not-one-of"),
            ("channels: search", "world.wrong-shape-list"), ("world: fashion", "world.repeated-key"),
            ("competitor_bids: inf", "world.not-a-number"),
        ])
    func wrongValue(line: String, key: String) {
        let found = fault(of: file("world: snacks", line))
        #expect(found?.notice.key == key)
        #expect(found?.place?.line == 2)
        #expect(found?.kind == .data)
    }

    @Test("A world without a family, and one too large to simulate, are refused")
    func missingAndLarge() {
        #expect(fault(of: file("size: small"))?.notice.key == "world.missing-key")
        #expect(fault(of: .list([], line: 1))?.notice.key == "world.wrong-shape-map")
        #expect(fault(of: file("world: snacks", "people: 900000", "days: 400"))?.notice.key == "world.too-large")
    }

    @Test("Events are read with their order and must not overlap")
    func events() throws {
        func event(_ line: Int, _ days: [(String, String)]) -> WorldNode {
            .map(days.map { WorldEntry(key: $0.0, line: line, value: .scalar($0.1, line: line)) }, line: line)
        }
        func world(_ events: [WorldNode]) -> WorldNode {
            .map(
                [
                    WorldEntry(key: "world", line: 1, value: .scalar("beauty", line: 1)),
                    WorldEntry(key: "events", line: 2, value: .list(events, line: 2)),
                ], line: 1)
        }
        let june = event(3, [("burst", "2025-06-16"), ("over", "2025-06-20"), ("strength", "2.5")])
        let read = try WorldDescription(node: world([june]), file: "world.yaml")
        #expect(read.overrides.events?.first?.strength == 2.5)
        let backwards = event(4, [("burst", "2025-06-16"), ("over", "2025-06-10")])
        #expect(fault(of: world([backwards]))?.notice.key == "world.event-order")
        let overlapping = event(4, [("burst", "2025-06-19"), ("over", "2025-06-25")])
        #expect(fault(of: world([june, overlapping]))?.notice.key == "world.event-overlap")
    }
}
