# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares `wanxiang solve` with other packages on the same problems in one run.

    python bench.py --binary ../../.build/release/wanxiang [--quick]

Prints tables as Markdown. The exit code is 1 when an answer is worse than a peer's by more than its own gap at the peer's spend, when a
certificate is not what is promised, or when an independent solver disagrees about an exported program.
"""
import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time

import numpy as np

import peers
import problems

failures = []


def check(condition, words):
    if not condition:
        failures.append(words)
        print(f"**FAILED**: {words}", flush=True)


class Wanxiang:
    def __init__(self, binary):
        self.binary = binary

    def solve(self, problem, lp=None, repeats=3):
        """The answer with the fewest seconds; seconds are those of planning, without reading and writing JSON."""
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
            json.dump(problem, file)
        best = None
        try:
            for _ in range(repeats):
                command = [self.binary, "solve", file.name] + (["--lp", lp] if lp else [])
                begin = time.perf_counter()
                run = subprocess.run(command, capture_output=True, text=True)
                wall = time.perf_counter() - begin
                if run.returncode != 0:
                    raise SystemExit(f"wanxiang ended with {run.returncode}: {run.stderr[-2000:]}")
                answer = json.loads(run.stdout)
                answer["wall"] = wall
                if best is None or answer["seconds"] < best["seconds"]:
                    best = answer
        finally:
            os.unlink(file.name)
        return best


def certificate(answer, words, gap):
    proof = answer["plan"]["certificate"]
    check(proof["bound"] >= proof["value"], f"{words}: bound below value")
    # Whole fen cost something beside limits on sales, where a yuan too little loses sales and one too much buys none; the certificate says how
    # much, and no solving makes it less.
    rounding = max(0, proof["rounding_loss"]) / max(abs(proof["bound"]), 0.01)
    check(proof["gap"] <= gap + rounding, f"{words}: gap {proof['gap']:.1e}, of it rounding {rounding:.1e}, promised {gap:.0e}")
    check(proof["violation"] <= 1e-9, f"{words}: violation {proof['violation']:.1e}")
    return proof


def breaks(problem, spend):
    """Largest excess over a row, relative."""
    worst = 0.0
    for row, low, high in peers.simple_rows(problem):
        amount = row @ spend
        size = max(abs(row * spend).max(), 1e-9)
        worst = max(worst, (amount - high) / size if np.isfinite(high) else 0, (low - amount) / size if np.isfinite(low) else 0)
    return worst


def channels(tool, quick):
    print("\n## Channels\n")
    print("| case | wanxiang | gap | peer | its time | ratio | its value against ours | its rows |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for shaped, rules in [(0.0, False), (0.0, True), (0.5, False)]:
        for count in [5, 20, 100]:
            problem = problems.channels(count, seed=count, shaped=shaped, rules=rules)
            words = f"{count} channels" + (", half S-shaped" if shaped else "") + (" with rules" if rules else "")
            answer = tool.solve(problem)
            proof = certificate(answer, words, 1e-4 if shaped else 1e-6)
            named = [("SLSQP (pymc-marketing's call)", peers.slsqp), ("NLopt AUGLAG (Robyn's call)", peers.robyn),
                     ("HiGHS, 64 segments", peers.highs)]
            if shaped:
                named.append(("SLSQP, response in millions", lambda p: peers.slsqp(p, 1e-6)))
            if not rules:
                named.append(("grid hill climb (Meridian's method)", peers.meridian))
            for name, peer in named:
                if quick and count == 100 and peer in (peers.slsqp, peers.robyn):
                    continue
                try:
                    spend, seconds = peer(problem)
                except Exception as error:  # a peer that stops with an error is a result, too
                    print(f"| {words} | {answer['seconds'] * 1e3:.1f} ms | {proof['gap']:.0e} | {name} | {type(error).__name__} | | | |")
                    continue
                value, own = peers.response(problem["lines"], spend), proof
                broken = breaks(problem, spend)
                if spend.sum() > problem["budget_yuan"]:
                    # At the peer's own spend.
                    own = tool.solve({**problem, "budget_yuan": problems.money(spend.sum() + 0.005)}, repeats=1)["plan"]["certificate"]
                if broken <= 1e-9 or (not rules and spend.sum() > problem["budget_yuan"]):
                    # Only bounds that the peer really kept.
                    slack = max(own["gap"], 1e-9) * max(abs(own["bound"]), 1)
                    check(own["value"] >= value * (1 - 1e-9) - slack, f"{words}: {name} has {value}, ours {own['value']}")
                print(f"| {words} | {answer['seconds'] * 1e3:.1f} ms | {proof['gap']:.0e} | {name} | {seconds * 1e3:.1f} ms | "
                      f"{seconds / answer['seconds']:.1f} × | {100 * (value / own['value'] - 1):+.4f} % | "
                      f"{'kept' if broken <= 1e-6 else f'broken by {broken:.0e}'} |", flush=True)


def exported(tool):
    print("\n## Exported programs read back\n")
    print("| case | value | HiGHS | OR-Tools | bound |")
    print("| --- | --- | --- | --- | --- |")
    cases = [("20 channels", problems.channels(20, 3), False), ("20 channels with rules", problems.channels(20, 4, rules=True), False),
             ("campaign of 240 cells", problems.campaign(3, 4, 2, 10, 5), False),
             ("campaign of 240 cells, carry-over", problems.campaign(3, 4, 2, 10, 5, carry_over=True), False),
             ("20 channels, half S-shaped", problems.channels(20, 6, shaped=0.5), True)]
    for words, problem, integer in cases:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "program.lp")
            proof = tool.solve(problem, lp=path, repeats=1)["plan"]["certificate"]
            first, second = peers.read_back(path, integer)
        size = 1e-6 * abs(proof["bound"])
        for name, value in [("HiGHS", first), ("OR-Tools", second)]:
            if value is not None and not integer:
                check(proof["value"] - size <= value <= proof["bound"] + size, f"{words}: {name} says {value}, ours {proof}")
        print(f"| {words} | {proof['value']:.8g} | {first:.8g} | {'not read' if second is None else f'{second:.8g}'} | "
              f"{proof['bound']:.8g} |", flush=True)


def campaigns(tool, quick):
    print("\n## Large campaigns\n")
    print("| case | cells | rules | seconds | with reading and writing | gap | method |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    sizes = [(5, 5, 2, 30), (10, 10, 2, 30)] + ([] if quick else [(20, 20, 5, 30)])
    for size in sizes:
        for carry_over in [False, True]:
            problem = problems.campaign(*size, seed=1, carry_over=carry_over)
            words = "campaign" + (", carry-over" if carry_over else "")
            answer = tool.solve(problem, repeats=1 if quick else 2)
            proof = certificate(answer, words, 1e-6)
            print(f"| {words} | {np.prod(size)} | {len(problem['rules'])} | {answer['seconds']:.3f} | {answer['wall']:.2f} | "
                  f"{proof['gap']:.0e} | {proof['method']} |", flush=True)


def choices(tool, quick):
    print("\n## S-shaped cells and exactly-one tiers\n")
    print("| case | seeds | median seconds | largest gap |")
    print("| --- | --- | --- | --- |")
    for cells, groups in [(600, 50)] + ([] if quick else [(1500, 500)]):
        seconds, gaps = [], []
        for seed in range(3 if quick else 10):
            answer = tool.solve(problems.tiers(cells, groups, 8, seed + 1), repeats=1)
            proof = certificate(answer, f"{cells} cells + {groups} × 8, seed {seed + 1}", 1e-4)
            seconds.append(answer["seconds"])
            gaps.append(proof["gap"])
        print(f"| {cells} cells + {groups} × 8 | {len(seconds)} | {statistics.median(seconds):.3f} | {max(gaps):.0e} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=os.path.join(os.path.dirname(__file__), "../../.build/release/wanxiang"))
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer seeds")
    options = parser.parse_args()
    tool = Wanxiang(options.binary)
    print(f"# {time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores")
    channels(tool, options.quick)
    exported(tool)
    campaigns(tool, options.quick)
    choices(tool, options.quick)
    if failures:
        print(f"\n{len(failures)} failures")
        raise SystemExit(1)


if __name__ == "__main__":
    main()
