# SPDX-License-Identifier: Apache-2.0
"""What qtga.exe tells of its guest and does to it, against what the host that Wine runs on knows of itself."""

import base64
import json
import os
import platform
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Callable, Optional

import catalogue
from agent import NotStarted
from report import Report
from wine import Wine
from wine_agent import WineAgent
from wire import DEADLINE, Connection, NoAnswer, request

PATIENCE = 4 * DEADLINE


class Trial:
    """One client of one agent; counts under the names of this part."""

    def __init__(self, windows: Wine, agent: WineAgent, client: Connection, report: Report) -> None:
        self.windows, self.agent, self.client, self._report = windows, agent, client, report

    def check(self, name: str, good: bool, what: object) -> None:
        full = f"windows/queries/{name}"
        if not self._report.wanted(full):
            return
        self._report.succeed(full) if good else self._report.fail(full, str(what)[:2000])

    def call(self, command: str, arguments: Optional[dict[str, Any]] = None) -> Any:
        """What the command returns, or the error's description as {"error": ...}."""
        self.client.send(request(command, arguments))
        answer = self.client.reply(PATIENCE).value
        return answer["return"] if "return" in answer else {"error": answer["error"]["desc"]}

    def run(self, path: str, *words: str, **more: Any) -> dict[str, Any]:
        """A program's end, with its output as bytes."""
        started = self.call("guest-exec", {"path": path, "arg": list(words), "capture-output": True, **more})
        if "error" in started:
            return started
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            status = self.call("guest-exec-status", started)
            if status.get("exited", True):
                return status | {member: base64.b64decode(status[member]) for member in ("out-data", "err-data") if member in status}
            time.sleep(0.05)
        return {"error": "the program does not end"}


def ip(*words: str) -> Any:
    """What iproute2 tells of this machine."""
    done = subprocess.run(["ip", "-j", *words], capture_output=True, text=True, check=True)
    return json.loads(done.stdout or "[]")


def network(trial: Trial) -> None:
    told = trial.call("guest-network-get-interfaces")
    addresses = {(address["ip-address"], address["prefix"]) for interface in told for address in interface.get("ip-addresses", [])}
    here = {(address["local"], address["prefixlen"]) for link in ip("addr") for address in link["addr_info"] if address["family"] == "inet"}
    trial.check("guest-network-get-interfaces has this machine's IPv4 addresses", here <= addresses, f"{here} not in {told}")
    cards = {link["address"] for link in ip("link") if link.get("link_type") == "ether" and link["operstate"] != "DOWN"}
    told_cards = {interface.get("hardware-address") for interface in told}
    trial.check("guest-network-get-interfaces has this machine's hardware addresses", cards <= told_cards, f"{cards} not in {told}")
    trial.check("guest-network-get-interfaces has no scopes", not any("%" in address for address, _ in addresses), told)
    counted = [interface for interface in told if interface.get("statistics", {}).get("rx-bytes", 0) > 0]
    trial.check("guest-network-get-interfaces has counters", bool(counted), told)
    default = [route["dev"] for route in ip("route") if route["dst"] == "default"]
    if default:
        card = next(link["address"] for link in ip("link") if link["ifname"] == default[0])
        trial.check("guest-network-get-interfaces begins with the default route's", told[0].get("hardware-address") == card, f"{card}, but {told}")

    routes = trial.call("guest-network-get-route")
    told_routes = {(route["destination"], route.get("mask"), route.get("gateway")) for route in routes if route["version"] == 4}
    wanted = {("0.0.0.0", "0.0.0.0", route["gateway"]) for route in ip("route") if route["dst"] == "default" and "gateway" in route}
    trial.check("guest-network-get-route has this machine's default gateway", wanted <= told_routes, f"{wanted} not in {routes}")


