# SPDX-License-Identifier: GPL-3.0-or-later
"""Solves an exported campaign instance with independent solvers and compares with the value and bound found by pricing.

    python solve_instance.py instance.json --value V --bound B [--solver simplex|ipm|glop|pdlp] [--segments 8] [--rounds 6]

Formulation "segments": each curve by chords between breakpoints around where the last round's answer was (delta formulation); the
chords lie below the curve, so its optimum is a lower bound. Formulation "tangents": y below the tangents at the same points, so its
optimum is an upper bound. Rounds move the breakpoints to the answer. The true optimum lies between the two, and so must ours.
"""
import argparse
import json
import time

import numpy as np


def curve(family, cap, half, x):
    with np.errstate(over="ignore"):
        return np.choose(family, [cap * x / (half + x), -cap * np.expm1(-x / half), 0.5 * cap * np.log1p(x / half)])


def slope(family, cap, half, x):
    return np.choose(
        family, [cap * half / (half + x) ** 2, cap / half * np.exp(-x / half), 0.5 * cap / (half + x)])


class Instance:
    def __init__(self, path):
        data = json.load(open(path))
        for key in ("family", "cap", "half", "scale", "low", "high", "margin"):
            setattr(self, key, np.array(data[key]))
        self.family = self.family.astype(int)
        self.carry = np.array(data["carry"])
        self.days = data["days"]
        self.rows = data["rows"]
        self.count = len(self.cap)
        self.input_high = self.high.copy()
        self.input_low = self.low.copy()
        if len(self.carry):
            for i in range(self.count):
                if i % self.days:
                    self.input_high[i] += self.carry[i] * self.input_high[i - 1]
                    self.input_low[i] += self.carry[i] * self.input_low[i - 1]

    def value(self, x):
        return self.scale * curve(self.family, self.cap, self.half, x)

    def slope(self, x):
        return self.scale * slope(self.family, self.cap, self.half, x)


class Program:
    """Columns and rows in the order in which they are added; solved by HiGHS or OR-Tools."""

    def __init__(self):
        self.cost, self.lower, self.upper = [], [], []
        self.row_lower, self.row_upper, self.starts, self.index, self.coefficient = [], [], [0], [], []

    def columns(self, lower, upper, cost):
        first = len(self.cost)
        self.lower += list(lower)
        self.upper += list(upper)
        self.cost += list(cost)
        return first

    def row(self, lower, upper, index, coefficient):
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.index += index
        self.coefficient += coefficient
        self.starts.append(len(self.index))

    def solve(self, solver):
        if solver in ("glop", "pdlp"):
            return self.solve_ortools(solver)
        import highspy

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.row_lower)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = map(np.array, (self.cost, self.lower, self.upper))
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lower), np.array(self.row_upper)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self.starts)
        lp.a_matrix_.index_ = np.array(self.index)
        lp.a_matrix_.value_ = np.array(self.coefficient)
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("solver", solver)
        highs.setOptionValue("threads", 1)
        highs.passModel(lp)
        begin = time.perf_counter()
        highs.run()
        seconds = time.perf_counter() - begin
        status = highs.modelStatusToString(highs.getModelStatus())
        return status, highs.getInfo().objective_function_value, np.array(highs.getSolution().col_value), seconds

    def solve_ortools(self, solver):
        from ortools.math_opt.python import mathopt

        model = mathopt.Model()
        columns = [model.add_variable(lb=a, ub=b) for a, b in zip(self.lower, self.upper)]
        model.maximize(mathopt.fast_sum(c * v for c, v in zip(self.cost, columns) if c))
        for r in range(len(self.row_lower)):
            span = range(self.starts[r], self.starts[r + 1])
            model.add_linear_constraint(
                lb=self.row_lower[r], ub=self.row_upper[r],
                expr=mathopt.fast_sum(self.coefficient[k] * columns[self.index[k]] for k in span))
        begin = time.perf_counter()
        result = mathopt.solve(model, getattr(mathopt.SolverType, solver.upper()))
        seconds = time.perf_counter() - begin
        values = result.variable_values()
        return str(result.termination.reason), result.objective_value(), np.array([values[v] for v in columns]), seconds


