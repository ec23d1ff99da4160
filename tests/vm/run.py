#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Boots a real guest with our agent in it, and drives it as hosts do: with libvirt, and over the agent's port."""

import argparse
import os
import shutil
import subprocess
import sys
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
PROGRAMS = ("qemu-system-x86_64", "qemu-img", "mmdebstrap", "apt-get", "depmod", "busybox", "mke2fs", "mkfs.xfs", "strip",
            "setpriv", "unshare")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", type=Path, default=hardware.SOURCES / "build/qtga",
                        help="the agent to test; its guardian is beside it (default: %(default)s)")
    parser.add_argument("--without-libvirt", action="store_true",
                        help="drive the session over the agent's port, as where there is no libvirt")
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
    daemon, why_not = start_libvirt(options, folder / "libvirt")
    if not daemon:
        report.skip("libvirt", f"{why_not}; the same is done over the agent's port")
    try:
        run_in_guest(folder, image, options.agent, daemon, report)
    except FAULTS as fault:
        report.fail("the rest", f"{type(fault).__name__}: {fault}")
    finally:
        keep_logs(folder)
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


def run_in_guest(folder: Path, image: build.Image, agent: Path, daemon: libvirt.Libvirt | None, report: Report) -> None:
    """One guest, which is booted twice: with qemu-ga, and with ours."""
    in_session = report.wants_any(session.names((VirshClient if daemon else SocketClient).name))
    initrd, disks = hardware.inject(folder, image, agent, REFERENCE if in_session else OURS), hardware.Disks(folder, image)
    machine: Machine
    client: Client
    if daemon:
        machine = libvirt.Domain(daemon, folder, image, initrd, disks)
        client = VirshClient(machine)
    else:
        machine = Emulator(folder, image, initrd, disks)
        client = SocketClient(machine)
    if in_session:
        session.run(machine, client, report)
    over_the_port = session.names_over_the_port(SocketClient.name) if daemon else []
    if report.wants_any(over_the_port + trouble.names()):
        trouble.run(machine, report, had_libvirt=daemon is not None)
    machine.stop()


def keep_logs(folder: Path) -> None:
    shutil.rmtree(LOGS, ignore_errors=True)
    LOGS.mkdir(parents=True)
    for path in folder.rglob("*.log"):
        shutil.copy(path, LOGS / "-".join(path.relative_to(folder).parts))


def main() -> int:
    options = parse()
    folder = namespace.folder()
    if folder:
        return run(options, folder)
    if not Report(options.only).wants_any([*session.names(VirshClient.name), *session.names(SocketClient.name), *trouble.names()]):
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
    return namespace.enter(sys.argv, {IMAGE: str(image.folder)})


if __name__ == "__main__":
    sys.exit(main())
