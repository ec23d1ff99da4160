# SPDX-License-Identifier: Apache-2.0
"""What a case is given, and what several cases need."""

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Callable, Iterator, TypeVar

from host.control import quoted
from host.hardware import OURS, REFERENCE
from host.line_socket import PATIENCE
from host.machine import Client, Machine

T = TypeVar("T")
BOOT = 900.0  # Seconds that a boot may take.
CONFIGURATION = "/etc/qemu/qemu-ga.conf"
MOUNTS = ("/", "/mnt/ext4", "/mnt/xfs")


@dataclass
class Stage:
    machine: Machine
    client: Client
    service: str                                        # OURS or REFERENCE: whose turn it is.
    answers: dict[str, str] = field(default_factory=dict)  # By the case's name: what ours and the reference must agree on.


Case = Callable[[Stage], None]


def check(condition: object, text: str) -> None:
    if not condition:
        raise AssertionError(text)


def check_equal(got: object, wanted: object, what: str) -> None:
    check(got == wanted, f"{what}: {got!r} instead of {wanted!r}")


def boot_id(stage: Stage) -> str:
    return stage.machine.control.run("cat /proc/sys/kernel/random/boot_id")


def wait_for_service(stage: Stage) -> None:
    """Until the agent whose turn it is runs and answers."""
    control = stage.machine.control
    control.wait(f"systemctl is-active {stage.service}", lambda text: text == "active", f"{stage.service} active", timeout=BOOT)
    wait_for_answer(stage)


def wait_for_answer(stage: Stage) -> None:
    """libvirt refuses at once to ask while it has not yet heard that the port was opened."""
    until_answered(lambda: stage.client.qemu_agent_command("guest-ping"))


def until_answered(ask: Callable[[], T]) -> T:
    """Asks again as long as that is refused."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return ask()
        except RuntimeError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def settle(stage: Stage) -> None:
    """Until the guest has booted all the way, so that the cases have it to themselves."""
    control = stage.machine.control
    control.run("true", timeout=BOOT)
    control.wait("systemctl is-system-running", lambda text: text in ("running", "degraded"), "up", timeout=BOOT)
    check_equal(control.run("systemctl --failed --plain --no-legend"), "", "units that failed to start")
    control.run("echo 200000 >/sys/power/pm_freeze_timeout")  # Milliseconds; programs are slow to stop under emulation.


def other_than(service: str) -> str:
    return REFERENCE if service == OURS else OURS


def give_next_boot_to(stage: Stage, service: str) -> None:
    """Changes which agent is there, as exchanging the packages would."""
    units = "/etc/systemd/system"
    stage.machine.control.run(f"rm -f {units}/{service}.service; ln -sf /dev/null {units}/{other_than(service)}.service; sync")


def hand_over(stage: Stage, service: str) -> None:
    """Gives the port to the other agent at once."""
    give_next_boot_to(stage, service)
    stage.machine.control.run(f"systemctl stop {other_than(service)}; systemctl daemon-reload; systemctl start {service}")
    stage.service = service


@contextmanager
def setting(stage: Stage, text: str) -> Iterator[None]:
    """Our service's unit with an addition, for a while."""
    folder = "/run/systemd/system/qtga.service.d"
    stage.machine.control.run(f"mkdir {folder}; echo {quoted(text)} >{folder}/test.conf; systemctl daemon-reload")
    try:
        yield
    finally:
        stage.machine.control.run(f"rm -r {folder}; systemctl daemon-reload")
