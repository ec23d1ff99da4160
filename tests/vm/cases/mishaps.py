# SPDX-License-Identifier: Apache-2.0
"""What goes wrong in practice between a host and a guest's agent."""

import time

from cases.file_systems import Writer
from cases.stage import MOUNTS, Case, Stage, check, check_equal, hand_over, setting
from host.agent_socket import AgentSocket, request
from host.hardware import AGENT_PORT, LABELS, OURS, REFERENCE
from host.line_socket import LineSocket

CARELESS = 300  # Clients.
ACTIVE = "systemctl is-active qtga"


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
    port = stage.machine.folder / AGENT_PORT
    for left_behind in (b'{"execute":"guest-exec","argum', request("guest-get-osinfo") * 50):
        with LineSocket(port) as host:
            host.send(left_behind)
        with AgentSocket(port) as host:
            check_equal(host.call("guest-ping"), {}, "guest-ping")


def two_clients_after_each_other(stage: Stage) -> None:
    """The second goes on with the file that the first has opened."""
    with stage.machine.agent() as first:
        handle = first.call("guest-file-open", path="/run/two-clients", mode="w+")
        first.call("guest-file-write", handle=handle, buf_b64="dHdv")
    with stage.machine.agent() as second:
        second.call("guest-file-seek", handle=handle, offset=0, whence="set")
        check_equal(second.call("guest-file-read", handle=handle)["buf-b64"], "dHdv", "the file")
        second.call("guest-file-close", handle=handle)


def careless_clients(stage: Stage) -> None:
    """Each opens the port, asks without a sync, and gets its answer; whether the one before has left just now or a while ago."""
    for number in range(CARELESS):
        time.sleep(number % 4 * 0.01)
        with LineSocket(stage.machine.folder / AGENT_PORT) as host:
            host.send(b'{"execute": "guest-ping", "id": %d}\n' % number)
            check_equal(host.line(), b'{"return": {}, "id": %d}' % number, "the answer")


def service_killed_while_frozen(stage: Stage) -> None:
    """The guardian, outside of its control group, thaws the root file system and the others, long before the next agent."""
    with setting(stage, "[Service]\nRestartSec=600"):
        kill_while_frozen(stage, "systemctl kill --kill-whom=all --signal=KILL qtga")
        check_equal(main_process(stage), 0, "the process of the next agent, as long as there is none")
        stage.machine.control.run("systemctl restart qtga")  # A mere start would wait for the ten minutes.
        freeze_again(stage)


def agent_and_guardian_killed_while_frozen(stage: Stage) -> None:
    """The next agent, which systemd starts from a frozen root, thaws what it finds."""
    guardian = "$(pgrep -f /qtga-freeze-guardian)"
    kill_while_frozen(stage, f"kill -STOP {guardian}; kill -KILL {main_process(stage)} {guardian}")
    freeze_again(stage)


def kill_while_frozen(stage: Stage, command: str) -> None:
    """With the journal on the root file system."""
    stage.machine.control.run("mkdir -p /var/log/journal; journalctl --flush; ls /var/log/journal/*/system.journal")
    with stage.machine.agent() as agent:
        writers = frozen_writers(stage, agent)
    stage.machine.control.run(command)
    start = time.monotonic()
    for writer in writers:
        writer.wait_until_done()
    print(f"          thawed within {time.monotonic() - start:.1f} s", flush=True)


def freeze_again(stage: Stage) -> None:
    """As if nothing had been, by the next agent."""
    with stage.machine.agent() as agent:
        check_equal(agent.call("guest-fsfreeze-status"), "thawed", "the state after the restart")
        check_equal(agent.call("guest-fsfreeze-freeze"), len(MOUNTS), "frozen file systems")
        check_equal(agent.call("guest-fsfreeze-thaw"), len(MOUNTS), "thawed file systems")


