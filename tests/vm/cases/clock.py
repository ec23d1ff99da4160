# SPDX-License-Identifier: Apache-2.0
"""The guest's clock: told, set, and taken from the hardware's."""

import time

from cases.stage import Case, Stage, check

NEAR = 60       # Seconds that a busy machine may take between two looks at a clock.
FAR = 7 * 3600  # Seconds by which the tests put a clock wrong.


def guest_time(stage: Stage) -> int:
    return int(stage.machine.control.run("date +%s"))


def hardware_time(stage: Stage) -> int:
    return int(stage.machine.control.run("cat /sys/class/rtc/rtc0/since_epoch"))


def check_near(got: float, wanted: float, what: str) -> None:
    check(abs(got - wanted) < NEAR, f"{what} is {got - wanted:.0f} seconds off")


def domtime(stage: Stage) -> None:
    check_near(stage.client.domtime(), guest_time(stage), "the time told")


def domtime_set(stage: Stage) -> None:
    """System and hardware clock follow, and QEMU says that the hardware's was set."""
    stage.machine.qmp.forget_events()
    wanted = int(time.time()) + FAR
    stage.client.domtime_set(wanted)
    check_near(guest_time(stage), wanted, "the guest's clock")
    check_near(hardware_time(stage), wanted, "the guest's hardware clock")
    offset = stage.machine.qmp.wait("RTC_CHANGE")["data"]["offset"]
    check_near(offset, FAR, "the offset in QEMU's RTC_CHANGE")
    stage.client.domtime_set(int(time.time()))


def domtime_sync(stage: Stage) -> None:
    stage.machine.control.run(f"date -s @$(($(date +%s) - {FAR}))")
    check_near(guest_time(stage), time.time() - FAR, "the clock that the test put wrong")
    stage.client.domtime_sync()
    check_near(guest_time(stage), hardware_time(stage), "the guest's clock")
    check_near(guest_time(stage), time.time(), "the guest's clock")


CASES: list[Case] = [domtime, domtime_set, domtime_sync]
