# SPDX-License-Identifier: Apache-2.0
"""What hosts ask: the answers are compared with what the guest itself says, and with the reference's."""

import re

from cases.stage import MOUNTS, Case, Stage, check, check_equal
from host.hardware import OURS
from image import system


def qemu_agent_command(stage: Stage) -> None:
    """The agent's version, and that a command it doesn't know is an error of that class."""
    check_equal(stage.client.qemu_agent_command("guest-ping"), {}, "guest-ping")
    version = stage.client.qemu_agent_command("guest-info")["version"]
    program = "/usr/sbin/qtga" if stage.service == OURS else "/usr/sbin/qemu-ga"
    check(version in stage.machine.control.run(f"{program} --version"), f"guest-info's version {version} is not the program's own")
    try:
        stage.client.qemu_agent_command("guest-no-such-command")
    except RuntimeError as error:
        stage.answers["error_text"] = str(error)
    else:
        raise AssertionError("an unknown command is no error")


def domfsinfo(stage: Stage) -> None:
    answer = stage.client.domfsinfo()
    for mount in MOUNTS:
        check(re.search(rf"(^|\s|\")({re.escape(mount)})($|\s|\")", answer, re.MULTILINE), f"{mount} is missing in {answer}")
    stage.answers["domfsinfo"] = answer


def domifaddr(stage: Stage) -> None:
    # IPv6 link-local addresses take a second until they are sure to be nobody else's.
    stage.machine.control.wait("/sbin/ip -6 address show tentative", lambda text: text == "" and "quiet", "done with finding addresses")
    answer = stage.client.domifaddr()
    for address in re.findall(r"inet6? (\S+)/", stage.machine.control.run("/sbin/ip address show")):
        check(address in answer, f"{address} is missing in {answer}")
    stage.answers["domifaddr"] = answer


def domhostname(stage: Stage) -> None:
    check_equal(stage.client.domhostname(), system.HOST_NAME, "the host name")


def guestinfo(stage: Stage) -> None:
    """Every group of it: os, time zone, host name, users, file systems, disks, interfaces."""
    answer = stage.client.guestinfo()
    for part in ("Debian GNU/Linux 12 (bookworm)", stage.machine.control.run("uname -r"), system.HOST_NAME, "UTC",
                 "/mnt/xfs", "10.0.2.15", "/dev/vda", "DISK-ROOT"):
        check(part in answer, f"{part!r} is missing in {answer}")
    stage.answers["guestinfo"] = answer


def started_by_itself(stage: Stage) -> None:
    """By systemd on udev's word, as a service that says when it is ready; nobody has touched anything in the guest."""
    shown = stage.machine.control.run(f"systemctl show {stage.service} -p ActiveState -p NRestarts -p UnitFileState -p WantedBy")
    check("ActiveState=active" in shown and "NRestarts=0" in shown, shown)
    check(re.search(r"WantedBy=.*vport\S*\.device", shown), f"its port is not what wants it: {shown}")
    check("disabled" in shown or "static" in shown, f"it was enabled by hand: {shown}")


CASES: list[Case] = [started_by_itself, qemu_agent_command, domhostname, domfsinfo, domifaddr, guestinfo]
