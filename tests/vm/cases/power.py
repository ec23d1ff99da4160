# SPDX-License-Identifier: Apache-2.0
"""Suspend, wake up, reboot, shut down: QEMU's events say what really happened, and why."""

from cases.stage import BOOT, Stage, boot_id, check, check_equal, give_next_boot_to, wait_for_answer, wait_for_service


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


def reboot_with_client_connected(stage: Stage, next_service: str) -> None:
    """The same connection reaches the agent of the next boot, which is `next_service`."""
    before = boot_id(stage)
    give_next_boot_to(stage, next_service)
    stage.machine.qmp.forget_events()
    stage.client.reboot()
    event = stage.machine.qmp.wait("RESET", "SHUTDOWN")
    check_equal((event["event"], event["data"]), ("RESET", {"guest": True, "reason": "guest-reset"}), "QEMU's event")
    stage.machine.control.run("true", timeout=BOOT)
    check(boot_id(stage) != before, "the guest did not boot again")
    stage.service = next_service
    wait_for_service(stage)


def shutdown(stage: Stage) -> None:
    stage.machine.qmp.forget_events()
    stage.client.shutdown()
    event = stage.machine.qmp.wait("SHUTDOWN", "RESET")
    check_equal((event["event"], event["data"]), ("SHUTDOWN", {"guest": True, "reason": "guest-shutdown"}), "QEMU's event")
