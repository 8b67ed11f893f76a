#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times `wanxiang import` on large exports: reading alone (--dry-run), and into a workspace; speed and peak memory.

    python3 import.py --binary ../../.build/release/wanxiang [--megabytes 1000] [--quick]

Thresholds (exit code 1 when one is missed): reading 100 MB/s, storing 150,000 rows/s, memory 500 MB; from a file and from standard input.
"""
import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

TAOBAO = "日期,场景ID,场景名字,计划ID,计划名字,主体ID,主体类型,主体名称,展现量,点击量,花费,点击率,平均点击花费,千次展现花费,总成交金额,总成交笔数,点击转化率,投入产出比,含预售投产比,成交新客数,成交新客占比,自然流量转化金额,平台补贴金额\n"
CANONICAL = "date,channel,goods,audience,spend,impressions,clicks,carts,orders,new_customers,gmv\n"
CHANNELS = ["关键词推广", "人群推广", "货品运营", "内容营销"]


def day(number):
    return time.strftime("%Y-%m-%d", time.gmtime(1700000000 // 86400 * 86400 + number * 86400))


def written(file, megabytes, header, row):
    """Days of 2,000 goods in four channels, until the file is large enough; `row` makes one of date, goods, channel, clicks and spend."""
    rows = 0
    file.write(header.encode())
    number = 0
    while file.tell() < megabytes * 1_000_000:
        date = day(number)
        lines = []
        for goods in range(2000):
            for channel in range(4):
                clicks = (goods * 7 + number * 3 + channel) % 300
                lines.append(row(date, goods, channel, clicks, clicks * 1.27 + goods % 10))
        file.write("".join(lines).encode())
        rows += len(lines)
        number += 1
    return rows


def taobao(file, megabytes):
    """A goods report as it is downloaded: every goods in every channel."""
    return written(file, megabytes, "\ufeff" + TAOBAO, lambda date, goods, channel, clicks, spend: (
        f'{date},{channel},{CHANNELS[channel]},{goods % 40},计划{goods % 40},="{goods + 60_000_000}",商品,连衣裙{goods},'
        f"{clicks * 31},{clicks},{spend:.2f},{0.0321},1.27,39.4,{spend * 3.1:.2f},{clicks // 20},5.1%,3.1,3.1,{clicks // 40},--,0,-\n"))


def canonical(file, megabytes):
    return written(file, megabytes, CANONICAL, lambda date, goods, channel, clicks, spend: (
        f"{date},channel-{channel},goods-{goods},all,{spend:.2f},{clicks * 31},{clicks},{clicks // 9},{clicks // 20},{clicks // 40},{spend * 3.1:.2f}\n"))


def orders(file, megabytes):
    rows = 0
    file.write("订单编号,买家会员名,订单状态,买家实际支付金额,订单付款时间,宝贝标题\n".encode())
    while file.tell() < megabytes * 1_000_000:
        lines = []
        for _ in range(20000):
            customer = rows * 7919 % 200_003
            lines.append(f"{rows},1{customer:010d},交易成功,{10 + customer % 90}.50,{day(rows // 20000)} 10:{rows % 60:02d}:00,连衣裙{rows % 50}\n")
            rows += 1
        file.write("".join(lines).encode())
    return rows


def run(command, stdin=None):
    start = time.time()
    process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, errors = process.communicate()
    seconds = time.time() - start
    if process.returncode != 0:
        sys.exit(f"{command}: exit {process.returncode}\n{errors.decode()}")
    return seconds


def measured(command, stdin_path=None):
    """Seconds and peak memory in MB; in a child of its own, whose children's peak is the command's."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        stdin = open(stdin_path, "rb") if stdin_path else None
        seconds = run(command, stdin)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        os.write(write, f"{seconds} {peak}".encode())
        os._exit(0)
    os.close(write)
    answer = os.read(read, 200).decode()
    _, status = os.waitpid(child, 0)
    os.close(read)
    if status != 0 or not answer:
        sys.exit("a run failed")
    seconds, peak = map(float, answer.split())
    return seconds, peak


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", required=True)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--quick", action="store_true", help="100 MB")
    options = parser.parse_args()
    megabytes = 100 if options.quick else options.megabytes
    binary = os.path.abspath(options.binary)
    folder = tempfile.mkdtemp(prefix="wanxiang-import-")
    failed = False
    print("| file | MB | rows | from | read | MB/s | store | rows/s | memory MB |\n| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    try:
        for name, write in [("goods report", taobao), ("canonical history", canonical), ("orders", orders)]:
            path = os.path.join(folder, "export.csv")
            with open(path, "wb") as file:
                rows = write(file, megabytes)
            size = os.path.getsize(path) / 1e6
            for origin in ["file", "standard input"] if name != "orders" else ["file"]:
                source, given = (path, None) if origin == "file" else ("-", path)
                reading, first = measured([binary, "import", source, "--dry-run", "--workspace", folder + "/w"], given)
                storing, second = measured([binary, "import", source, "--workspace", folder + "/w"], given)
                shutil.rmtree(folder + "/w")
                # Storing is what an import takes beyond reading.
                speed, rate, peak = size / reading, rows / max(1e-9, storing - reading), max(first, second)
                failed = failed or speed < 100 or rate < 150_000 or peak > 500
                print(f"| {name} | {size:.0f} | {rows:,} | {origin} | {reading:.1f} s | {speed:.0f} | {storing:.1f} s | {rate:,.0f} | {peak:.0f} |", flush=True)
            os.remove(path)
    finally:
        shutil.rmtree(folder)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
