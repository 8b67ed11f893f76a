#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One run of everything that README.md reports: ours, HiGHS and OR-Tools on the same problems, one after another. Results go to stdout as
# one JSON object a line. PEERS_UP_TO is the largest number of customers that the peers get (default 100000).
set -e
cd "$(dirname "$0")"
DATA=${DATA:-.build/data}
swift build -c release --product incentives-bench >&2
BENCH="$(swift build -c release --show-bin-path)/incentives-bench"
[ -x .venv/bin/python ] || { python3 -m venv .venv && .venv/bin/pip install -q -r requirements.txt; } >&2
for customers in 10000 100000 1000000; do
    [ -e "$DATA/$customers/costs.npy" ] || "$BENCH" write "$DATA/$customers" $customers 8
    for rules in 1 3 10; do
        "$BENCH" solve "$DATA/$customers" $rules 1
        "$BENCH" solve "$DATA/$customers" $rules 2
        [ $customers -gt "${PEERS_UP_TO:-100000}" ] && continue
        # Each peer in a process of its own: the two libraries do not load together.
        for peer in highs-ipm highs-simplex ortools-glop ortools-pdlp; do
            [ $customers -gt 10000 ] && [ $peer != highs-ipm ] && continue
            .venv/bin/python peers.py "$DATA/$customers" $rules $peer
        done
    done
done
[ -e "$DATA/10000000/costs.npy" ] || "$BENCH" write "$DATA/10000000" 10000000 5
"$BENCH" map "$DATA/10000000" 3 2 3
"$BENCH" text "$DATA/1000000" "$DATA/offers.csv"
"$BENCH" csv "$DATA/offers.csv" 3