def identity(trial: Trial) -> None:
    system = trial.call("guest-get-osinfo")
    wanted = {"id": "mswindows", "name": "Microsoft Windows", "kernel-version": "10.0", "version-id": "10", "variant": "client",
              "machine": platform.machine()}
    trial.check("guest-get-osinfo is Windows 10's", wanted.items() <= system.items() and system["kernel-release"].isdigit(), system)
    name = trial.call("guest-get-host-name")["host-name"]
    trial.check("guest-get-host-name is this machine's", name.lower() == socket.gethostname().split(".")[0].lower(), name)
    zone = trial.call("guest-get-timezone")
    trial.check("guest-get-timezone is this machine's", zone["offset"] == time.localtime().tm_gmtoff and zone.get("zone"), zone)
    users = trial.call("guest-get-users")
    trial.check("guest-get-users", users == [], users)  # Wine has no sessions; who is in one is tested from their data.
    devices = trial.call("guest-get-devices")
    trial.check("guest-get-devices", isinstance(devices, list) and all(device["id"]["vendor-id"] in (0x1af4, 0x1b36) for device in devices), devices)


def clock(trial: Trial) -> None:
    before = time.time_ns()
    told = trial.call("guest-get-time")
    trial.check("guest-get-time is this machine's", before - 10**9 <= told <= time.time_ns() + 10**9, told)
    trial.check("guest-set-time refuses what is before the epoch", trial.call("guest-set-time", {"time": -1}) == {"error": "Time -1 is invalid"}, "it is not")
    said = trial.call("guest-set-time")
    trial.check("guest-set-time without a time asks w32tm, which Wine lacks", "w32tm" in str(said.get("error")), said)


def processors(trial: Trial) -> None:
    told = trial.call("guest-get-vcpus")
    wanted = [{"logical-id": number, "online": True, "can-offline": False} for number in range(os.cpu_count() or 0)]
    trial.check("guest-get-vcpus has all", told == wanted, told)
    load = trial.call("guest-get-load")
    trial.check("guest-get-load",
                set(load) == {"load1m", "load5m", "load15m"} or load.get("error", "").startswith("cannot query load average: "), load)


def disks(trial: Trial) -> None:
    told = trial.call("guest-get-fsinfo")
    drives = {volume["mountpoint"]: volume for volume in told}
    space = os.statvfs(trial.windows.drive_c())
    size = space.f_blocks * space.f_frsize
    drive = drives.get("C:\\", {})
    trial.check("guest-get-fsinfo has drive C with its size", abs(drive.get("total-bytes", 0) - size) < size / 10 and drive["used-bytes"] <= drive["total-bytes"],
                told)
    trial.check("guest-get-fsinfo has the volumes' names", all(volume["name"].startswith("\\\\?\\Volume{") for volume in told), told)
    listed = trial.call("guest-get-disks")
    trial.check("guest-get-disks", isinstance(listed, list), listed)
    trimmed = trial.call("guest-fstrim", {"minimum": 4096})
    trial.check("guest-fstrim tells for each drive that Wine has no defrag.exe",
                bool(trimmed.get("paths")) and all("defrag.exe" in entry.get("error", "") for entry in trimmed["paths"]), trimmed)


def programs(trial: Trial) -> None:
    said = trial.run("cmd.exe", "/c", "echo hello& echo trouble>&2& exit 3")
    trial.check("guest-exec-status has output and exit code",
                said == {"exited": True, "exitcode": 3, "out-data": b"hello\r\n", "out-truncated": False, "err-data": b"trouble\r\n", "err-truncated": False}, said)
    merged = trial.run("cmd", "/c", "echo a& echo b>&2", **{"capture-output": "merged"})
    trial.check("guest-exec merges", merged.get("out-data") == b"a\r\nb\r\n" and "err-data" not in merged, merged)
    given = trial.run("cmd.exe", "/c", "echo %GIVEN%", env=["GIVEN=value"])
    trial.check("guest-exec has the environment that is given", given.get("out-data") == b"value\r\n", given)
    piped = trial.run("cmd.exe", **{"input-data": base64.b64encode(b"@echo from input\r\n").decode()})
    trial.check("guest-exec has its input", b"from input\r\n" in piped.get("out-data", b""), piped)
    missing = trial.run("no such program")
    trial.check("guest-exec names what is not there", "\u201cno such program\u201d" in missing.get("error", ""), missing)


