#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each scenario's own figure, in replay, against the same money planned by every other scenario of its family.

    python3 scenarios/families.py WANXIANG [SCENARIO ...] [--replications 4] > docs/verification/families-DATE.md

Every campaign whose folder is named as its scenario is replayed with `--baseline family`. A market is left out of a comparison where the other scenario
finds nothing to deliver.
"""
import argparse
import json
import os
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("wanxiang")
    parser.add_argument("--replications", type=int, default=4)
    parser.add_argument("scenarios", nargs="*")
    options = parser.parse_args()
    folder = os.path.dirname(os.path.abspath(__file__))
    family = {entry["name"]: entry["family"] for entry in json.loads(run(options.wanxiang, "scenarios", "--json"))}
    names = list(family)
    names = [name for name in names if os.path.exists(os.path.join(folder, name, "brief.yaml")) and (not options.scenarios or name in options.scenarios)]
    print("| scenario | counted in | others | more than | not established | less than | no plan |")
    print("| --- | --- | ---: | --- | --- | --- | --- |")
    for name in names:
        place = os.path.join(folder, name)
        try:
            text = run(options.wanxiang, "replay", place, "--baseline", "family", "--replications", str(options.replications), "--json")
        except subprocess.CalledProcessError as error:
            print(f"| {name} | – | 0 | – | – | – | {error.stderr.strip().splitlines()[-1][:80]} |", flush=True)
            continue
        report = json.loads(text)
        more, open_, less = [], [], []
        for row in report["baselines"]:
            gain = row["gain"]
            low, high = gain.get("low"), gain.get("high")
            said = f"{row['baseline']} {100 * gain['mean']:+.0f} %"
            if low is None or high is None or low <= 0 <= high:
                open_.append(said)
            elif low > 0:
                more.append(said)
            else:
                less.append(said)
        compared = {row["baseline"] for row in report["baselines"]}
        missing = [other for other in family if family[other] == family[name] and other != name and other not in compared]
        join = lambda items: ", ".join(items) or "–"
        print(f"| {name} | {report['outcome']} | {len(report['baselines'])} | {join(more)} | {join(open_)} | {join(less)} | {join(missing)} |", flush=True)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
