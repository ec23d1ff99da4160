# SPDX-License-Identifier: Apache-2.0
"""Suspend, wake up, reboot, shut down: QEMU's events say what really happened, and why."""

from typing import Callable

from cases.file_systems import needs_recovery
from cases.stage import BOOT, MOUNTS, Stage, boot_id, check, check_equal, give_next_boot_to, wait_for_answer, wait_for_service
from host.hardware import OURS, REFERENCE, run


def dompmsuspend_and_dompmwakeup(stage: Stage) -> None:
    """It is the same guest that wakes up, not a new boot."""
    before = boot_id(stage)
    stage.machine.qmp.forget_events()
    stage.client.dompmsuspend()
    stage.machine.qmp.wait("SUSPEND")
    check_equal(stage.machine.qmp.command("query-status")["status"], "suspended", "QEMU's state")
    stage.client.dompmwakeup()
    stage.machine.qmp.wait("WAKEUP")
    wait_for_answer(stage)
    check_equal(boot_id(stage), before, "the boot's id")


def reboot_with_client_connected(stage: Stage) -> None:
    """The same connection reaches the agent of the next boot, which is ours."""
    before = boot_id(stage)
    give_next_boot_to(stage, OURS)
    ends_with(stage, stage.client.reboot, "RESET", "guest-reset")
    stage.machine.control.run("true", timeout=BOOT)
    check(boot_id(stage) != before, "the guest did not boot again")
    stage.service = OURS
    wait_for_service(stage)


def shutdown(stage: Stage) -> None:
    ends_with(stage, stage.client.shutdown, "SHUTDOWN", "guest-shutdown")


def frozen_guest_powers_off(stage: Stage) -> None:
    """The end of the service thaws all: the guest goes down by itself, and its file systems have nothing to replay or to mend."""
    check_equal(stage.client.domfsfreeze(), len(MOUNTS), "frozen file systems")
    ends_with(stage, lambda: stage.machine.control.start("systemctl poweroff"), "SHUTDOWN", "guest-shutdown")
    image = stage.machine.disks.ext4
    check(not needs_recovery(image), "the file system's journal is in use")
    run("e2fsck", "-f", "-n", image)


def ends_with(stage: Stage, request: Callable[[], object], event: str, reason: str) -> None:
    stage.machine.qmp.forget_events()
    request()
    told = stage.machine.qmp.wait("SHUTDOWN", "RESET")
    check_equal((told["event"], told["data"]), (event, {"guest": True, "reason": reason}), "QEMU's event")


# Each from the state before: this kernel can't switch a machine off that was suspended, with either agent.
LAST = [(OURS, dompmsuspend_and_dompmwakeup), (OURS, reboot_with_client_connected), (OURS, shutdown), (OURS, frozen_guest_powers_off),
        (REFERENCE, shutdown)]
