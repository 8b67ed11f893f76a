// SPDX-License-Identifier: GPL-3.0-or-later
import Market
import Records

extension SupportCheck {
    /// Compares a plan's spend per line and period with the largest that the history has.
    init(plan: DeliveryPlan, history: CampaignHistory) {
        var largest: [LineKey: Int64] = [:]
        for record in history.records { largest[record.line] = max(largest[record.line] ?? 0, record.spend.fen) }
        var inside: Int64 = 0
        var all: Int64 = 0
        var beyond: Set<LineKey> = []
        for entry in plan.entries {
            let seen = largest[entry.line] ?? 0
            all += entry.spend.fen
            inside += min(entry.spend.fen, seen)
            if entry.spend.fen > seen { beyond.insert(entry.line) }
        }
        self.init(shareInsideSeen: all > 0 ? Double(inside) / Double(all) : 1, linesBeyond: beyond.sorted())
    }
}
