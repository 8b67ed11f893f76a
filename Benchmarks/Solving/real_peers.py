# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the budget optimizers of pymc-marketing and Meridian themselves beside `wanxiang solve` on the same curves, in turns.

    python real_peers.py --binary WANXIANG --pymc PYTHON --meridian PYTHON [--repeats N] [--seconds LIMIT] [--seeds N]

Prints Markdown. The exit code is 1 when ours is worse than a peer's by more than its gap at the peer's own spend and bounds, or when a
target of time is missed.
"""
import argparse
import math
import os
import time
from statistics import median

import numpy as np

import bench
import peer_process
import peers
import real_problems

SCRIPTS = {"pymc": "peer_pymc.py", "meridian": "peer_meridian.py"}
TARGETS = {"pymc": 50, "meridian": 10}


def cases(seeds):
    """Peer, words, problem, unit of the response, seed; those that decide the targets first."""
    for seed in range(1, seeds + 1):
        for count in [100, 20, 5]:
            concave = real_problems.channels("hill", count, seed)
            shaped = real_problems.channels("hill", count, seed, shaped=0.5)
            yield "pymc", f"{count} channels", concave, 1.0, seed
            yield "meridian", f"{count} channels", concave, 1.0, seed
            yield "pymc", f"{count} channels, half S-shaped", shaped, 1.0, seed
            yield "pymc", f"{count} channels, half S-shaped, response in millions", shaped, 1e-6, seed
            yield "meridian", f"{count} channels, half S-shaped", shaped, 1.0, seed
            yield "pymc", f"{count} channels, logistic", real_problems.channels("logistic", count, seed), 1.0, seed


def at_peers_terms(problem, spend):
    """The problem at the peer's own spend, up to the next fen, and with ceilings that the peer kept."""
    lines = [{**line, "spend_max_yuan": max(line["spend_max_yuan"], math.ceil(amount * 100) / 100)}
             for line, amount in zip(problem["lines"], spend)]
    return {**problem, "lines": lines, "budget_yuan": math.ceil(spend.sum() * 100 - 1e-6) / 100}


def kept(problem, spend):
    over = spend.sum() / problem["budget_yuan"] - 1
    beyond = max((amount - line["spend_max_yuan"]) / problem["budget_yuan"] for line, amount in zip(problem["lines"], spend))
    return f"{100 * over:+.4f} %, " + (f"beyond a ceiling by {100 * beyond:.3f} % of the budget" if beyond > 1e-9 else "ceilings kept")


def compare(tool, peer, name, words, problem, unit, seed, repeats, deadline):
    """Prints a row; returns the ratios call against call and call against process, and whether ours is good enough."""
    left = lambda: max(1.0, deadline - time.monotonic())
    ready = peer.ask({"problem": problem, "unit": unit}, left())
    answers, ours = [], []
    while "error" not in ready and len(answers) < repeats:
        answer = peer.ask({"again": True}, left())
        if "error" in answer:
            if not answers:
                ready = answer
            break
        answers.append(answer)
        ours.append(tool.solve(problem, repeats=1))
    if not answers:
        print(f"| {words} | {seed} | {name} | {ready['error']} |" + " |" * 10, flush=True)
        return None
    spend = np.clip(np.array(answers[-1]["spend"]), 0, None)
    value = peers.response(problem["lines"], spend)
    proof = tool.solve(at_peers_terms(problem, spend), repeats=1)["plan"]["certificate"]
    slack = max(proof["gap"], 1e-9) * max(abs(proof["bound"]), 1)
    good = proof["value"] >= value * (1 - 1e-9) - slack
    seconds = median([answer["seconds"] for answer in answers])
    own, wall = median([answer["seconds"] for answer in ours]), median([answer["wall"] for answer in ours])
    first = ready["seconds"] + answers[0]["seconds"]
    search = f"{median([answer['search_seconds'] for answer in answers]):.3f}" if "search_seconds" in answers[0] else ""
    print(f"| {words} | {seed} | {name} | {first:.2f} | {seconds:.4f} | {search} | {own * 1e3:.1f} | {wall * 1e3:.1f} | "
          f"{seconds / own:.0f} × | {seconds / wall:.1f} × | {100 * (value / proof['value'] - 1):+.4f} % | {proof['gap']:.0e} | "
          f"{kept(problem, spend)} | {answers[-1]['says']}; curve {abs(answers[-1]['value'] / value - 1):.0e} |", flush=True)
    if not good:
        print(f"\n**FAILED**: {words}, seed {seed}: {name} has {value}, ours {proof['value']} with gap {proof['gap']:.1e}\n", flush=True)
    return {"call": seconds / own, "process": seconds / wall, "good": good, "versions": answers[0]["versions"], "repeats": len(answers)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=os.path.join(os.path.dirname(__file__), "../../.build/release/wanxiang"))
    parser.add_argument("--pymc", help="Python of requirements-pymc.txt")
    parser.add_argument("--meridian", help="Python of requirements-meridian.txt")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=7200, help="ends after this time, saying what was left out")
    options = parser.parse_args()
    deadline = time.monotonic() + options.seconds
    tool = bench.Wanxiang(options.binary)
    pythons = {name: python for name, python in [("pymc", options.pymc), ("meridian", options.meridian)] if python}
    running, versions, failed, left_out, targets = {}, {}, 0, [], {}
    print("| case | seed | peer | prepare + first call, s | call, s (median) | its search alone, s | ours: planning, ms | ours: process, ms | "
          "call / planning | call / process | its value against ours | our gap | its spend | what it says |")
    print("|" + " --- |" * 14, flush=True)
    for name, words, problem, unit, seed in cases(options.seeds):
        if name not in pythons:
            continue
        if time.monotonic() > deadline - 5:
            left_out.append(f"{name}, {words}, seed {seed}")
            continue
        if name not in running or running[name].process.poll() is not None:
            running[name] = peer_process.Peer(pythons[name], SCRIPTS[name])
        outcome = compare(tool, running[name], name, words, problem, unit, seed, options.repeats, deadline)
        if outcome:
            versions[name] = outcome["versions"]
            failed += not outcome["good"]
            if words == "100 channels":
                targets.setdefault(name, []).append(outcome)
    for peer in running.values():
        peer.end()
    print()
    for name in pythons:
        print(f"- {name}: {', '.join(versions.get(name, ['no answer']))}")
        found = targets.get(name, [])
        for kind in ["call", "process"]:
            if found:
                ratio = median([outcome[kind] for outcome in found])
                print(f"- target on 100 concave channels, {name}'s call against our {'planning' if kind == 'call' else 'whole process'}: "
                      f"{ratio:.1f} × of {TARGETS[name]} ×: {'met' if ratio >= TARGETS[name] else 'MISSED'}")
                failed += kind == "call" and ratio < TARGETS[name]
        if not found:
            print(f"- target on 100 concave channels, {name}: not established")
    if left_out:
        print(f"- left out for lack of time: {len(left_out)} cases, among them {'; '.join(left_out[:4])}")
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
