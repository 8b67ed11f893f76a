#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Draws the suite's simulated campaigns: scenarios/world-NN-*, from a table of numbers alone. Nothing here looks at a result.
#
#   scenarios/draw.sh WANXIANG        WANXIANG is the command, e.g. .build/release/wanxiang
#
# Campaign n takes, of the families, sizes, scenarios, budgets and lengths below, number n in turn; its world's seed is 41000 + 97 n;
# its history begins 11 n days after 2025-01-20, so that campaigns meet quiet weeks and events as they fall. The budget is what the
# world's merchant spent a day in the last 28 days × days × a factor, to the hundred. A drawn folder is never
# changed afterwards: folders that exist are left alone.
set -eu
wanxiang=$1
folder=$(dirname "$0")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

pick() { shift "$1"; echo "$1"; }

n=1
while [ $n -le 10 ]; do
    family=$(pick $(((n - 1) % 4 + 1)) fashion snacks home-appliances beauty)
    size=$(pick $(((n - 1) % 5 + 1)) small middle small large small)
    scenario=$(pick $(((n - 1) % 3 + 1)) goods-acceleration new-customer-acquisition goods-acceleration)
    factor=$(pick $(((n - 1) % 4 + 1)) 1.0 1.5 0.8 1.25)
    days=$(pick $(((n - 1) % 3 + 1)) 28 21 35)
    seed=$((41000 + 97 * n))
    start=$(date -u -d "2025-01-20 + $((11 * n)) days" +%F)
    begin=$(date -u -d "$start + 120 days" +%F)
    end=$(date -u -d "$begin + $((days - 1)) days" +%F)
    recent=$(date -u -d "$begin - 28 days" +%F)
    out=$folder/world-$(printf %02d $n)-$family-$size
    n=$((n + 1))
    [ -e "$out/brief.yaml" ] && continue
    mkdir -p "$out"
    cat >"$out/world.yaml" <<EOF
# A simulated market in place of a history; drawn as number $((n - 1)) by scenarios/draw.sh.
world: $family
size: $size
seed: $seed
days: 120
begin: $start
EOF
    "$wanxiang" simulate --world "$out/world.yaml" --out "$scratch/$n" >/dev/null
    budget=$(awk -F, -v from="$recent" -v days="$days" -v factor="$factor" '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        $column["date"] >= from && $column["channel"] != "affiliate" { sum += $column["spend"] }
        END { printf "%d", int(sum / 28 * days * factor / 100 + 0.5) * 100 }' "$scratch/$n/history.csv")
    worth=""
    if [ $scenario = new-customer-acquisition ]; then
        worth="customer_value: {new_customer_value_yuan: 80}
"
    fi
    cat >"$out/brief.yaml" <<EOF
# Number $((n - 1)) of the suite's simulated campaigns: a $size $family shop.
scenario: $scenario
begin: $begin
end: $end
budget: $budget.00               # yuan: media and expected commission
world: world.yaml
$worth
EOF
    sed -i -e '${/^$/d}' "$out/brief.yaml"
    cat >"$out/README.md" <<EOF
# $(basename "$out")

Number $((n - 1)) of the simulated campaigns drawn by \`scenarios/draw.sh\`: a $size shop ($family), $days days, $scenario. Nothing of it was chosen by
its result. \`scenarios/draw.sh\` 抽取的第 $((n - 1)) 个模拟活动，未按结果挑选。

\`expected.json\` is the accepted result of \`wanxiang replay\` on this folder, \`oracle.json\` what was measured on its worlds themselves.
EOF
done
