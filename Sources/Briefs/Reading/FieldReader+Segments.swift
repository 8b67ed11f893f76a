// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
import Market

// What is shown and offered to whom: coupon levels, pages, add-ons; and scores.
extension FieldReader {
    mutating func benefit(_ tree: TextTree, field: String) -> SegmentBenefitTerms? {
        let keys = ["audience", "goods", "orders_per_day", "order_value_yuan", "levels"]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["audience", "levels"] { require(section, key) }
        let levels = items(section, "levels") { fields, tree, field -> SegmentBenefitTerms.Level? in
            guard let level = fields.section(tree, field: field, line: tree.line, keys: ["yuan", "factor", "redeemed"]) else {
                return nil
            }
            for key in ["yuan", "factor"] { fields.require(level, key) }
            guard let yuan = fields.number(level, "yuan", in: 0.01...1e6, unit: "yuan"),
                let factor = fields.number(level, "factor", in: 0...100)
            else { return nil }
            return SegmentBenefitTerms.Level(
                yuan: yuan.value, factor: factor.value, redeemed: fields.share(level, "redeemed")?.value ?? 1)
        }
        guard let audience = name(section, "audience") else { return nil }
        return SegmentBenefitTerms(
            audience: Audience(rawValue: audience.value),
            goods: name(section, "goods").map { GoodsID(rawValue: $0.value) } ?? .all,
            ordersPerDay: number(section, "orders_per_day", in: 0...1e9)?.value ?? 0,
            orderValue: number(section, "order_value_yuan", in: 0...1e9, unit: "yuan")?.value ?? 0, levels: levels.map(\.value))
    }

    mutating func page(_ tree: TextTree, field: String) -> PageTerms? {
        let keys = ["audience", "views_per_day", "slots", "candidates"]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in keys { require(section, key) }
        var slots: [Double] = []
        for (index, value) in (list(section, "slots", limit: 100) ?? []).enumerated() {
            let slot = FieldSection(
                prefix: "\(field).", line: value.line,
                entries: [TextTree.Entry(key: "slots[\(index + 1)]", line: value.line, column: 1, value: value)])
            if let attention = share(slot, "slots[\(index + 1)]") { slots.append(attention.value) }
        }
        let candidates = items(section, "candidates") { fields, tree, field -> PageTerms.Candidate? in
            let keys = ["goods", "version", "orders_per_view", "order_value_yuan"]
            guard let item = fields.section(tree, field: field, line: tree.line, keys: keys) else { return nil }
            for key in ["goods", "orders_per_view"] { fields.require(item, key) }
            guard let goods = fields.name(item, "goods"), let orders = fields.share(item, "orders_per_view") else { return nil }
            return PageTerms.Candidate(
                goods: GoodsID(rawValue: goods.value), version: fields.name(item, "version")?.value ?? "",
                ordersPerView: orders.value,
                orderValue: fields.number(item, "order_value_yuan", in: 0...1e9, unit: "yuan")?.value ?? 0)
        }
        guard let audience = name(section, "audience"), let views = number(section, "views_per_day", in: 0...1e10) else {
            return nil
        }
        return PageTerms(
            audience: Audience(rawValue: audience.value), viewsPerDay: views.value, slots: slots,
            candidates: candidates.map(\.value))
    }

    mutating func basket(_ tree: TextTree, field: String) -> BasketTerms? {
        let keys = ["audience", "orders_per_day", "add_ons"]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in keys { require(section, key) }
        let addOns = items(section, "add_ons") { fields, tree, field -> BasketTerms.AddOn? in
            let keys = ["goods", "threshold_yuan", "discount_yuan", "taken", "value_yuan"]
            guard let item = fields.section(tree, field: field, line: tree.line, keys: keys) else { return nil }
            for key in keys { fields.require(item, key) }
            guard let goods = fields.name(item, "goods"),
                let threshold = fields.number(item, "threshold_yuan", in: 0...1e9, unit: "yuan"),
                let discount = fields.number(item, "discount_yuan", in: 0...1e9, unit: "yuan"),
                let taken = fields.share(item, "taken"),
                let value = fields.number(item, "value_yuan", in: 0...1e9, unit: "yuan")
            else { return nil }
            return BasketTerms.AddOn(
                goods: GoodsID(rawValue: goods.value), threshold: threshold.value, discount: discount.value,
                taken: taken.value, value: value.value)
        }
        guard let audience = name(section, "audience"), let orders = number(section, "orders_per_day", in: 0...1e9) else {
            return nil
        }
        return BasketTerms(
            audience: Audience(rawValue: audience.value), ordersPerDay: orders.value, addOns: addOns.map(\.value))
    }

    mutating func capability(_ tree: TextTree, field: String) -> CapabilityTerms? {
        let keys = ["name", "score", "threshold", "factor", "channels", "points"]
        guard let section = section(tree, field: field, line: tree.line, keys: keys) else { return nil }
        for key in ["name", "score", "threshold", "factor"] { require(section, key) }
        let channels = names(section, "channels")
        let points = outcomes(section, "points")
        guard let name = name(section, "name"), let score = number(section, "score", in: 0...1e6),
            let threshold = number(section, "threshold", in: 0...1e6), let factor = number(section, "factor", in: 1...100)
        else { return nil }
        var terms = CapabilityTerms(
            name: name.value, score: score.value, threshold: threshold.value, factor: factor.value,
            channels: channels.isEmpty ? nil : Set(channels.map { Channel(rawValue: $0.value) }))
        terms.points = points
        return terms
    }
}
