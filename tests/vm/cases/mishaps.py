# SPDX-License-Identifier: Apache-2.0
"""What goes wrong in practice between a host and a guest's agent."""

import time

from cases.file_systems import Writer
from cases.stage import MOUNTS, Case, Stage, check, check_equal, hand_over, wait_for_service
from host.agent_socket import AgentSocket, request
from host.emulator import Emulator
from host.hardware import AGENT_PORT, LABELS, OURS, REFERENCE
from host.line_socket import LineSocket

# The agent's guardian thaws when the agent is gone. An agent without one is asked to thaw after its restart.
GUARDED = True


def emulator(stage: Stage) -> Emulator:
    assert isinstance(stage.machine, Emulator)
    return stage.machine


def frozen_writers(stage: Stage, agent: AgentSocket) -> list[Writer]:
    """Freezes all, and has a writer wait on each file system."""
    check_equal(agent.call("guest-fsfreeze-freeze"), len(MOUNTS), "frozen file systems")
    writers = [Writer(stage, mount) for mount in MOUNTS]
    for writer in writers:
        writer.wait_until_blocked()
    return writers


def main_process(stage: Stage) -> int:
    return int(stage.machine.control.run("systemctl show qtga -p MainPID --value"))


def host_closes_in_mid_request(stage: Stage) -> None:
    """Half a request of the one, and answers that the one didn't wait for, are no matter to the next."""
    port = emulator(stage).folder / AGENT_PORT
    for left_behind in (b'{"execute":"guest-exec","argum', request("guest-get-osinfo") * 50):
        with LineSocket(port) as host:
            host.send(left_behind)
        with AgentSocket(port) as host:
            check_equal(host.call("guest-ping"), {}, "guest-ping")


def two_clients_after_each_other(stage: Stage) -> None:
    """The second goes on with the file that the first has opened."""
    with emulator(stage).agent() as first:
        handle = first.call("guest-file-open", path="/run/two-clients", mode="w+")
        first.call("guest-file-write", handle=handle, buf_b64="dHdv")
    with emulator(stage).agent() as second:
        second.call("guest-file-seek", handle=handle, offset=0, whence="set")
        check_equal(second.call("guest-file-read", handle=handle)["buf-b64"], "dHdv", "the file")
        second.call("guest-file-close", handle=handle)


def agent_killed_while_frozen(stage: Stage) -> None:
    """Nothing stays frozen, and the next agent is there without a hand being moved."""
    with emulator(stage).agent() as agent:
        writers, before = frozen_writers(stage, agent), main_process(stage)
        stage.machine.control.run(f"kill -KILL {before}")
        if GUARDED:
            for writer in writers:
                writer.wait_until_done()
    with emulator(stage).agent() as agent:
        check(main_process(stage) != before, "it is still the agent that was killed")
        check_equal(agent.call("guest-fsfreeze-status"), "thawed" if GUARDED else "frozen", "the state after the restart")
        if not GUARDED:
            check(agent.call("guest-fsfreeze-thaw") > 0, "the restarted agent did not thaw")
            for writer in writers:
                writer.wait_until_done()
        # And it freezes again as if nothing had been.
        check_equal(agent.call("guest-fsfreeze-freeze"), len(MOUNTS), "frozen file systems")
        check_equal(agent.call("guest-fsfreeze-thaw"), len(MOUNTS), "thawed file systems")


def guest_paused_while_frozen(stage: Stage) -> None:
    """It stays frozen as long as it is paused and longer, and answers what was asked meanwhile."""
    with emulator(stage).agent() as agent:
        writers = frozen_writers(stage, agent)
        stage.machine.qmp.command("stop")
        agent.tell("guest-fsfreeze-status")
        time.sleep(5)
        stage.machine.qmp.command("cont")
        check_equal(agent.line(), b'{"return": "frozen"}', "the state after the pause")
        for writer in writers:
            writer.wait_until_blocked()
        check_equal(agent.call("guest-fsfreeze-thaw"), len(MOUNTS), "thawed file systems")
        for writer in writers:
            writer.wait_until_done()


def restart_leaves_programs_running(stage: Stage) -> None:
    """What was started with guest-exec outlives the agent that started it."""
    with emulator(stage).agent() as agent:
        process = agent.call("guest-exec", path="/bin/sleep", arg=["86400"])["pid"]
        stage.machine.control.run("systemctl restart qtga")
        agent.synchronise()
        check_equal(stage.machine.control.run(f"cat /proc/{process}/comm"), "sleep", "the program")
        stage.machine.control.run(f"kill {process}")


def hung_agent_is_restarted(stage: Stage) -> None:
    """By systemd's watchdog, whose limit is lowered for the test; and frozen file systems are thawed."""
    control, drop_in = stage.machine.control, "/run/systemd/system/qtga.service.d"
    control.run(f"mkdir -p {drop_in}; printf '[Service]\\nWatchdogSec=10\\n' >{drop_in}/test.conf;"
                " systemctl daemon-reload; systemctl restart qtga")
    try:
        with emulator(stage).agent() as agent:
            writers, before = frozen_writers(stage, agent) if GUARDED else [], main_process(stage)
            control.run(f"kill -STOP {before}")
            for writer in writers:
                writer.wait_until_done()
            agent.synchronise()
            check(main_process(stage) != before, "it is still the agent that was stopped")
    finally:
        control.run(f"rm -r {drop_in}; systemctl daemon-reload; systemctl restart qtga")


def qemu_ga_takes_over_and_back(stage: Stage) -> None:
    """With the host connected all the time."""
    with emulator(stage).agent() as agent:
        for service in (REFERENCE, OURS):
            hand_over(stage, service)
            agent.synchronise()
            program = "/usr/sbin/qtga" if service == OURS else "/usr/sbin/qemu-ga"
            version = stage.machine.control.run(f"{program} --version")
            check(agent.call("guest-info")["version"] in version, f"{LABELS[service]} does not answer")
            check_equal(agent.call("guest-fsfreeze-freeze"), len(MOUNTS), "frozen file systems")
            check_equal(agent.call("guest-fsfreeze-thaw"), len(MOUNTS), "thawed file systems")


def port_is_unplugged_and_plugged_in(stage: Stage) -> None:
    """The service ends with its port and comes with it; started by hand without one it waits."""
    control, machine = stage.machine.control, emulator(stage)
    state = "systemctl is-active qtga"
    machine.unplug_agent_port()
    control.wait(state, lambda text: text == "inactive", "stopped without its port")
    machine.plug_agent_port()
    control.wait(state, lambda text: text == "active", "started with its port")
    machine.agent().close()
    machine.unplug_agent_port()
    control.wait(state, lambda text: text == "inactive", "stopped without its port")
    control.run("systemctl start qtga")
    check_equal(control.run("sleep 2; " + state), "active", "waiting without its port")
    machine.plug_agent_port()
    machine.agent().close()
    wait_for_service(stage)


CASES: list[Case] = [host_closes_in_mid_request, two_clients_after_each_other, agent_killed_while_frozen,
                     guest_paused_while_frozen, restart_leaves_programs_running, hung_agent_is_restarted,
                     qemu_ga_takes_over_and_back, port_is_unplugged_and_plugged_in]
