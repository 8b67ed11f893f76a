# SPDX-License-Identifier: GPL-3.0-or-later
"""Solves allocation problems as linear programs with HiGHS (simplex and interior point) and OR-Tools (PDLP, GLOP).

Usage: python peers.py FOLDER RULES [highs-ipm|highs-simplex|ortools-glop|ortools-pdlp]
FOLDER holds values.npy and costs.npy, as `incentives-bench write` makes them. Needs numpy, highspy and ortools.
"""
import json
import sys
import time

import numpy as np


LIMIT_SECONDS = 300.0


def problem(folder, rules):
    """The rules of Instance.swift: rows of use by customer and benefit, and limits."""
    value = np.ascontiguousarray(np.load(folder + "/values.npy"))
    cost = np.ascontiguousarray(np.load(folder + "/costs.npy"))
    n, benefits = value.shape
    rows = [(cost, range(benefits), 60 * n)]
    if rules >= 3:
        rows += [(None, [benefits - 1], n // 100), (cost, [0, 1, 2], 15 * n)]
    if rules >= 10:
        rows += [
            (None, range(benefits), n // 4), (cost, [3], 10 * n), (None, [4], n // 30), (cost, [5, 6], 20 * n),
            ("quota", [0], -(n // 20)), ("quota", [6], -(n // 100)), ("return", range(benefits), 0),
        ]
    matrix = np.zeros((len(rows), n, benefits))
    for r, (what, members, _) in enumerate(rows):
        for k in members:
            if what is None:
                matrix[r, :, k] = 1
            elif isinstance(what, str):
                matrix[r, :, k] = -1 if what == "quota" else 2 * cost[:, k] / 100 - value[:, k]
            else:
                matrix[r, :, k] = cost[:, k]
    return value, matrix, np.array([float(row[2]) for row in rows])


def highs(value, matrix, limits, solver):
    import highspy

    customers, benefits = value.shape
    rules = len(limits)
    model = highspy.HighsLp()
    model.num_col_ = customers * benefits
    model.num_row_ = rules + customers
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = value.ravel()
    model.col_lower_ = np.zeros(model.num_col_)
    model.col_upper_ = np.ones(model.num_col_)
    model.row_lower_ = np.full(model.num_row_, -highspy.kHighsInf)
    model.row_upper_ = np.concatenate([limits, np.ones(customers)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    flat = matrix.reshape(rules, -1)
    column = np.concatenate([np.nonzero(flat[r])[0] for r in range(rules)] + [np.arange(customers * benefits)])
    row = np.concatenate([np.full((flat[r] != 0).sum(), r) for r in range(rules)]
                         + [rules + np.repeat(np.arange(customers), benefits)])
    entry = np.concatenate([flat[r][flat[r] != 0] for r in range(rules)] + [np.ones(customers * benefits)])
    order = np.lexsort((row, column))
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(column, minlength=model.num_col_))])
    model.a_matrix_.index_ = row[order]
    model.a_matrix_.value_ = entry[order]
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("threads", 2)
    h.setOptionValue("time_limit", LIMIT_SECONDS)
    h.setOptionValue("solver", solver)
    h.passModel(model)
    begin = time.perf_counter()
    h.run()
    return time.perf_counter() - begin, h.getInfo().objective_function_value, h.modelStatusToString(h.getModelStatus())


def ortools(value, matrix, limits, name):
    from ortools.linear_solver import pywraplp

    customers, benefits = value.shape
    solver = pywraplp.Solver.CreateSolver(name)
    x = [[solver.NumVar(0, 1, "") for _ in range(benefits)] for _ in range(customers)]
    for r, limit in enumerate(limits):
        rule = solver.Constraint(-solver.infinity(), float(limit))
        for i, k in zip(*np.nonzero(matrix[r])):
            rule.SetCoefficient(x[i][k], float(matrix[r, i, k]))
    for own in x:
        one = solver.Constraint(-solver.infinity(), 1)
        for variable in own:
            one.SetCoefficient(variable, 1)
    objective = solver.Objective()
    for i in range(customers):
        for k in range(benefits):
            objective.SetCoefficient(x[i][k], float(value[i, k]))
    objective.SetMaximization()
    solver.SetTimeLimit(int(1000 * LIMIT_SECONDS))
    begin = time.perf_counter()
    status = solver.Solve()
    return time.perf_counter() - begin, objective.Value(), {0: "Optimal", 1: "Feasible"}.get(status, str(status))


if __name__ == "__main__":
    folder, rules = sys.argv[1], int(sys.argv[2])
    chosen = sys.argv[3:] or ["highs-ipm", "highs-simplex", "ortools-glop", "ortools-pdlp"]
    data = problem(folder, rules)
    for name in chosen:
        kind, solver = name.split("-")
        run = highs if kind == "highs" else ortools
        seconds, best, status = run(*data, solver if kind == "highs" else solver.upper())
        print(json.dumps({
            "solver": name, "customers": data[0].shape[0], "rules": rules, "seconds": round(seconds, 4), "value": best,
            "status": status}), flush=True)
