# SPDX-License-Identifier: Apache-2.0
"""One session with our agent and the same one with qemu-ga, in the same guest; then what the two said is compared."""

from cases import accounts, clock, file_systems, power, processors, queries
from cases.stage import MOUNTS, Case, Stage, check_equal, hand_over, settle, wait_for_service
from host.hardware import LABELS, OURS, REFERENCE
from host.machine import Client, Machine
from report import FAULTS, Report

CASES: list[Case] = [*queries.CASES, *accounts.CASES, *file_systems.CASES, *processors.CASES, *clock.CASES,
                     power.dompmsuspend_and_dompmwakeup]
COMPARED = ("error_text", "domfsinfo", "domifaddr", "guestinfo", "guestvcpus")  # Keys of Stage.answers.


def names(client: str) -> list[str]:
    of_both = [*(case.__name__ for case in CASES), power.reboot_with_client_connected.__name__, power.shutdown.__name__]
    return ([f"{client} {label} {case}" for label in LABELS.values() for case in of_both]
            + [f"{client}: {key} the same from both agents" for key in COMPARED])


def run(machine: Machine, client: Client, report: Report) -> None:
    stage = Stage(machine, client, OURS)
    try:
        start(stage)
    except FAULTS as fault:
        report.fail(f"{client.name}: the guest with our agent", str(fault))
        return
    answers = {}
    for service, other in ((OURS, REFERENCE), (REFERENCE, OURS)):
        for case in CASES:
            if not run_case(stage, case, report) and not repair(stage):
                report.fail(f"{client.name}: the rest", "the guest is not to be used any more")
                return
        answers[service], stage.answers = stage.answers, {}
        reboot = f"{client.name} {LABELS[service]} reboot_with_client_connected"
        if not report.wants(reboot):
            hand_over(stage, other)
        elif not report.run(reboot, lambda: power.reboot_with_client_connected(stage, other)):
            return
        settle(stage)
    for key in COMPARED:
        if all(key in told for told in answers.values()):
            report.run(f"{client.name}: {key} the same from both agents",
                       lambda: check_equal(answers[OURS][key], answers[REFERENCE][key], "ours"))
    shut_down_both(stage, report)


def start(stage: Stage) -> None:
    settle(stage)
    wait_for_service(stage)


def name(stage: Stage, case: Case) -> str:
    return f"{stage.client.name} {LABELS[stage.service]} {case.__name__}"


def run_case(stage: Stage, case: Case, report: Report) -> bool:
    return report.run(name(stage, case), lambda: case(stage))


def shut_down_both(stage: Stage, report: Report) -> None:
    """From the same state, which is kept meanwhile."""
    state = stage.machine.folder / "state"
    stage.machine.save(state)
    stage.machine.restore(state)
    run_case(stage, power.shutdown, report)
    stage.machine.restore(state)
    hand_over(stage, REFERENCE)
    run_case(stage, power.shutdown, report)


def repair(stage: Stage) -> bool:
    """Whether the guest can be used after a case that failed, perhaps half way."""
    control = stage.machine.control
    try:
        for mount in MOUNTS:
            control.try_run(f"fsfreeze -u {mount}")
        control.run(f"systemctl restart {stage.service}")
        wait_for_service(stage)
    except FAULTS:
        return False
    return True
