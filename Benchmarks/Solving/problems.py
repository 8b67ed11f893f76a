# SPDX-License-Identifier: GPL-3.0-or-later
"""Problems of the benchmark as documents of `wanxiang solve` (docs/delivery-problem.schema.json), and their curves for the peers."""
import math

import numpy as np


def money(amount):
    """Yuan in whole fen."""
    return round(float(amount), 2)


def channels(count, seed, shaped=0.0, rules=False):
    """`count` channels under one budget, a share `shaped` of them S-shaped; with `rules` also floors, ceilings and a goods budget."""
    random = np.random.default_rng(seed)
    lines = []
    for i in range(count):
        half = 10 ** random.uniform(2.5, 4)
        cap = half * random.uniform(1, 5)
        if i < round(shaped * count):
            curve = {"family": "hill", "cap": cap, "half_spend_yuan": half, "exponent": random.uniform(1.5, 4)}
        else:
            curve = [
                {"family": "hill", "cap": cap, "half_spend_yuan": half},
                {"family": "exponential", "cap": cap, "scale_spend_yuan": half},
                {"family": "logistic", "cap": cap, "scale_spend_yuan": half},
                {"family": "hill", "cap": cap, "half_spend_yuan": half, "exponent": 0.8},
            ][i % 4]
        lines.append({"channel": f"c{i:03}", "goods": "AB"[i % 2], "curve": curve, "spend_max_yuan": money(4 * half)})
    scale = sum(4 * (line["curve"].get("half_spend_yuan") or line["curve"].get("scale_spend_yuan")) for line in lines)
    budget = money(0.12 * scale)
    problem = {"budget_yuan": budget, "lines": lines, "objective": {"terms": [{"quantity": "gmv"}]}}
    if rules:
        problem["rules"] = [
            {"name": "goods A", "terms": [{"quantity": "media", "goods": ["A"]}], "at_most": money(0.55 * budget)},
            {"name": "floor of c000", "terms": [{"quantity": "media", "channels": ["c000"]}], "at_least": money(0.02 * budget)},
            {"name": "share of c001",
             "terms": [{"quantity": "media", "channels": ["c001"]}, {"quantity": "media", "factor": -0.2}], "at_most": 0},
        ]
    return problem


def campaign(channel_count, goods_count, audience_count, days, seed, carry_over=False):
    """Channel × goods × audience × day with budgets over days, channels, goods and their crossings, stock, a return and floors."""
    random = np.random.default_rng(seed)
    scale = random.uniform(0.5, 2, channel_count)
    returns = random.uniform(1, 2.5, channel_count)
    carry = random.uniform(0.1, 0.7, channel_count)
    season = [round(float(s), 4) for s in random.uniform(0.7, 1.8, days)]
    lines, fair, gained = [], [], []
    for c in range(channel_count):
        for g in range(goods_count):
            for a in range(audience_count):
                half = 800 * scale[c] * random.uniform(0.3, 3)
                cap = 4 * half * returns[c] * random.uniform(0.6, 1.8)
                family = c % 3
                curve = [
                    {"family": "hill", "cap": cap, "half_spend_yuan": half},
                    {"family": "exponential", "cap": cap, "scale_spend_yuan": half},
                    {"family": "logarithm", "gain": cap / 2, "scale_spend_yuan": half},
                ][family]
                line = {
                    "channel": f"c{c:02}", "goods": f"g{g:02}", "audience": f"a{a}", "curve": curve, "multipliers": season,
                    "spend_max_yuan": money(3 * half),
                }
                if carry_over:
                    line["carry_over"] = round(float(carry[c]), 4)
                lines.append(line)
                fair.append(0.5 * half)
                effective, own = 0.0, []
                for t in range(days):
                    effective = 0.5 * half + (carry[c] * effective if carry_over else 0)
                    own.append(season[t] * value(curve, effective))
                gained.append(own)
    fair, gained = np.array(fair), np.array(gained)
    names = np.array([(line["channel"], line["goods"], line["audience"]) for line in lines])
    rules = []

    def add(name, low, high, amount, kind="at_most", **selection):
        rules.append({
            "name": name, "terms": [{"quantity": "media", **selection}], kind: money(amount * random.uniform(low, high))})

    day = float(fair.sum())
    add("total", 1, 1, day * days)
    for t in range(days):
        add(f"day {t}", 0.8, 1.6, day, periods=[t + 1, t + 1])
    for c in range(channel_count):
        own = float(fair[names[:, 0] == f"c{c:02}"].sum())
        add(f"channel {c}", 0.8, 1.8, own * days, channels=[f"c{c:02}"])
        add(f"floor of channel {c}", 0.2, 0.6, own * days, "at_least", channels=[f"c{c:02}"])
        for t in range(days):
            add(f"channel {c} day {t}", 0.7, 2.2, own, channels=[f"c{c:02}"], periods=[t + 1, t + 1])
    for a in range(audience_count):
        own = float(fair[names[:, 2] == f"a{a}"].sum())
        for t in range(days):
            add(f"audience {a} day {t}", 0.9, 2, own, audiences=[f"a{a}"], periods=[t + 1, t + 1])
    for g in range(goods_count):
        mine = names[:, 1] == f"g{g:02}"
        add(f"goods {g}", 0.8, 1.8, float(fair[mine].sum()) * days, goods=[f"g{g:02}"])
        for t in range(days):
            rules.append({
                "name": f"stock {g} day {t}",
                "terms": [{"quantity": "gmv", "goods": [f"g{g:02}"], "periods": [t + 1, t + 1]}],
                "at_most": float(gained[mine, t].sum() * random.uniform(0.6, 2.2))})
    ratio = 0.9 * gained.sum() / (day * days)
    rules.append({
        "name": "return", "terms": [{"quantity": "gmv"}, {"quantity": "media", "factor": -float(ratio)}], "at_least": 0})
    return {
        "horizon": {"periods": days}, "lines": lines, "rules": rules, "objective": {"terms": [{"quantity": "gmv"}]}}