def breakpoints(instance, segments, center, width):
    """A grid that is even in √x at first, later one around the answer, always with the ends."""
    low, high = instance.input_low, instance.input_high
    if center is None:
        steps = np.linspace(0, 1, segments + 1) ** 2
        return low[:, None] + (high - low)[:, None] * steps[None, :]
    inner = np.linspace(-1, 1, segments - 1)[None, :] * (width * (high - low))[:, None] + center[:, None]
    inner = np.clip(inner, low[:, None], high[:, None])
    return np.sort(np.concatenate([low[:, None], inner, high[:, None]], axis=1), axis=1)


def build(instance, points, tangents):
    """max Σ margin y over spends x (and effective spends e), with y by chords or below tangents."""
    n = instance.count
    program = Program()
    x = program.columns(instance.low, instance.high, np.zeros(n))
    y = program.columns(np.zeros(n), np.full(n, np.inf), instance.margin)
    e = x
    if len(instance.carry):
        e = program.columns(instance.input_low, instance.input_high, np.zeros(n))
        for i in range(n):
            if i % instance.days:
                program.row(0, 0, [e + i, e + i - 1, x + i], [1, -instance.carry[i], -1])
            else:
                program.row(0, 0, [e + i, x + i], [1, -1])
    values = np.stack([instance.value(points[:, k]) for k in range(points.shape[1])], axis=1)
    if tangents:
        slopes = np.stack([instance.slope(points[:, k]) for k in range(points.shape[1])], axis=1)
        for i in range(n):
            for k in range(points.shape[1]):
                if k and points[i, k] == points[i, k - 1]:
                    continue
                program.row(-np.inf, values[i, k] - slopes[i, k] * points[i, k], [y + i, e + i], [1, -slopes[i, k]])
    else:
        lengths = np.diff(points, axis=1)
        gains = np.diff(values, axis=1)
        for i in range(n):
            keep = [k for k in range(lengths.shape[1]) if lengths[i, k] > 1e-12 * instance.input_high[i]]
            first = program.columns(np.zeros(len(keep)), lengths[i, keep], np.zeros(len(keep)))
            deltas = list(range(first, first + len(keep)))
            program.row(points[i, 0], points[i, 0], [e + i] + deltas, [1] + [-1] * len(keep))
            program.row(-np.inf, values[i, 0], [y + i] + deltas, [1] + list(-gains[i, keep] / lengths[i, keep]))
    for row in instance.rows:
        index, coefficient = [], []
        for cell, a, b in zip(row["cells"], row["input"], row["output"]):
            if a:
                index.append(x + cell)
                coefficient.append(a)
            if b:
                index.append(y + cell)
                coefficient.append(b)
        lower, upper = row.get("lower"), row.get("upper")
        program.row(-np.inf if lower is None else lower, np.inf if upper is None else upper, index, coefficient)
    return program, e


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("instance")
    parser.add_argument("--solver", default="ipm", choices=["simplex", "ipm", "glop", "pdlp"])
    parser.add_argument("--segments", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--value", type=float)
    parser.add_argument("--bound", type=float)
    options = parser.parse_args()
    instance = Instance(options.instance)
    center, width, best_low, best_high, total = None, 0.5, -np.inf, np.inf, 0.0
    for round_number in range(options.rounds):
        points = breakpoints(instance, options.segments, center, width)
        for tangents in (False, True):
            program, e = build(instance, points, tangents)
            status, objective, answer, seconds = program.solve(options.solver)
            total += seconds
            print(f"round {round_number} {'tangents' if tangents else 'segments'} {status} {objective:.10g} {seconds:.3f} s "
                  f"({len(program.row_lower)} rows, {len(program.cost)} columns)", flush=True)
            if tangents:
                best_high = min(best_high, objective)
            else:
                best_low = max(best_low, objective)
            if not tangents:
                center = answer[e:e + instance.count]
        width /= 6
    print(f"optimum between {best_low:.10g} and {best_high:.10g}: {(best_high - best_low) / abs(best_high):.2e} apart, "
          f"solver {total:.3f} s in all")
    if options.value is not None and options.bound is not None:
        slack = 1e-6 * abs(best_high)
        agrees = options.value <= best_high + slack and options.bound >= best_low - slack
        print(f"pricing {options.value:.10g} … {options.bound:.10g}: {'agrees' if agrees else 'DISAGREES'}")
        raise SystemExit(0 if agrees else 1)


if __name__ == "__main__":
    main()