def guest_paused_while_frozen(stage: Stage) -> None:
    """It stays frozen as long as it is paused and longer, and answers what was asked meanwhile."""
    with stage.machine.agent() as agent:
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
    with stage.machine.agent() as agent:
        process = agent.call("guest-exec", path="/bin/sleep", arg=["86400"])["pid"]
        stage.machine.control.run("systemctl restart qtga")
        agent.synchronise()
        check_equal(stage.machine.control.run(f"cat /proc/{process}/comm"), "sleep", "the program")
        stage.machine.control.run(f"kill {process}")


def hung_agent_is_restarted(stage: Stage) -> None:
    """By systemd's watchdog, whose limit is lowered for the test; and frozen file systems are thawed."""
    with setting(stage, "[Service]\nWatchdogSec=10"):
        stage.machine.control.run("systemctl restart qtga")
        with stage.machine.agent() as agent:
            writers, before = frozen_writers(stage, agent), main_process(stage)
            stage.machine.control.run(f"kill -STOP {before}")
            for writer in writers:
                writer.wait_until_done()
            agent.synchronise()
            check(main_process(stage) != before, "it is still the agent that was stopped")
    stage.machine.control.run("systemctl restart qtga")


def qemu_ga_takes_over_and_back(stage: Stage) -> None:
    """With the host connected all the time."""
    with stage.machine.agent() as agent:
        try:
            hand_over(stage, REFERENCE)
            serves(stage, agent)
        finally:  # The cases after this one are ours.
            hand_over(stage, OURS)
        serves(stage, agent)


def serves(stage: Stage, agent: AgentSocket) -> None:
    """It is the agent whose turn it is that answers and freezes."""
    agent.synchronise()
    program = "/usr/sbin/qtga" if stage.service == OURS else "/usr/sbin/qemu-ga"
    version = stage.machine.control.run(f"{program} --version")
    check(agent.call("guest-info")["version"] in version, f"{LABELS[stage.service]} does not answer")
    check_equal(agent.call("guest-fsfreeze-freeze"), len(MOUNTS), "frozen file systems")
    check_equal(agent.call("guest-fsfreeze-thaw"), len(MOUNTS), "thawed file systems")


def port_is_unplugged_and_plugged_in(stage: Stage) -> None:
    """At once or later, the agent that waits for its port is the one that was there before. Started by hand it waits, too."""
    control, machine = stage.machine.control, stage.machine
    before = main_process(stage)
    machine.unplug_port(AGENT_PORT)
    machine.plug_port(AGENT_PORT)
    machine.agent().close()
    machine.unplug_port(AGENT_PORT)
    control.wait("ls /dev/virtio-ports", lambda text: AGENT_PORT not in text, "rid of the port")
    check_equal(control.run(ACTIVE), "active", "the service without its port")
    machine.plug_port(AGENT_PORT)
    machine.agent().close()
    check_equal(main_process(stage), before, "the process that answers")


def port_is_plugged_in_later(stage: Stage) -> None:
    """The service is started by its port; and started by hand it waits for one."""
    control, machine = stage.machine.control, stage.machine
    machine.unplug_port(AGENT_PORT)
    control.wait("ls /dev/virtio-ports", lambda text: AGENT_PORT not in text, "rid of the port")
    control.run("systemctl stop qtga")
    machine.plug_port(AGENT_PORT)
    control.wait(ACTIVE, lambda text: text == "active", "started with its port")
    machine.agent().close()
    machine.unplug_port(AGENT_PORT)
    control.wait("ls /dev/virtio-ports", lambda text: AGENT_PORT not in text, "rid of the port")
    control.run("systemctl restart qtga")
    waiting = main_process(stage)
    machine.plug_port(AGENT_PORT)
    machine.agent().close()
    check_equal(main_process(stage), waiting, "the process that answers")


CASES: list[Case] = [
    host_closes_in_mid_request, two_clients_after_each_other, careless_clients, service_killed_while_frozen,
    agent_and_guardian_killed_while_frozen, guest_paused_while_frozen, restart_leaves_programs_running, hung_agent_is_restarted,
    qemu_ga_takes_over_and_back, port_is_unplugged_and_plugged_in,
    port_is_plugged_in_later,
]
