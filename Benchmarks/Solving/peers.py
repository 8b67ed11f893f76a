# SPDX-License-Identifier: GPL-3.0-or-later
"""What other packages do with the same problems. Each function says which call of which package it repeats."""
import time

import numpy as np

import problems


def response(lines, x):
    """Sum of all curves at the spends x, one a line (problems of one period)."""
    return sum(problems.value(line["curve"], amount) for line, amount in zip(lines, x))


def gradient(lines, x):
    return np.array([problems.slope(line["curve"], amount) for line, amount in zip(lines, x)])


def simple_rows(problem):
    """Rules of one period over media alone as rows: coefficients, lower, upper; the budget first."""
    lines = problem["lines"]
    rows = [(np.ones(len(lines)), -np.inf, problem["budget_yuan"])]
    for rule in problem.get("rules", []):
        row = np.zeros(len(lines))
        for term in rule["terms"]:
            for i, line in enumerate(lines):
                if line["channel"] in term.get("channels", [line["channel"]]) and line["goods"] in term.get("goods", [line["goods"]]):
                    row[i] += term.get("factor", 1)
        rows.append((row, rule.get("at_least", -np.inf), rule.get("at_most", np.inf)))
    return rows


def slsqp(problem, unit=1.0):
    """scipy.optimize.minimize(method="SLSQP", ftol=1e-9, maxiter=1000) from an equal split with exact gradients: the call and the
    settings of pymc-marketing's BudgetOptimizer, without the seconds that it needs to compile its model."""
    from scipy.optimize import minimize

    lines, rows = problem["lines"], simple_rows(problem)
    constraints = []
    for row, low, high in rows:
        if np.isfinite(high):
            constraints.append({"type": "ineq", "fun": lambda x, r=row, h=high: h - r @ x, "jac": lambda x, r=row: -r})
        if np.isfinite(low):
            constraints.append({"type": "ineq", "fun": lambda x, r=row, l=low: r @ x - l, "jac": lambda x, r=row: r})
    bounds = [(0, line["spend_max_yuan"]) for line in lines]
    start = np.full(len(lines), problem["budget_yuan"] / len(lines))
    begin = time.perf_counter()
    result = minimize(
        lambda x: -unit * response(lines, x), start, jac=lambda x: -unit * gradient(lines, x), method="SLSQP", bounds=bounds,
        constraints=constraints, options={"ftol": 1e-9, "maxiter": 1000})
    return result.x, time.perf_counter() - begin


def robyn(problem):
    """NLopt's AUGLAG with SLSQP inside, xtol_rel 1e-10, at most 100,000 evaluations, from an equal split: Robyn's allocator
    (optim_algo = "SLSQP_AUGLAG"); the budget as an inequality, as Robyn has it."""
    import nlopt

    lines, rows = problem["lines"], simple_rows(problem)
    count = len(lines)
    inner = nlopt.opt(nlopt.LD_SLSQP, count)
    inner.set_xtol_rel(1e-10)
    solver = nlopt.opt(nlopt.LD_AUGLAG, count)
    solver.set_local_optimizer(inner)
    solver.set_xtol_rel(1e-10)
    solver.set_maxeval(100000)
    solver.set_lower_bounds(np.zeros(count))
    solver.set_upper_bounds(np.array([line["spend_max_yuan"] for line in lines]))

    def objective(x, grad):
        if grad.size:
            grad[:] = -gradient(lines, x)
        return -response(lines, x)

    solver.set_min_objective(objective)

    def add(row, limit, sign):
        def constraint(x, grad):
            if grad.size:
                grad[:] = sign * row
            return sign * (row @ x - limit)
        solver.add_inequality_constraint(constraint, 1e-6)

    for row, low, high in rows:
        if np.isfinite(high):
            add(row, high, 1.0)
        if np.isfinite(low):
            add(row, low, -1.0)
    begin = time.perf_counter()
    x = solver.optimize(np.full(count, problem["budget_yuan"] / count))
    return x, time.perf_counter() - begin


