# SPDX-License-Identifier: GPL-3.0-or-later
"""Problems of one period that the packages of the peers can represent themselves, so that both sides optimize the same function."""
import numpy as np

import problems

# Ten million: Meridian rounds to steps of 10,000 here, a thousandth of the budget, which is its best case for time.
BUDGET = 10_000_000


def channels(family, count, seed, shaped=0.0):
    """`count` channels under one budget: Hill curves of which a share `shaped` has an exponent above 1, or logistic ones."""
    random = np.random.default_rng(seed)
    half = 10 ** random.uniform(2.5, 4, count)
    half *= BUDGET / (0.12 * 4 * half.sum())
    cap = half * random.uniform(1, 5, count)
    exponents = random.uniform(1.5, 4, count)
    lines = []
    for i in range(count):
        if family == "logistic":
            curve = {"family": "logistic", "cap": float(cap[i]), "scale_spend_yuan": float(half[i])}
        else:
            exponent = float(exponents[i]) if i < round(shaped * count) else 1.0
            curve = {"family": "hill", "cap": float(cap[i]), "half_spend_yuan": float(half[i]), "exponent": exponent}
        lines.append({"channel": f"c{i:03}", "curve": curve, "spend_max_yuan": problems.money(min(4 * half[i], BUDGET))})
    return {"budget_yuan": BUDGET, "lines": lines, "objective": {"terms": [{"quantity": "gmv"}]}}


def arrays(problem):
    """Names, caps, scales, exponents and ceilings of the lines."""
    lines = problem["lines"]
    curves = [line["curve"] for line in lines]
    return ([line["channel"] for line in lines], np.array([curve["cap"] for curve in curves]),
            np.array([curve.get("half_spend_yuan") or curve["scale_spend_yuan"] for curve in curves]),
            np.array([curve.get("exponent", 1.0) for curve in curves]), np.array([line["spend_max_yuan"] for line in lines]))