def files(trial: Trial) -> None:
    """Written by the agent, read by the host; and the other way round."""
    place = trial.agent.home / "of all \u00fc\u20ac bytes"
    data = b"one\r\ntwo\n\x1a\x00\xff"
    handle = trial.call("guest-file-open", {"path": trial.windows.path(place), "mode": "w+"})
    written = trial.call("guest-file-write", {"handle": handle, "buf-b64": base64.b64encode(data).decode()})
    trial.check("guest-file-write tells how much", written == {"count": len(data), "eof": False}, written)
    flushed = trial.call("guest-file-flush", {"handle": handle})
    trial.check("guest-file-flush has it on the disk, byte for byte", flushed == {} and place.read_bytes() == data, flushed)
    sought = trial.call("guest-file-seek", {"handle": handle, "offset": -6, "whence": "end"})
    trial.check("guest-file-seek from the end", sought == {"position": len(data) - 6, "eof": False}, sought)
    read = trial.call("guest-file-read", {"handle": handle, "count": 100})
    trial.check("guest-file-read to the end", read == {"count": 6, "buf-b64": base64.b64encode(data[-6:]).decode(), "eof": True}, read)
    trial.check("guest-file-close", trial.call("guest-file-close", {"handle": handle}) == {}, "it is an error")
    again = trial.call("guest-file-close", {"handle": handle})
    trial.check("guest-file-close knows no closed handle", again == {"error": f"handle '{handle}' has not been found"}, again)
    place.write_bytes(b"of the host")
    handle = trial.call("guest-file-open", {"path": trial.windows.path(place), "mode": "r"})
    read = trial.call("guest-file-read", {"handle": handle})
    trial.check("guest-file-read has what the host wrote", read.get("buf-b64") == base64.b64encode(b"of the host").decode(), read)
    trial.call("guest-file-close", {"handle": handle})


def accounts(trial: Trial) -> None:
    nobody = {"username": "nobody at all"}
    for command, more in (("guest-ssh-get-authorized-keys", {}), ("guest-ssh-add-authorized-keys", {"keys": ["k"]}),
                          ("guest-ssh-remove-authorized-keys", {"keys": ["k"]})):
        said = trial.call(command, nobody | more)
        trial.check(f"{command} knows no such user", said == {"error": "User nobody at all was not found"}, said)
    hashed = trial.call("guest-set-user-password", {"username": "root", "password": "eA==", "crypted": True})
    trial.check("guest-set-user-password refuses a hash", hashed == {"error": "'crypted' must be off on this host"}, hashed)


def switched_off(trial: Trial) -> None:
    arguments = {"guest-set-vcpus": {"vcpus": []}, "guest-set-memory-blocks": {"mem-blks": []}}
    for name, entry in catalogue.table().items():
        if entry["state"] == "off":
            said = trial.call(name, arguments.get(name))
            trial.check(f"{name} says why it is off", said == {"error": f"Command {name} has been disabled: {entry['why']}"}, said)


def power(trial: Trial) -> None:
    """The last: Wine ends all its programs at a shutdown. To it, a suspension is nothing but a success."""
    wrong = trial.call("guest-shutdown", {"mode": "sideways"})
    trial.check("guest-shutdown refuses an unknown mode", "mode" in wrong.get("error", ""), wrong)
    suspended = trial.client.exchange(request("guest-suspend-ram"), PATIENCE)
    trial.check("guest-suspend-ram has no answer, or says what lacks",
                not suspended or "not supported by OS" in suspended[0].value["error"]["desc"], [reply.value for reply in suspended])
    trial.client.send(request("guest-shutdown"))
    try:
        said: object = trial.client.reply(PATIENCE).value
    except (NoAnswer, OSError) as ended:
        said = ended
    trial.check("guest-shutdown ends what runs", not isinstance(said, dict), said)


PARTS: list[Callable[[Trial], None]] = [switched_off, network, identity, clock, processors, disks, programs, files, accounts, power]


def run(windows: Wine, build: Path, report: Report) -> None:
    try:
        with WineAgent(windows, build, "queries") as agent, agent.connect() as client:
            trial = Trial(windows, agent, client, report)
            for part in PARTS:
                part(trial)
    except (NotStarted, NoAnswer, OSError) as problem:
        report.fail("windows/queries", f"{type(problem).__name__}: {problem}")
    windows.restart()