def tiers(cells, groups, options, seed):
    """S-shaped cells and groups of exactly-one tiers under one budget and a few group budgets."""
    random = np.random.default_rng(seed)
    problem = channels(cells, seed, shaped=1.0)
    for i, line in enumerate(problem["lines"]):
        line["goods"] = f"g{i % 10}"
    choices = []
    typical = problem["budget_yuan"] / max(1, cells)
    for k in range(groups):
        base = typical * random.uniform(0.5, 3)
        choices.append({"kind": "tier", "goods": f"g{k % 10}", "options": [
            {"name": f"t{o}", "value": o, "cost_yuan": money(base * o),
             "outcomes": {"gmv": float(base * 2 * o ** random.uniform(0.5, 0.9) * random.uniform(0.7, 1.4))}}
            for o in range(options)]})
    problem["choices"] = choices
    problem["budget_yuan"] = money(problem["budget_yuan"] * 1.3)
    problem["rules"] = [
        {"name": f"goods {g}", "terms": [{"quantity": "cost", "goods": [f"g{g}"]}], "at_most": money(0.16 * problem["budget_yuan"])}
        for g in range(10)]
    return problem


def value(curve, x):
    """f(x) of a curve document."""
    if x <= 0:
        return 0.0
    family = curve["family"]
    if family == "hill":
        return curve["cap"] / (1 + (curve["half_spend_yuan"] / x) ** curve.get("exponent", 1))
    if family == "exponential":
        return -curve["cap"] * math.expm1(-x / curve["scale_spend_yuan"])
    if family == "logistic":
        return curve["cap"] * math.tanh(x / (2 * curve["scale_spend_yuan"]))
    if family == "logarithm":
        return curve["gain"] * math.log1p(x / curve["scale_spend_yuan"])
    raise ValueError(family)


def slope(curve, x):
    """f′(x) of a curve document."""
    x = max(x, 1e-12)
    family = curve["family"]
    if family == "hill":
        n, k = curve.get("exponent", 1), curve["half_spend_yuan"]
        ratio = min(x / k, k / x) ** n
        return curve["cap"] * n / x * ratio / (1 + ratio) ** 2
    if family == "exponential":
        return curve["cap"] / curve["scale_spend_yuan"] * math.exp(-x / curve["scale_spend_yuan"])
    if family == "logistic":
        return curve["cap"] / (2 * curve["scale_spend_yuan"]) / math.cosh(min(300, x / (2 * curve["scale_spend_yuan"]))) ** 2
    if family == "logarithm":
        return curve["gain"] / (curve["scale_spend_yuan"] + x)
    raise ValueError(family)
