// SPDX-License-Identifier: GPL-3.0-or-later
import Algebra
public import Delivery
import Market
public import Solver

/// What a plan is asked to be.
public struct PlanOptions: Sendable {
    /// Relative gap; nil for 10⁻⁶ on concave problems and 10⁻⁴ with whole numbers or S-shaped curves.
    public var relativeGap: Double?
    public var iterationLimit: Int?
    public var nodeLimit: Int?
    /// Safety stop by the wall clock, seconds.
    public var timeLimitSeconds: Double?
    public var cancellation: CancellationFlag?
    /// What is maximised over the joint draws; nil plans for the centre of the response.
    public var risk: RiskMeasure?

    public init(
        relativeGap: Double? = nil, iterationLimit: Int? = nil, nodeLimit: Int? = nil, timeLimitSeconds: Double? = nil,
        cancellation: CancellationFlag? = nil, risk: RiskMeasure? = nil
    ) {
        self.relativeGap = relativeGap
        self.iterationLimit = iterationLimit
        self.nodeLimit = nodeLimit
        self.timeLimitSeconds = timeLimitSeconds
        self.cancellation = cancellation
        self.risk = risk
    }
}

/// Delivery problem → plan: solves, rounds to the fen, checks every rule again, proves and explains.
public enum Planner {
    /// The best plan for a problem, with its certificate.
    ///
    /// Throws `PlanError.impossible` with the rules that contradict one another where no plan keeps all rules.
    public static func plan(
        _ problem: DeliveryProblem, options: PlanOptions = PlanOptions(), warm: WarmStart? = nil
    ) throws(PlanError) -> PlanResult {
        do { try problem.validate() } catch { throw .invalid(error) }
        let problem = problem.canonical()
        if let picks = try PickSearch.solve(problem, options) {
            do throws(PlanError) {
                let result = try plan(problem, options: options, warm: warm, isExact: false, picks: picks)
                let certificate = result.plan.certificate
                if certificate.violation <= 1e-9, certificate.gap <= max(1e-3, problem.gapAsked(options)) { return result }
            } catch {
                guard case .noneFound = error else { throw error }
            }
        }
        let free: PlanResult
        do throws(PlanError) { free = try plan(problem, options: options, warm: warm, isExact: false) } catch {
            // What benefits cost may take so much tightening that no plan is left, where one that throws nothing away exists.
            guard case .noneFound = error, problem.hasResponseCosts else { throw error }
            return try plan(problem, options: options, warm: nil, isExact: true)
        }
        // Where responses cost money (benefits redeemed) the relaxed problem may throw sales away to save their benefit. Its bound holds all
        // the same, and mostly nothing is thrown away; where something is, responses are held to their curves.
        guard problem.hasResponseCosts, free.plan.certificate.status != .optimal else { return free }
        let exact: PlanResult
        do throws(PlanError) { exact = try plan(problem, options: options, warm: nil, isExact: true) } catch {
            if case .noneFound = error { return free }
            throw error
        }
        let (old, new) = (free.plan.certificate, exact.plan.certificate)
        return old.violation <= 1e-9 && new.value < old.value ? free : exact
    }

    /// Solves, rounds, checks; `isExact` holds responses that cost money to their curves, `picks` the choices to what was found.
    private static func plan(
        _ problem: DeliveryProblem, options: PlanOptions, warm: WarmStart?, isExact: Bool, picks: PickSearch.Outcome? = nil
    ) throws(PlanError) -> PlanResult {
        var tightened = problem
        var tightening = [Double](repeating: 0, count: problem.rules.count)
        // What responses cost may take much tightening, of which the problem itself knows nothing: its own bound is the one to keep.
        var bound: Double?
        // Rounding moves each amount by less than a fen, which can break a ratio or a floor by a hair: such rules are then tightened by
        // what rounding broke, and the problem is solved once more.
        for attempt in 0..<4 {
            let robust: RobustAnswer?
            let solved: SolvedDelivery
            do throws(PlanError) {
                robust = try RobustAnswer(tightened, original: problem, options: options, warm: warm)
                if let robust {
                    solved = robust.solved
                } else {
                    solved = try SolvedDelivery(
                        tightened, original: problem, options: options, warm: warm, isExact: isExact, picks: picks)
                }
            } catch {
                // Only the problem as it was asked about can be impossible.
                if attempt > 0 || picks != nil, case .impossible = error { throw .noneFound(method: "rounding") }
                throw error
            }
            // What bounds the tightened problem does not bound the one that was asked about.
            if attempt == 0 { bound = solved.solution.certificate.bound }
            var rounded = RoundedDelivery(solved, problem: problem)
            var broken = rounded.brokenRules(of: problem)
            var holding: [(index: Int, amount: Double)] = []
            if !broken.isEmpty {
                let held = RoundedDelivery(solved, problem: problem, held: broken)
                let rest = held.brokenRules(of: problem)
                // Rounding down may leave fen unspent that solving once more would place.
                if rest.isEmpty, attempt == 3 || held.media == rounded.media {
                    (rounded, broken, holding) = (held, rest, broken)
                }
            }
            if broken.isEmpty { rounded = rounded.withRestSpent(solved, problem: problem, held: holding) }
            if broken.isEmpty || attempt == 3 {
                return PlanResult(
                    solved: solved, robust: robust, rounded: rounded, problem: problem, options: options, bound: bound)
            }
            for (index, amount) in broken {
                tightening[index] = max(2 * tightening[index], 1.5 * amount)
                if let limit = problem.rules[index].atMost { tightened.rules[index].atMost = limit - tightening[index] }
                if let limit = problem.rules[index].atLeast { tightened.rules[index].atLeast = limit + tightening[index] }
            }
        }
        throw .noneFound(method: "rounding")
    }
}

/// A plan together with what only the program needs: the canonical problem and the prices to start the next solve from.
public struct PlanResult: Sendable {
    public let plan: Plan
    /// In canonical order, as planned.
    public let problem: DeliveryProblem
    public let warm: WarmStart?
    /// The unrounded solution, for files and cross-checks.
    let solution: Solution
    /// The model that was solved where it is not the problem's own: weighted draws.
    let robustModel: Model?
    /// Yuan by line and period of the rounded plan.
    public let spend: [[Double]]
    /// Option number of each choice.
    public let options: [Int]
    /// Units by flow and period.
    public let flows: [[Double]]
    /// True where responses that cost money were held to their curves.
    let isExact: Bool
    /// The plan on every joint draw.
    let drawn: DrawEvaluation

    init(
        solved: SolvedDelivery, robust: RobustAnswer?, rounded: RoundedDelivery, problem: DeliveryProblem, options: PlanOptions,
        bound: Double? = nil
    ) {
        isExact = solved.form.isExact
        self.problem = problem
        robustModel = robust == nil ? nil : solved.model
        warm = solved.solution.warm
        solution = solved.solution
        spend = rounded.spend
        self.options = rounded.options
        flows = rounded.flows
        drawn = DrawEvaluation(problem: problem, spend: rounded.spend, options: rounded.options, flows: rounded.flows)
        plan = Plan(
            solved: solved, robust: robust, rounded: rounded, draws: drawn, problem: problem, options: options, bound: bound)
    }
}
