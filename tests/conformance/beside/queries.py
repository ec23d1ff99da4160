# SPDX-License-Identifier: Apache-2.0
"""Compares what two agents tell of the system, field by field, where nothing moves meanwhile."""

import json
from typing import Any, Callable

import private_root
from agent import Agent
from report import Report
from shapes import faults, shape_of
from wire import Connection, NoAnswer, canonical, request

TRIES = 10  # The system may change between two answers; it doesn't ten times in a row.


def same(value: Any) -> Any:
    return value


def less_counters(value: Any) -> Any:
    """Of the statistics only whether they are there."""
    return [{**element, "statistics": "statistics" in element} for element in value]


def one_mount_each(value: Any) -> Any:
    """As 10.0 has it: a file system once, at its first mount point; total-bytes-privileged came with 9.1."""
    return [{key: element[key] for key in element if key != "total-bytes-privileged"}
            for element in value if element["mountpoint"] != "/mnt/a/sub"]


def unordered(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """For lists that a directory's order made."""
    return lambda value: sorted(inner(value), key=lambda element: json.dumps(element, sort_keys=True))


def only(*names: str) -> Callable[[Any], Any]:
    return lambda value: [{key: element[key] for key in names} for element in value]


# What of each answer must be the same; the rest must have the same shape.
STABLE: dict[str, Callable[[Any], Any]] = {
    "guest-get-host-name": same,
    "guest-get-osinfo": same,
    "guest-get-timezone": same,
    "guest-get-users": same,
    "guest-get-vcpus": unordered(same),
    "guest-get-memory-blocks": unordered(same),
    "guest-get-memory-block-info": same,
    "guest-get-fsinfo": one_mount_each,
    "guest-get-disks": unordered(same),
    "guest-get-diskstats": unordered(only("name", "major", "minor")),
    "guest-get-cpustats": only("type", "cpu"),
    "guest-network-get-interfaces": less_counters,
    "guest-fsfreeze-status": same,
}


def run(reference: str, ours: str, report: Report) -> None:
    if not report.concerns("side-by-side/queries"):
        return
    private_root.restore_hardware()
    with Agent(reference, "queries-reference") as theirs, Agent(ours, "queries-ours") as own:
        with theirs.connect() as first, own.connect() as second:
            for command, stable in STABLE.items():
                _compare(command, stable, first, second, report)
            _compare_time(first, second, report)


def _compare(command: str, stable: Callable[[Any], Any], first: Connection, second: Connection, report: Report) -> None:
    data = request(command)
    for _ in range(TRIES):
        try:
            before, replies, after = first.exchange(data), second.exchange(data), first.exchange(data)
            expected, got = before[0].value["return"], replies[0].value.get("return")
            if stable(expected) == stable(after[0].value["return"]):
                break
        except (NoAnswer, KeyError) as problem:
            report.fail(f"side-by-side/queries/{command}", f"{type(problem).__name__}: {problem}")
            return
    found = list(faults(got, shape_of(expected, after[0].value["return"])))
    if command == "guest-get-fsinfo":
        found = [fault for fault in found if "total-bytes-privileged" not in fault]
    if not found and stable(got) != stable(expected):
        found = ["the values differ"]
    report.judge(f"side-by-side/queries/{command}", data, replies, canonical(before), found)


def _compare_time(first: Connection, second: Connection, report: Report) -> None:
    data = request("guest-get-time")
    before, replies, after = (connection.exchange(data) for connection in (first, second, first))
    earliest, got, latest = (answer[0].value.get("return") for answer in (before, replies, after))
    good = isinstance(got, int) and earliest <= got <= latest
    report.judge("side-by-side/queries/guest-get-time", data, replies, f"a time from {earliest} to {latest}", [] if good else ["it is not"])
