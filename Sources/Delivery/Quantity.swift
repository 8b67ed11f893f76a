// SPDX-License-Identifier: GPL-3.0-or-later
public import Market

/// Options of choices by the choice's kind: what a rule counts when it links choices, and what opens a flow or a subsidy.
public struct OptionPick: Sendable, Hashable {
    /// `DeliveryChoice.kind`.
    public var kind: String
    /// Names of the options that count; nil for any.
    public var options: Set<String>?

    public init(_ kind: String, _ options: Set<String>? = nil) {
        self.kind = kind
        self.options = options
    }

    /// True when the option counts.
    func covers(_ choice: DeliveryChoice, _ option: ChoiceOption) -> Bool {
        choice.kind == kind && (options?.contains(option.name) ?? true)
    }
}

/// What a term of a rule or objective adds up.
public enum Quantity: Sendable, Hashable {
    /// Media money of lines, yuan.
    case media
    /// Expected cost of chosen options, yuan: commission, fees and benefits redeemed.
    case choiceCost
    /// Cost of flows, yuan: messages, staff.
    case flowCost
    /// What the platform pays of the merchant's cost, yuan.
    case subsidy
    /// All that the merchant pays: media, options and flows, less subsidies.
    case cost
    /// An outcome of lines, options and flows.
    case outcome(Outcome)
    /// Stock of a reservoir at the end of each selected period.
    case stock(String)
    /// Number of picked options; a choice counts where its first period is selected.
    case picked(OptionPick)

    /// The name in files: `media`, `choice_cost`, `flow_cost`, `subsidy`, `cost`, `stock:NAME`, `picked` or the outcome's.
    public var name: String {
        switch self {
        case .media: "media"
        case .choiceCost: "choice_cost"
        case .flowCost: "flow_cost"
        case .subsidy: "subsidy"
        case .cost: "cost"
        case .outcome(let outcome): outcome.rawValue
        case .stock(let reservoir): "stock:" + reservoir
        case .picked: "picked"
        }
    }

    /// The quantity of a name; `picked` takes what it counts from elsewhere.
    public init(name: String) {
        switch name {
        case "media": self = .media
        case "choice_cost": self = .choiceCost
        case "flow_cost": self = .flowCost
        case "subsidy": self = .subsidy
        case "cost": self = .cost
        case _ where name.hasPrefix("stock:"): self = .stock(String(name.dropFirst(6)))
        default: self = .outcome(Outcome(rawValue: name))
        }
    }

    /// True when the quantity is money spent.
    public var isSpend: Bool {
        switch self {
        case .media, .choiceCost, .flowCost, .cost: true
        case .outcome, .subsidy, .stock, .picked: false
        }
    }
}
