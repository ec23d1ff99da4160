# SPDX-License-Identifier: Apache-2.0
"""What an agent costs on a port with nobody on the host's side, ours beside qemu-ga, while the other cases run."""

import time
from typing import NamedTuple

from cases.stage import Stage, check
from host.agent_socket import AgentSocket
from host.hardware import LABELS, OURS, REFERENCE
from host.line_socket import PATIENCE

PORTS = {OURS: "qtga.test.idle.ours", REFERENCE: "qtga.test.idle.reference"}
COMMANDS = {OURS: "/usr/sbin/qtga", REFERENCE: "/usr/sbin/qemu-ga"}
MINUTE = 60.0
STILL = 5.0  # Seconds without a wake-up, after which an agent counts as idle.


class Cost(NamedTuple):
    at: float     # Seconds that the guest is up.
    wakeups: int  # Times that a thread had waited for something; those that others pushed off the processor are none.
    ticks: int    # CPU time, in hundredths of a second.


class Idle:
    """Two agents of their own, each on a port that was in use and is not any more."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._processes = {}
        for service, port in PORTS.items():
            stage.machine.plug_port(port)
            stage.machine.control.wait(f"ls /dev/virtio-ports/{port}", lambda text: "No such" not in text, "plugged in")
            state = f"/run/idle-{port.rpartition('.')[2]}"
            stage.machine.control.run(f"mkdir {state}")
            self._processes[service] = stage.machine.control.start(
                f"exec {COMMANDS[service]} -p /dev/virtio-ports/{port} -t {state} -f {state}/pid")
            with AgentSocket(stage.machine.folder / port) as agent:
                agent.call("guest-ping")
        self._wait_until_quiet()
        self._before = {service: self._cost(service) for service in PORTS}

    def _wait_until_quiet(self) -> None:
        """Until ours has done what its host's coming and going gave it to do; it would never be quiet where it polls."""
        end, seen = time.monotonic() + PATIENCE, -1
        while (now := self._cost(OURS).wakeups) != seen and time.monotonic() < end:
            seen = now
            time.sleep(STILL)

    def _cost(self, service: str) -> Cost:
        process = self._processes[service]
        up, ticks, wakeups = self._stage.machine.control.run(
            f"cut -d ' ' -f 1 /proc/uptime; cut -d ' ' -f 14,15 /proc/{process}/stat | tr ' ' '+';"
            f" cat /proc/{process}/task/*/status | sed -n 's/^voluntary_ctxt_switches:[^0-9]*//p' | tr '\\n' '+'").split("\n")
        return Cost(float(up), sum(map(int, wakeups.strip("+").split("+"))), sum(map(int, ticks.split("+"))))

    def idle_agent_costs_nothing(self) -> None:
        """Over a minute at least."""
        left = MINUTE - (self._cost(OURS).at - self._before[OURS].at)
        if left > 0:
            time.sleep(left)
        per_minute = {}
        for service in PORTS:
            before, after = self._before[service], self._cost(service)
            share = MINUTE / (after.at - before.at)
            per_minute[service] = (after.wakeups - before.wakeups) * share, (after.ticks - before.ticks) * share / 100
            print(f"          {LABELS[service]} with nobody at the other end, over {after.at - before.at:.0f} s: "
                  f"{per_minute[service][0]:.1f} wake-ups and {per_minute[service][1]:.3f} s of CPU a minute", flush=True)
        wakeups, seconds = per_minute[OURS]
        check(wakeups < 3 and seconds < 0.02, f"{wakeups:.1f} wake-ups, {seconds:.3f} s of CPU a minute")
        check(per_minute[REFERENCE][0] > 10 * wakeups, "the reference, which asks again and again, was not seen to do so")
