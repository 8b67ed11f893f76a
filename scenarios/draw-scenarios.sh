#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Draws a folder for each scenario that has none yet: scenarios/NAME, from the table below. Nothing here looks at a result.
#
#   scenarios/draw-scenarios.sh WANXIANG        WANXIANG is the command, e.g. .build/release/wanxiang
#
# Row n of the table gives scenario, family of the shop and size; its world's seed is 52000 + 97 n, or the first one after it in which the
# scenario finds something to deliver (new goods, an event). Scenarios of events begin with the presale of the year's largest one, the
# others 11 n days after 2025-01-20 + 120 days of history. The budget is what the world's merchant spent a day in the last 28 days × days, to
# the hundred. A drawn folder is never changed afterwards: folders that exist are left alone.
set -eu
wanxiang=$1
folder=$(dirname "$0")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Everything that a plan can decide: for scenarios that work with the shop's own channels.
every="channels: [search, feed, display, affiliate, groups, live, wangwang, sms, brand-zone, express, douyin, weitao]"

# scenario  family  size  days  channels(default|every)  calendar(own|event)
table="
first-order-discount fashion middle 28 default own
sampling beauty middle 28 default own
newcomer-benefits snacks middle 28 default own
member-recruiting beauty middle 28 default own
member-activation fashion middle 28 every own
fan-growth fashion middle 28 default own
fan-headlines beauty middle 21 default own
audience-penetration snacks middle 28 default own
follow-up fashion middle 14 default own
industry-audience home-appliances middle 28 default own
lead-generation home-appliances middle 28 default own
goods-testing fashion small 21 default own
even-exposure-testing fashion small 14 default own
launch-discount beauty middle 28 default own
premiere fashion middle 28 default own
guaranteed-launch beauty middle 28 default own
flash-acceleration snacks small 5 default own
guaranteed-acceleration snacks small 28 default own
new-goods-express fashion middle 21 every own
clearance fashion small 28 default own
event-warm-up fashion small 21 default event
event-burst beauty small 28 default event
event-presale home-appliances small 28 default event
event-full-cycle snacks small 28 default event
livestream fashion middle 21 every own
shop-wide fashion small 28 default own
shop-wide-custom beauty small 28 default own
shop-direct home-appliances small 28 every own
affiliate-push snacks small 28 default own
ticket-recall fashion small 28 every event
old-brings-new snacks small 28 default own
repurchase snacks small 28 every own
group-operation beauty small 28 every own
coupon-allocation fashion middle 21 default own
cold-start snacks small 28 default own
multi-goal beauty small 28 default own
lifecycle-growth snacks small 28 every own
"

n=0
echo "$table" | while read -r scenario family size days channels calendar; do
    [ -n "$scenario" ] || continue
    n=$((n + 1))
    out=$folder/$scenario
    [ -e "$out/brief.yaml" ] && continue
    if [ "$calendar" = event ]; then start=2025-06-18; else start=$(date -u -d "2025-01-20 + $((11 * n % 200)) days" +%F); fi
    begin=$(date -u -d "$start + 120 days" +%F)
    end=$(date -u -d "$begin + $((days - 1)) days" +%F)
    recent=$(date -u -d "$begin - 28 days" +%F)
    seed=$((52000 + 97 * n))
    mkdir -p "$out"
    while :; do
        {
            echo "# A simulated market in place of a history; drawn as number $n by scenarios/draw-scenarios.sh."
            echo "world: $family"
            echo "size: $size"
            echo "seed: $seed"
            echo "days: 120"
            echo "begin: $start"
            [ "$channels" = every ] && echo "$every"
        } >"$out/world.yaml" || true
        rm -rf "$scratch/world"
        "$wanxiang" simulate --world "$out/world.yaml" --out "$scratch/world" >/dev/null
        budget=$(awk -F, -v from="$recent" -v days="$days" '
            NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
            $column["date"] >= from && $column["channel"] != "affiliate" { sum += $column["spend"] }
            END { printf "%d", int(sum / 28 * days / 100 + 0.5) * 100 }' "$scratch/world/history.csv")
        [ "$budget" -ge 100 ] || budget=100
        {
            echo "# $scenario: number $n of the scenarios' campaigns, a $size $family shop."
            echo "scenario: $scenario"
            echo "begin: $begin"
            echo "end: $end"
            echo "budget: $budget.00               # yuan"
            echo "world: world.yaml"
            # A promise that can be kept or broken: three times the money in sales, or a cart for every 50 yuan.
            case $scenario in
            guaranteed-acceleration) echo "settings: {floor_gmv: $((3 * budget)), probability: 0.8}" ;;
            guaranteed-launch) echo "settings: {floor_carts: $((budget / 50)), probability: 0.8}" ;;
            esac
        } >"$out/brief.yaml"
        "$wanxiang" plan "$out" --workspace "$scratch/workspace" >/dev/null 2>"$scratch/said" && break
        # Nothing to deliver in this market: another one is drawn.
        seed=$((seed + 1))
        if [ $seed -gt $((52000 + 97 * n + 40)) ]; then
            echo "$scenario: no market found" >&2
            cat "$scratch/said" >&2
            rm -r "$out"
            break
        fi
    done
    [ -e "$out/brief.yaml" ] || continue
    goal() { "$wanxiang" scenarios "$scenario" --lang "$1" --json | sed -n 's/^ *"goal" : "\(.*\)",*$/\1/p'; }
    name=$("$wanxiang" scenarios "$scenario" --json | sed -n 's/^ *"chinese_name" : "\(.*\)",*$/\1/p')
    cat >"$out/README.md" <<EOF
