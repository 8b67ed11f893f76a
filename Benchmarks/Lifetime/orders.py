#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders of simulated customers who buy as BG/NBD and Gamma-Gamma say, in the order of time.

    python3 orders.py FILE [--customers 1000000] [--mean 10] [--seed 1]

Customers join evenly over 104 weeks and are observed until the end of them. A living one buys at a rate from Gamma(1.2, alpha) a week and leaves
after each repeat order with a probability from Beta(0.8, 8); alpha is set so that there are about `mean` orders a customer. Orders are Gamma(4, nu)
yuan with nu from Gamma(4, 60).
"""
import argparse

import numpy as np

WEEKS = 104
FIRST = np.datetime64("2024-11-01")


def repeats(rng, joined, alpha):
    """Customers and times (weeks) of all repeat orders."""
    count = len(joined)
    rate = rng.gamma(1.2, 1 / alpha, count)
    leaving = rng.beta(0.8, 8, count)
    alive = np.arange(count)
    now = joined.copy()
    who, when = [], []
    while len(alive):
        # Nobody leaves after the first order: in BG/NBD only repeats may be the last one.
        now[alive] += rng.exponential(1, len(alive)) / np.maximum(rate[alive], 1e-12)
        alive = alive[now[alive] < WEEKS]
        who.append(alive)
        when.append(now[alive].copy())
        alive = alive[rng.random(len(alive)) >= leaving[alive]]
    return np.concatenate(who), np.concatenate(when)


def rate_for(seed, mean):
    """alpha for the wanted mean, by halving on a small sample."""
    low, high = 0.05, 50.0
    for _ in range(12):
        alpha = (low * high) ** 0.5
        rng = np.random.default_rng(seed)
        joined = rng.random(20_000) * WEEKS
        found = 1 + len(repeats(rng, joined, alpha)[0]) / 20_000
        low, high = (alpha, high) if found > mean else (low, alpha)
    return (low * high) ** 0.5


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--mean", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    alpha = rate_for(options.seed, options.mean)
    rng = np.random.default_rng(options.seed)
    joined = rng.random(options.customers) * WEEKS
    who, when = repeats(rng, joined, alpha)
    who = np.concatenate([np.arange(options.customers), who])
    when = np.concatenate([joined, when])
    order = np.argsort(when, kind="stable")
    who, when = who[order], when[order]
    scale = rng.gamma(4, 1 / 60, options.customers)
    amounts = np.maximum(rng.gamma(4, 1, len(who)) / scale[who], 0.01)
    seconds = (when * 7 * 86400).astype("int64")
    names = rng.permutation(9 * options.customers)[: options.customers] + 10_000_000
    with open(options.file, "w") as file:
        file.write("order,customer,time,amount\n")
        for begin in range(0, len(who), 500_000):
            part = slice(begin, begin + 500_000)
            times = np.datetime_as_string(FIRST + seconds[part].astype("timedelta64[s]"))
            rows = zip(range(begin, len(who)), names[who[part]].tolist(), times, amounts[part].tolist())
            file.write("".join(f"{o},u{c},{t.replace('T', ' ')},{a:.2f}\n" for o, c, t, a in rows))
    print(f"{len(who)} orders of {options.customers} customers, alpha {alpha:.3f}")


main()
