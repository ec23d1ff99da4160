# SPDX-License-Identifier: Apache-2.0
"""The same session with qemu-ga and, after a reboot, with our agent in its place; then what the two said is compared."""

import re
from collections import Counter
from pathlib import Path

from cases import accounts, answers, clock, file_systems, owners_view, power, processors, queries
from cases.stage import MOUNTS, Case, Stage, check_equal, hand_over, settle, wait_for_service
from host.hardware import LABELS, OURS, REFERENCE
from host.machine import Client, Machine
from report import FAULTS, Report

OF_BOTH: list[Case] = [*queries.CASES, *accounts.CASES, *file_systems.CASES, *processors.CASES, *clock.CASES]
CASES = {REFERENCE: [*OF_BOTH, power.dompmsuspend_and_dompmwakeup], OURS: [*OF_BOTH, *answers.CASES, *owners_view.CASES]}
OVER_THE_PORT: list[Case] = [  # Where libvirt drives the session: what of it a client on the port does with ours.
    queries.qemu_agent_command, queries.domhostname, queries.domfsinfo, queries.domifaddr, queries.guestinfo,
    file_systems.domfsfreeze_and_domfsthaw, file_systems.domfsfreeze_of_one,
]
COMPARED = ("error_text", "domfsinfo", "domifaddr", "guestinfo", "guestvcpus")  # Keys of Stage.answers.


def names(client: str) -> list[str]:
    return ([full_name(client, service, case.__name__) for service, cases in CASES.items() for case in cases]
            + [full_name(client, REFERENCE, power.reboot_with_client_connected.__name__)]
            + [comparison(client, key) for key in COMPARED]
            + [full_name(client, service, case.__name__) for service, case in power.LAST])


def names_over_the_port(client: str) -> list[str]:
    return [full_name(client, OURS, case.__name__) for case in OVER_THE_PORT]


def full_name(client: str, service: str, case: str) -> str:
    return f"{client} {LABELS[service]} {case}"


def comparison(client: str, key: str) -> str:
    return f"{client}: {key} the same from both agents"


def run(machine: Machine, client: Client, report: Report) -> None:
    """Leaves the guest with our agent in it. RuntimeError where it is not to be used any more."""
    stage = Stage(machine, client, REFERENCE)
    settle(stage)
    wait_for_service(stage)
    answers_of = {REFERENCE: run_cases(stage, report)}
    reboot = full_name(client.name, REFERENCE, power.reboot_with_client_connected.__name__)
    if not report.run(reboot, lambda: power.reboot_with_client_connected(stage)):
        raise RuntimeError("the guest did not come back")
    if stage.service != OURS:  # It was not among the tests asked for.
        hand_over(stage, OURS)
    settle(stage)
    answers_of[OURS] = run_cases(stage, report)
    for key in COMPARED:
        if all(key in told for told in answers_of.values()):
            report.run(comparison(client.name, key), lambda: compare(client, answers_of[OURS][key], answers_of[REFERENCE][key]))
    run_last_cases(stage, report)
    client.close()


def run_over_the_port(stage: Stage, report: Report) -> None:
    for case in OVER_THE_PORT:
        run_case(stage, case, report)


def compare(client: Client, ours: str, reference: str) -> None:
    said, wanted = lines(ours), lines(reference)
    check_equal(sorted((wanted - said).elements()), [], "said by qemu-ga only")
    if not client.shows_newer_members:
        check_equal(sorted((said - wanted).elements()), [], "said by qtga only")


def lines(answer: str) -> Counter[str]:
    """Without the numbers in a list, as the agents list interfaces and disks in orders of their own; and without the sizes
    of what grows by what the journal and the tests write."""
    unnumbered = re.sub(r"^(\w+)\.\d+\.", r"\1.", answer, flags=re.MULTILINE)
    return Counter(line.rstrip(",") for line in re.sub(r"(used-bytes\"?\s*:\s*)\d+", r"\1N", unnumbered).splitlines())


def run_cases(stage: Stage, report: Report) -> dict[str, str]:
    """What the agent whose turn it is said."""
    stage.answers = {}
    for case in CASES[stage.service]:
        run_case(stage, case, report)
    return stage.answers


def run_case(stage: Stage, case: Case, report: Report) -> None:
    passed = report.run(full_name(stage.client.name, stage.service, case.__name__), lambda: case(stage))
    if not passed:
        repair(stage)


def run_last_cases(stage: Stage, report: Report) -> None:
    """From the same state each, which is kept meanwhile."""
    wanted = [(service, case) for service, case in power.LAST if report.wants(full_name(stage.client.name, service, case.__name__))]
    if not wanted:
        return
    state = stage.machine.folder / "state"
    stage.machine.save(state)
    for service, case in wanted:
        bring_back(stage, state)
        if service != OURS:
            hand_over(stage, service)
            wait_for_service(stage)
        report.run(full_name(stage.client.name, service, case.__name__), lambda: case(stage))
    bring_back(stage, state)


def bring_back(stage: Stage, state: Path) -> None:
    stage.machine.restore(state)
    stage.service = OURS
    wait_for_service(stage)


def repair(stage: Stage) -> None:
    """Makes the guest usable after a case that failed, perhaps half way."""
    control = stage.machine.control
    try:
        for mount in MOUNTS:
            control.try_run(f"fsfreeze -u {mount}")
        control.run(f"systemctl restart {stage.service}")
        wait_for_service(stage)
    except FAULTS as fault:
        raise RuntimeError("the guest is not to be used any more") from fault
