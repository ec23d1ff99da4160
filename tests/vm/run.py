#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Boots real guests with our agent in them, and drives them as hosts do: one with libvirt, the other over the agent's port."""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from cases import session, trouble
from host import hardware, libvirt, namespace
from host.emulator import Emulator
from host.hardware import OURS, REFERENCE
from host.machine import Client, Machine
from host.socket_client import SocketClient
from host.virsh_client import VirshClient
from image import build
from report import FAULTS, Report

LOGS = hardware.SOURCES / "build/check/vm"
IMAGE = "QTGA_VM_IMAGE"  # The environment variable that tells where it is, inside.
SUM = re.compile(r"(\d+) passed, (\d+) failed, (\d+) skipped\n")
GUESTS = ("session", "trouble")
PROGRAMS = ("qemu-system-x86_64", "qemu-img", "mmdebstrap", "apt-get", "depmod", "busybox", "mke2fs", "mkfs.xfs", "strip",
            "setpriv", "unshare")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", type=Path, default=hardware.SOURCES / "build/qtga",
                        help="the agent to test; its guardian is beside it (default: %(default)s)")
    parser.add_argument("--without-libvirt", action="store_true",
                        help="drive the session over the agent's port, as where there is no libvirt")
    parser.add_argument("--guest", choices=GUESTS, help="only one of the two, which run side by side")
    parser.add_argument("--only", metavar="PATTERN", default="", help="only tests with this in their name")
    return parser.parse_args()


def lacking() -> str | None:
    """Why no guest can run here, or None."""
    missing = [program for program in PROGRAMS if not shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")]
    if missing:
        return f"not installed: {', '.join(missing)}"
    if os.geteuid() != 0:
        return "only root can build the guest's image and make namespaces"
    if not namespace.possible():
        return "namespaces are not to be had here (unshare fails)"
    with open("/etc/os-release", encoding="utf-8") as release:
        if "VERSION_CODENAME=bookworm\n" not in release.read():
            return "the guest is a Debian 12, and takes an agent built on one only"
    return None


def run(options: argparse.Namespace, folder: Path) -> int:
    image, report = build.Image(Path(os.environ[IMAGE])), Report(options.only)
    namespace.prepare(folder, image.folder)
    try:
        if options.guest == "session":
            run_session(options, folder, image, report)
        else:
            run_trouble(options, folder, image, report)
    except FAULTS as fault:
        report.fail("the rest", f"{type(fault).__name__}: {fault}")
    finally:
        keep_logs(folder, LOGS / options.guest)
    return report.conclude()


def start_libvirt(options: argparse.Namespace, folder: Path) -> tuple[libvirt.Libvirt | None, str]:
    """It, or why it isn't there."""
    why_not = "not asked for" if options.without_libvirt else libvirt.lacking()
    if why_not:
        return None, why_not
    try:
        return libvirt.Libvirt(folder), ""
    except (OSError, subprocess.SubprocessError, RuntimeError) as error:
        return None, str(error)


def run_session(options: argparse.Namespace, folder: Path, image: build.Image, report: Report) -> None:
    """One guest, which is booted twice: with qemu-ga, and with ours."""
    daemon, why_not = start_libvirt(options, folder / "libvirt")
    initrd, disks = hardware.inject(folder, image, options.agent, REFERENCE), hardware.Disks(folder, image)
    machine: Machine
    client: Client
    if daemon:
        machine = libvirt.Domain(daemon, folder, image, initrd, disks)
        client = VirshClient(machine)
    else:
        report.skip("libvirt", f"{why_not}; the same is done over the agent's port")
        machine = Emulator(folder, image, initrd, disks)
        client = SocketClient(machine)
    session.run(machine, client, report)
    machine.stop()


def run_trouble(options: argparse.Namespace, folder: Path, image: build.Image, report: Report) -> None:
    """Another, with ours from the start, under plain QEMU."""
    machine = Emulator(folder, image, hardware.inject(folder, image, options.agent, OURS), hardware.Disks(folder, image))
    trouble.run(machine, report, over_the_port=has_libvirt(options))
    machine.stop()


def has_libvirt(options: argparse.Namespace) -> bool:
    return not options.without_libvirt and libvirt.lacking() is None


def keep_logs(folder: Path, kept: Path) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    for path in folder.rglob("*.log"):
        shutil.copy(path, kept / "-".join(path.relative_to(folder).parts))


def wanted(options: argparse.Namespace) -> list[str]:
    """The guests that have a test that was asked for."""
    client = VirshClient if has_libvirt(options) else SocketClient
    over_the_port = session.names_over_the_port(SocketClient.name) if client is VirshClient else []
    names = {"session": session.names(client.name), "trouble": over_the_port + trouble.names()}
    return [guest for guest in GUESTS if options.guest in (None, guest) and Report(options.only).wants_any(names[guest])]


def side_by_side(guests: list[str]) -> int:
    """Runs this program for each; they wait more than they compute."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # The others end with this one.
    start, sums, lock = time.monotonic(), [0, 0, 0], threading.Lock()

    def follow(guest: str, process: "subprocess.Popen[str]") -> None:
        counts = None
        for line in process.stdout or ():
            counts = SUM.fullmatch(line)
            if not counts:
                print(line, end="", flush=True)
        process.wait()
        if not counts:
            print(f"FAIL {guest}: it exited with {process.returncode} and did not say how many tests passed", flush=True)
        with lock:
            for index, count in enumerate(map(int, counts.groups()) if counts else (0, 1, 0)):
                sums[index] += count

    followers = []
    for guest in guests:
        process = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", sys.executable, "-B", *sys.argv, "--guest", guest],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        followers.append(threading.Thread(target=follow, args=(guest, process)))
        followers[-1].start()
    for follower in followers:
        follower.join()
    print(f"both took {time.monotonic() - start:.0f} s")
    print("{} passed, {} failed, {} skipped".format(*sums))
    return 1 if sums[1] else 0


def main() -> int:
    options = parse()
    folder = namespace.folder()
    if folder:
        return run(options, folder)
    guests = wanted(options)
    if not guests:
        print("0 passed, 0 failed, 0 skipped")
        return 0
    reason = lacking()
    if reason:
        print(f"SKIP a real guest: {reason}\n0 passed, 0 failed, 1 skipped")
        return 0
    absent = [path for path in (options.agent, hardware.guardian(options.agent)) if not path.exists()]
    if absent:
        print(f"FAIL the agent: there is no {absent[0]}; ./check builds it, and --agent takes another\n0 passed, 1 failed, 0 skipped")
        return 1
    try:
        image = build.provide()  # Out here is a network.
    except (OSError, subprocess.SubprocessError, RuntimeError) as error:
        print(f"FAIL the guest's image: {error}\n0 passed, 1 failed, 0 skipped")
        return 1
    if len(guests) > 1:
        return side_by_side(guests)
    return namespace.enter([*sys.argv, "--guest", *guests], {IMAGE: str(image.folder)})


if __name__ == "__main__":
    sys.exit(main())
