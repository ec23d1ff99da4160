# SPDX-License-Identifier: Apache-2.0
"""What the agent tells of the system, held against what the kernel and the C library tell."""

import os
import re
import socket
import struct
import time
from typing import Any

from talk import Talk


def offered(talk: Talk) -> set[str]:
    rows = talk.connection.call("guest-info")["return"]["supported_commands"]
    return {row["name"] for row in rows if row["enabled"]}


def lines(path: str) -> list[list[str]]:
    with open(path, encoding="utf-8") as file:
        return [line.split() for line in file]


def address(word: str) -> str:
    """/proc/net/route has addresses as hexadecimal numbers in the machine's own order."""
    return socket.inet_ntoa(struct.pack("=L", int(word, 16)))


def routes() -> list[tuple[Any, ...]]:
    rows = lines("/proc/net/route")[1:]
    found: list[tuple[Any, ...]] = [(row[0], address(row[1]), address(row[7]), address(row[2]), int(row[6]), 4) for row in rows]
    for row in lines("/proc/net/ipv6_route"):
        destination, hop = (socket.inet_ntop(socket.AF_INET6, bytes.fromhex(word)) for word in (row[0], row[4]))
        if int(row[5], 16) != 0xFFFFFFFF:  # The kernel's way to say that there is no route.
            found.append((row[9], destination, str(int(row[1], 16)), hop, int(row[5], 16), 6))
    return sorted(found)


def routes_told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    four = [(row["iface"], row["destination"], row["mask"], row["gateway"], row["metric"], 4) for row in rows if row["version"] == 4]
    return sorted(four + [(row["iface"], row["destination"], row["desprefixlen"], row["nexthop"], row["metric"], 6)
                          for row in rows if row["version"] == 6 and row["metric"] != -1])


def user_times() -> dict[int, int]:
    """What programs had of each processor, in milliseconds."""
    hertz = os.sysconf("SC_CLK_TCK")
    return {int(row[0][3:]): int(row[1]) * 1000 // hertz for row in lines("/proc/stat") if re.fullmatch(r"cpu\d+", row[0])}


def disk_names() -> list[str]:
    return sorted(row[2] for row in lines("/proc/diskstats"))


def file_system(talk: Talk, row: dict[str, Any]) -> None:
    facts = os.statvfs(row["mountpoint"])
    used = (facts.f_blocks - facts.f_bfree) * facts.f_frsize
    total = used + facts.f_bavail * facts.f_frsize
    talk.check(f"{row['mountpoint']}: sizes", (row["used-bytes"], row["total-bytes"]) == (used, total), f"{row}, not {used} of {total}")
    talk.check(f"{row['mountpoint']}: size for root", row.get("total-bytes-privileged", facts.f_blocks * facts.f_frsize) == facts.f_blocks * facts.f_frsize,
               f"{row}")


def run(talk: Talk) -> None:
    commands = offered(talk)

    def told(command: str) -> Any:
        return talk.connection.call(command)["return"]

    before, now, after = time.time_ns(), told("guest-get-time"), time.time_ns()
    talk.check("the time", before // 1000 * 1000 <= now <= after, f"{now} is not from {before} to {after}")
    talk.check("the host's name", told("guest-get-host-name") == {"host-name": socket.gethostname()}, str(told("guest-get-host-name")))
    system, told_system = os.uname(), told("guest-get-osinfo")
    talk.check("the kernel", (told_system["kernel-release"], told_system["kernel-version"], told_system["machine"])
               == (system.release, system.version, system.machine), str(told_system))
    processors = sorted(row[0] for row in lines("/proc/stat") if row[0].startswith("cpu") and row[0] != "cpu")
    talk.check("a statistic for each processor", sorted(f"cpu{row['cpu']}" for row in told("guest-get-cpustats")) == processors, str(processors))
    before, rows, after = user_times(), told("guest-get-cpustats"), user_times()
    talk.check("processors' times are in milliseconds", all(before[row["cpu"]] <= row["user"] <= after[row["cpu"]] for row in rows),
               f"{rows} are not from {before} to {after}")
    for _ in range(10):  # Loop devices may come and go meanwhile.
        disks, rows = disk_names(), sorted(row["name"] for row in told("guest-get-diskstats"))
        if disks == disk_names():
            break
    talk.check("a statistic for each disk", rows == disks, f"{rows}, not {disks}")
    cards = sorted(row[0].rstrip(":") for row in lines("/proc/net/dev")[2:])
    talk.check("all interfaces", sorted(row["name"] for row in told("guest-network-get-interfaces")) == cards, str(cards))
    for row in told("guest-get-fsinfo"):
        file_system(talk, row)
    if "guest-network-get-route" in commands:
        rows = told("guest-network-get-route")
        talk.check("the routes", routes_told(rows) == routes(), f"{routes_told(rows)}, not {routes()}")
    if "guest-get-load" in commands:
        first, load, second = os.getloadavg(), told("guest-get-load"), os.getloadavg()
        values = (load["load1m"], load["load5m"], load["load15m"])
        good = all(min(pair) - 0.01 <= value <= max(pair) + 0.01 for pair, value in zip(zip(first, second), values))
        talk.check("the load", good, f"{values} is not from {first} to {second}")
