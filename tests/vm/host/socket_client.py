# SPDX-License-Identifier: Apache-2.0
"""Drives a guest over the agent's port and QEMU's monitor, doing what libvirt does for each of virsh's commands."""

import base64
import json
from typing import Any

from host.agent_socket import AgentSocket
from host.line_socket import PATIENCE
from host.machine import Machine


class SocketClient:
    name = "socket"
    shows_newer_members = True

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._agent: AgentSocket | None = None
        self._connected_to: object = None

    def qemu_agent_command(self, command: str, timeout: int = int(PATIENCE), **arguments: Any) -> Any:
        """Over one connection for as long as the machine runs; synchronised each time, as libvirt does."""
        if self._agent is None or self._connected_to is not self._machine.qmp:
            self._agent, self._connected_to = self._machine.agent(), self._machine.qmp
        else:
            self._agent.synchronise()
        try:
            return self._agent.call(command, timeout, **arguments)
        except TimeoutError as error:
            raise RuntimeError(f"{command}: {error}") from error

    def close(self) -> None:
        if self._agent:
            self._agent.close()
            self._agent = None

    def _send(self, command: str, **arguments: Any) -> None:
        """For what is not answered where it succeeds."""
        self.qemu_agent_command("guest-ping")
        assert self._agent
        self._agent.tell(command, **arguments)

    def _told(self, command: str) -> str:
        return json.dumps(self.qemu_agent_command(command), indent=1, sort_keys=True)

    def domfsinfo(self) -> str:
        return self._told("guest-get-fsinfo")

    def domfsfreeze(self, *mount_points: str) -> int:
        if mount_points:
            return int(self.qemu_agent_command("guest-fsfreeze-freeze-list", mountpoints=list(mount_points)))
        return int(self.qemu_agent_command("guest-fsfreeze-freeze"))

    def domfsthaw(self) -> int:
        return int(self.qemu_agent_command("guest-fsfreeze-thaw"))

    def domfstrim(self) -> None:
        self.qemu_agent_command("guest-fstrim")

    def domifaddr(self) -> str:
        interfaces = self.qemu_agent_command("guest-network-get-interfaces")
        for interface in interfaces:
            interface.pop("statistics", None)
        return json.dumps(interfaces, indent=1, sort_keys=True)

    def guestinfo(self) -> str:
        told = [self._told(f"guest-{part}") for part in
                ("get-users", "get-osinfo", "get-timezone", "get-host-name", "get-fsinfo", "get-disks")]
        return "\n".join(told + [self.domifaddr()])

    def domhostname(self) -> str:
        return str(self.qemu_agent_command("guest-get-host-name")["host-name"])

    def set_user_password(self, user: str, password: str, encrypted: bool = False) -> None:
        encoded = base64.b64encode(password.encode()).decode()
        self.qemu_agent_command("guest-set-user-password", username=user, password=encoded, crypted=encrypted)

    def get_user_sshkeys(self, user: str) -> list[str]:
        return list(self.qemu_agent_command("guest-ssh-get-authorized-keys", username=user)["keys"])

    def set_user_sshkeys(self, user: str, keys: list[str], action: str = "") -> None:
        if action == "remove":
            self.qemu_agent_command("guest-ssh-remove-authorized-keys", username=user, keys=keys)
        else:
            self.qemu_agent_command("guest-ssh-add-authorized-keys", username=user, keys=keys, reset=action == "reset")

    def guestvcpus(self) -> dict[str, str]:
        cpus = self.qemu_agent_command("guest-get-vcpus")
        return {"vcpus": ranges([cpu["logical-id"] for cpu in cpus]),
                "online": ranges([cpu["logical-id"] for cpu in cpus if cpu["online"]]),
                "offlinable": ranges([cpu["logical-id"] for cpu in cpus if cpu.get("can-offline")])}

    def guestvcpus_set(self, cpus: str, online: bool) -> None:
        self.qemu_agent_command("guest-set-vcpus", vcpus=[{"logical-id": int(cpus), "online": online}])

    def setvcpus_guest(self, count: int) -> None:
        cpus = self.qemu_agent_command("guest-get-vcpus")
        changed = [{"logical-id": cpu["logical-id"], "online": cpu["logical-id"] < count} for cpu in cpus if cpu.get("can-offline")]
        self.qemu_agent_command("guest-set-vcpus", vcpus=changed)

    def domtime(self) -> int:
        return int(self.qemu_agent_command("guest-get-time")) // 10**9

    def domtime_set(self, seconds: int) -> None:
        self.qemu_agent_command("guest-set-time", time=seconds * 10**9)

    def domtime_sync(self) -> None:
        self.qemu_agent_command("guest-set-time")

    def dompmsuspend(self) -> None:
        self._send("guest-suspend-ram")

    def dompmwakeup(self) -> None:
        self._machine.qmp.command("system_wakeup")

    def snapshot_quiesced(self) -> None:
        folder = self._machine.folder
        actions = [{"type": "blockdev-snapshot-sync", "data": {"device": name, "snapshot-file": f"{folder}/{name}.snapshot", "format": "qcow2"}}
                   for name in self._machine.disks.names()]
        self.domfsfreeze()
        try:
            self._machine.qmp.command("transaction", actions=actions)
        finally:
            self.domfsthaw()

    def snapshot_merge(self) -> None:
        qmp = self._machine.qmp
        for name in self._machine.disks.names():
            # Without a base it would go down to the image itself.
            qmp.command("block-commit", device=name, job_id=f"commit-{name}", base=str(getattr(self._machine.disks, name)))
            qmp.wait("BLOCK_JOB_READY")
            qmp.command("block-job-complete", device=f"commit-{name}")
            qmp.wait("BLOCK_JOB_COMPLETED")
            (self._machine.folder / f"{name}.snapshot").unlink()

    def reboot(self) -> None:
        self._send("guest-shutdown", mode="reboot")

    def shutdown(self) -> None:
        self._send("guest-shutdown", mode="powerdown")


def ranges(numbers: list[int]) -> str:
    """As the kernel writes lists: "0-1,3"."""
    groups: list[list[int]] = []
    for number in sorted(numbers):
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ",".join(str(group[0]) if len(group) == 1 else f"{group[0]}-{group[-1]}" for group in groups)