def meridian(problem, tolerance=1e-4):
    """Meridian's budget optimizer: a grid of spends in steps of the budget times gtol (1e-4, its default), and a hill climb that always
    takes the step with the largest gain until the budget is reached. Budget and bounds only. Here with the best data structure (a heap);
    the package evaluates the grid by its model first."""
    import heapq

    lines, budget = problem["lines"], problem["budget_yuan"]
    step = budget * tolerance
    begin = time.perf_counter()
    spend = np.zeros(len(lines))
    heap = []

    def push(i):
        if spend[i] + step <= lines[i]["spend_max_yuan"]:
            gain = problems.value(lines[i]["curve"], spend[i] + step) - problems.value(lines[i]["curve"], spend[i])
            heapq.heappush(heap, (-gain, i))

    for i in range(len(lines)):
        push(i)
    total = 0.0
    while heap and total + step <= budget * (1 + 1e-9):
        _, i = heapq.heappop(heap)
        spend[i] += step
        total += step
        push(i)
    return spend, time.perf_counter() - begin


def highs(problem, segments=64, gap=1e-4):
    """HiGHS on straight lines between points of every curve. Concave curves need no whole variables; of an S-shaped one every vertex left
    of the inflection is a binary and the vertices right of it share one (a hull formulation)."""
    import highspy

    lines, rows = problem["lines"], simple_rows(problem)
    model = highspy.HighsLp()
    cost, upper, integer = [], [], []
    starts, index, coefficient = [0], [], []
    hull = {}
    row_lower = [low for _, low, _ in rows]
    row_upper = [high for _, _, high in rows]
    points = []

    def column(c, u, whole, entries):
        cost.append(c)
        upper.append(u)
        integer.append(whole)
        for i, v in entries:
            if v:
                index.append(i)
                coefficient.append(v)
        starts.append(len(index))

    for i, line in enumerate(lines):
        curve, high = line["curve"], line["spend_max_yuan"]
        grid = high * np.linspace(0, 1, segments + 1) ** 1.5
        is_shaped = curve.get("exponent", 1) > 1
        if not is_shaped:
            for a, b in zip(grid[:-1], grid[1:]):
                rise = problems.value(curve, b) - problems.value(curve, a)
                slope = rise / (b - a)
                column(slope, b - a, False, [(r, row[i]) for r, (row, _, _) in enumerate(rows)])
                points.append((i, None))
            continue
        n = curve["exponent"]
        bend = curve["half_spend_yuan"] * ((n - 1) / (n + 1)) ** (1 / n)
        one = len(row_lower)
        row_lower.append(-np.inf)
        row_upper.append(1)
        link = len(row_lower)
        row_lower.append(0)
        row_upper.append(0)
        column(0, 1, True, [(one, 1), (link, -1)])
        points.append((i, 0.0))
        for x in np.unique(np.append(grid[1:], bend)):
            y = problems.value(curve, x)
            on_rows = [(r, row[i] * x) for r, (row, _, _) in enumerate(rows)]
            if x < bend:
                column(y, 1, True, on_rows + [(one, 1)])
            else:
                column(y, 1, False, on_rows + [(link, 1)])
            points.append((i, x))
    model.num_col_, model.num_row_ = len(cost), len(row_lower)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_, model.col_lower_, model.col_upper_ = np.array(cost), np.zeros(len(cost)), np.array(upper)
    model.row_lower_, model.row_upper_ = np.array(row_lower, dtype=float), np.array(row_upper, dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = np.array(starts), np.array(index)
    model.a_matrix_.value_ = np.array(coefficient)
    if any(integer):
        model.integrality_ = [highspy.HighsVarType.kInteger if w else highspy.HighsVarType.kContinuous for w in integer]
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("time_limit", 120.0)
    solver.passModel(model)
    begin = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - begin
    answer = np.array(solver.getSolution().col_value)
    spend = np.zeros(len(lines))
    for (i, x), amount in zip(points, answer):
        spend[i] += amount if x is None else x * amount
    return spend, seconds


def read_back(path, integer):
    """The optimum of an exported program by HiGHS and by OR-Tools (GLOP, or SCIP where it has whole variables), which reads MPS alone."""
    import highspy
    from ortools.linear_solver.python import model_builder

    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 1e-9)
    solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
    solver.setOptionValue("dual_feasibility_tolerance", 1e-9)
    solver.readModel(path)
    solver.run()
    first = solver.getInfo().objective_function_value
    solver.writeModel(path + ".mps")
    model = model_builder.Model()
    if not model.import_from_mps_file(path + ".mps"):
        return first, None
    other = model_builder.Solver("scip" if integer else "glop")
    other.enable_output(False)
    status = other.solve(model)
    return first, other.objective_value if status == model_builder.SolveStatus.OPTIMAL else None
