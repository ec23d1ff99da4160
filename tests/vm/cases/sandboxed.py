# SPDX-License-Identifier: Apache-2.0
"""The service as `qtga sandbox` closes it: what its configuration still allows works as before."""

from typing import Any

from cases.stage import CONFIGURATION, MOUNTS, Case, Stage, check, check_equal, setting
from host.agent_socket import AgentSocket

BLOCKED = "guest-exec,guest-file-open,guest-set-user-password,guest-ssh-add-authorized-keys"
ASKED = ("guest-get-osinfo", "guest-get-host-name", "guest-get-timezone", "guest-get-fsinfo", "guest-get-disks", "guest-get-diskstats",
         "guest-network-get-interfaces", "guest-network-get-route", "guest-get-vcpus", "guest-get-memory-blocks",
         "guest-get-memory-block-info", "guest-get-cpustats", "guest-get-load", "guest-get-users")


def works_in_its_sandbox(stage: Stage) -> None:
    """Every question gets the same members; freeze, trim, clock and processors work; and its guardian guards."""
    control = stage.machine.control
    with stage.machine.agent() as agent:
        before = {command: shape(agent.call(command)) for command in ASKED}
    control.run(f"mkdir -p /etc/qemu; printf '[general]\\nblock-rpcs={BLOCKED}\\n' >{CONFIGURATION}")
    try:
        with setting(stage, control.run("qtga sandbox")):
            control.run("systemctl restart qtga")
            with stage.machine.agent() as agent:
                check_equal({command: shape(agent.call(command)) for command in ASKED}, before, "what is told in the sandbox")
                act(agent)
            check("Seccomp:\t2" in control.run("cat /proc/$(systemctl show qtga -p MainPID --value)/status"), "it is in no sandbox")
    finally:
        control.run(f"rm {CONFIGURATION}; systemctl restart qtga")


def act(agent: AgentSocket) -> None:
    check_equal(agent.call("guest-fsfreeze-freeze"), len(MOUNTS), "frozen file systems")
    check_equal(agent.call("guest-fsfreeze-thaw"), len(MOUNTS), "thawed file systems")
    check_equal([path.get("error") for path in agent.call("guest-fstrim")["paths"]], [None] * len(MOUNTS), "errors of trimming")
    agent.call("guest-set-time", time=agent.call("guest-get-time"))
    for online in (False, True):
        agent.call("guest-set-vcpus", vcpus=[{"logical-id": 1, "online": online}])


def shape(value: Any) -> Any:
    """Its names, whatever the numbers."""
    if isinstance(value, dict):
        return {name: shape(member) for name, member in value.items()}
    if isinstance(value, list):
        return [shape(member) for member in value]
    return type(value).__name__


CASES: list[Case] = [works_in_its_sandbox]
