# SPDX-License-Identifier: Apache-2.0
"""All that goes wrong between hosts and our agent, over the port itself; two idle agents are watched meanwhile."""

from cases import bulk, mishaps, package, sandboxed
from cases.idle import Idle
from cases.session import repair, run_over_the_port
from cases.stage import Stage, settle, wait_for_service
from host.hardware import OURS
from host.machine import Machine
from host.socket_client import SocketClient
from report import Report

GROUP = "trouble"
CASES = mishaps.CASES + sandboxed.CASES + bulk.CASES + package.CASES  # In this order.
IDLE = f"{GROUP} {Idle.idle_agent_costs_nothing.__name__}"


def names() -> list[str]:
    return [f"{GROUP} {case.__name__}" for case in CASES] + [IDLE]


def run(machine: Machine, report: Report, over_the_port: bool) -> None:
    """The guest has our agent in it. `over_the_port`: libvirt drives the session elsewhere, and here is what of it a client on the
    port does. RuntimeError where the guest is not to be used any more."""
    client = SocketClient(machine)
    stage = Stage(machine, client, OURS)
    settle(stage)
    wait_for_service(stage)
    if over_the_port:
        run_over_the_port(stage, report)
    client.close()  # The cases connect by themselves.
    idle = Idle(stage) if report.wants(IDLE) else None
    for case in CASES:
        if not report.run(f"{GROUP} {case.__name__}", lambda: case(stage)):
            repair(stage)
            client.close()
    if idle:
        report.run(IDLE, idle.idle_agent_costs_nothing)
