# SPDX-License-Identifier: Apache-2.0
"""One guest under plain QEMU for all that goes wrong; two idle agents are watched meanwhile."""

from cases import bulk, mishaps
from cases.idle import PORTS, Idle
from cases.session import repair, start
from cases.stage import Stage
from host.emulator import Emulator
from host.hardware import OURS
from host.socket_client import SocketClient
from report import FAULTS, Report

GROUP = "trouble"
PORT_NAMES = tuple(PORTS.values())
CASES = mishaps.CASES + bulk.CASES
IDLE = f"{GROUP} {Idle.idle_agent_costs_nothing.__name__}"


def names() -> list[str]:
    return [f"{GROUP} {case.__name__}" for case in CASES] + [IDLE]


def run(machine: Emulator, report: Report) -> None:
    client = SocketClient(machine)
    stage = Stage(machine, client, OURS)
    try:
        start(stage)
        client.close()  # The cases connect by themselves.
        idle = Idle(stage)
    except FAULTS as fault:
        report.fail(f"{GROUP}: the guest", str(fault))
        return
    for case in CASES:
        passed = report.run(f"{GROUP} {case.__name__}", lambda: case(stage))
        if not passed and not repair(stage):
            report.fail(f"{GROUP}: the rest", "the guest is not to be used any more")
            return
        client.close()
    report.run(IDLE, idle.idle_agent_costs_nothing)