# $scenario · $name

$(goal en) $(goal zh)

A $size $family shop, $days days, drawn as number $n by \`scenarios/draw-scenarios.sh\`; nothing of it was chosen by its result.
由 \`scenarios/draw-scenarios.sh\` 抽取的第 $n 个场景活动，未按结果挑选。

\`expected.json\` is the accepted result of \`wanxiang replay scenarios/$scenario\`; \`--expect\` compares with it.
EOF
    echo "$scenario: seed $seed, budget $budget"
done

# Several scenarios in one brief: number 38, a middle fashion shop, by the same rules. Shop-wide and new customers want the same goods.
n=38
out=$folder/joint-shop-wide-new-customers
if [ ! -e "$out/brief.yaml" ]; then
    start=$(date -u -d "2025-01-20 + $((11 * n % 200)) days" +%F)
    begin=$(date -u -d "$start + 120 days" +%F)
    end=$(date -u -d "$begin + 27 days" +%F)
    recent=$(date -u -d "$begin - 28 days" +%F)
    mkdir -p "$out"
    cat >"$out/world.yaml" <<EOF
# A simulated market in place of a history; drawn as number $n by scenarios/draw-scenarios.sh.
world: fashion
size: middle
seed: $((52000 + 97 * n))
days: 120
begin: $start
EOF
    rm -rf "$scratch/world"
    "$wanxiang" simulate --world "$out/world.yaml" --out "$scratch/world" >/dev/null
    budget=$(awk -F, -v from="$recent" '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
        $column["date"] >= from && $column["channel"] != "affiliate" { sum += $column["spend"] }
        END { printf "%d", int(sum / 100 + 0.5) * 100 }' "$scratch/world/history.csv")
    cat >"$out/brief.yaml" <<EOF
# Two scenarios for one budget: number $n of the scenarios' campaigns, a middle fashion shop.
scenarios:
  - scenario: shop-wide
  - scenario: new-customer-acquisition
begin: $begin
end: $end
budget: $budget.00               # yuan
customer_value: {new_customer_value_yuan: 80}
world: world.yaml
EOF
    cat >"$out/README.md" <<EOF
# joint-shop-wide-new-customers · 全店智投 + 拉新快

Two scenarios share a budget, and shop-wide takes goods for itself: the plan decides for each item who delivers it.
两个场景共用一个预算，全店智投独占货品：每个货品由谁投放，由方案决定。

A middle fashion shop, 28 days, drawn as number $n by \`scenarios/draw-scenarios.sh\`; nothing of it was chosen by its result.
由 \`scenarios/draw-scenarios.sh\` 抽取的第 $n 个场景活动，未按结果挑选。

\`expected.json\` is the accepted result of \`wanxiang replay scenarios/joint-shop-wide-new-customers\`; \`--expect\` compares with it.
EOF
    echo "joint-shop-wide-new-customers: seed $((52000 + 97 * n)), budget $budget"
fi
