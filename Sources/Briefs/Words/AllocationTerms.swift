// SPDX-License-Identifier: GPL-3.0-or-later
public import Algebra
public import Market

/// What a merchant asks for when customers are to get benefits one by one (千人千权): who could get what, and within which limits.
/// Nil and empty mean that it was not said.
public struct AllocationTerms: Sendable, Hashable {
    /// Limits of one benefit, of a group of benefits, or of some benefits under a name of their own.
    public struct Limits: Sendable, Hashable {
        public var maxCount, minCount: Cited<Int>?
        public var maxCost, minCost: Cited<Money>?
        /// Least value ÷ cost.
        public var roi: Cited<Double>?

        public init() {}
    }

    /// One benefit.
    public struct BenefitEntry: Sendable, Hashable {
        public var name: Cited<String>
        public var faceValue: Cited<Money>?
        /// Share of those given it who redeem it.
        public var redemption: Cited<Double>?
        public var group: Cited<String>?
        public var limits = Limits()

        public init(name: Cited<String>) { self.name = name }
    }

    /// Limits of a group of benefits, or a rule about benefits that it lists itself.
    public struct NamedLimits: Sendable, Hashable {
        public var name: Cited<String>
        /// Of a rule: its benefits; empty for all.
        public var benefits: [Cited<String>] = []
        public var limits = Limits()

        public init(name: Cited<String>) { self.name = name }
    }

    /// Customers who may not get something.
    public struct Filter: Sendable, Hashable {
        public var column: Cited<String>
        public var min, max: Cited<Double>?
        /// Only these words, or all but these.
        public var among, except: [Cited<String>]
        public var benefits: [Cited<String>]

        public init(
            column: Cited<String>, min: Cited<Double>? = nil, max: Cited<Double>? = nil, among: [Cited<String>] = [],
            except: [Cited<String>] = [], benefits: [Cited<String>] = []
        ) {
            self.column = column
            self.min = min
            self.max = max
            self.among = among
            self.except = except
            self.benefits = benefits
        }
    }

    /// What the numbers of a cost matrix are.
    public enum CostUnit: String, Sendable, Hashable, CaseIterable { case yuan, fen }

    /// The name of the file in errors.
    public var file: String
    /// Who could get what: CSV or `.npy`; nil where a model scores the customers.
    public var offers: Cited<BriefPath>?
    /// A model of `allocate fit` that scores the customers' table.
    public var model: Cited<BriefPath>?
    /// Costs as `.npy`.
    public var costs: Cited<BriefPath>?
    public var costUnit: Cited<CostUnit>?
    public var benefitsTable, customers: Cited<BriefPath>?
    public var segment: Cited<String>?
    public var budget: Cited<Money>?
    /// Least value ÷ cost over all benefits.
    public var roi: Cited<Double>?
    public var benefits: [BenefitEntry] = []
    public var groups: [NamedLimits] = []
    public var rules: [NamedLimits] = []
    public var filters: [Filter] = []
    public var strict: Cited<Bool>?
    public var seed: Cited<Int>?

    public init(file: String) { self.file = file }
}
