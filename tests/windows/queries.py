# SPDX-License-Identifier: Apache-2.0
"""What qtga.exe tells of the system, against what the host that Wine runs on knows of itself."""

import base64
import ipaddress
import os
import socket
import time
from pathlib import Path
from typing import Any, Callable

from report import Report
from wine import Wine
from wine_agent import WineAgent
from wire import DEADLINE, Connection

PROGRAM = r"C:\windows\system32\cmd.exe"


def addresses(rows: list[dict[str, Any]]) -> set[str]:
    return {str(ipaddress.ip_address(address["ip-address"].split("%")[0])) for row in rows for address in row.get("ip-addresses", [])}


def is_route(row: dict[str, Any]) -> bool:
    return {"iface", "destination", "metric", "version"} <= set(row)


def is_load(value: dict[str, Any]) -> bool:
    return set(value) == {"load1m", "load5m", "load15m"} and all(number >= 0 for number in value.values())


# What each command is to return, as far as Wine's host has the same.
QUERIES: dict[str, Callable[[Any], bool]] = {
    "guest-get-host-name": lambda value: value["host-name"].lower() == socket.gethostname().split(".")[0].lower()[:15] or value["host-name"].lower() == socket.gethostname().lower(),
    "guest-get-osinfo": lambda value: value["id"] == "mswindows" and value["kernel-version"] == "10.0" and value["machine"] == "x86_64",
    "guest-get-time": lambda value: abs(value / 1e9 - time.time()) < 3600,
    "guest-get-timezone": lambda value: "offset" in value,
    "guest-get-vcpus": lambda value: len(value) == os.cpu_count() and all(row["online"] for row in value),
    "guest-get-load": is_load,
    "guest-network-get-interfaces": lambda value: "127.0.0.1" in addresses(value),
    "guest-network-get-route": lambda value: bool(value) and all(map(is_route, value)),
    "guest-get-fsinfo": lambda value: any(row["mountpoint"].startswith("C:\\") for row in value),
    "guest-get-users": lambda value: isinstance(value, list),
    "guest-get-devices": lambda value: isinstance(value, list),
    "guest-get-disks": lambda value: isinstance(value, list),
}


def execute(client: Connection) -> str:
    """What `cmd /c` prints and ends with; empty where it is what it should be."""
    started = client.call("guest-exec", {"path": PROGRAM, "arg": ["/c", "echo hello& exit 3"], "capture-output": True})
    if "return" not in started:
        return str(started)
    end = time.monotonic() + DEADLINE
    status = client.call("guest-exec-status", started["return"])
    while not status.get("return", {"exited": True})["exited"] and time.monotonic() < end:
        time.sleep(0.1)
        status = client.call("guest-exec-status", started["return"])
    value = status.get("return", {})
    output = base64.b64decode(value.get("out-data", "")).strip()
    return "" if value.get("exitcode") == 3 and output == b"hello" else str(status)


def run(windows: Wine, build: Path, report: Report) -> None:
    with WineAgent(windows, build, "queries") as agent, agent.connect() as client:
        for command, good in QUERIES.items():
            name = f"windows/queries/{command}"
            if not report.wanted(name):
                continue
            reply = client.call(command)
            if "return" in reply and good(reply["return"]):
                report.succeed(name)
            else:
                report.fail(name, str(reply)[:1500])
        problem = execute(client)
        if problem:
            report.fail("windows/queries/guest-exec", problem)
        else:
            report.succeed("windows/queries/guest-exec")
