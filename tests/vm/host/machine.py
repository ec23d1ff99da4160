# SPDX-License-Identifier: Apache-2.0
"""What the cases ask of a guest, whoever runs it."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, Protocol

from host.agent_socket import AgentSocket
from host.control import Control
from host.hardware import AGENT_PORT, SERIAL_BUS, Disks
from host.line_socket import PATIENCE
from host.qmp import Qmp


class Machine(ABC):
    """A running guest, its disks and its files on the host's side."""

    folder: Path
    disks: Disks
    qmp: Qmp
    control: Control

    @abstractmethod
    def save(self, state: Path) -> None:
        """Ends the machine and keeps it with its disks in a folder, which is made."""

    @abstractmethod
    def restore(self, state: Path) -> None:
        """As often as one likes; ends the machine first where it runs."""

    @abstractmethod
    def stop(self) -> None:
        """As if the plug were pulled."""

    def agent(self, timeout: float = PATIENCE) -> AgentSocket:
        return AgentSocket(self.folder / AGENT_PORT, timeout)

    def plug_port(self, name: str) -> None:
        """A virtio port; its host side is a socket of that name in the folder, which stays when the port is unplugged."""
        backend = {"type": "socket", "data": {"addr": {"type": "unix", "data": {"path": str(self.folder / name)}}, "wait": False}}
        if host_id(name) not in [known["label"] for known in self.qmp.command("query-chardev")]:
            self.qmp.command("chardev-add", id=host_id(name), backend=backend)
        self.qmp.command("device_add", driver="virtserialport", bus=SERIAL_BUS, id=guest_id(name), chardev=host_id(name), name=name)

    def unplug_port(self, name: str) -> None:
        self.remove_device(guest_id(name))

    def remove_device(self, device: str) -> None:
        self.qmp.command("device_del", id=device)
        self.qmp.wait("DEVICE_DELETED")


def host_id(port: str) -> str:
    return f"host-{port}"


def guest_id(port: str) -> str:
    return f"guest-{port}"


class Client(Protocol):
    """One method for each thing that hosts do with an agent, named after virsh's commands; errors are exceptions."""

    name: str
    shows_newer_members: bool  # Whether its answers have what qemu-ga 7.2 did not say yet.

    def qemu_agent_command(self, command: str, timeout: int = int(PATIENCE), **arguments: Any) -> Any:
        """What the agent returns. RuntimeError, also where that took longer than `timeout` seconds."""

    def close(self) -> None:
        """Lets go of the agent's port, if it holds it, until the next command."""

    def domfsinfo(self) -> str: ...
    def domfsfreeze(self, *mount_points: str) -> int: ...
    def domfsthaw(self) -> int: ...
    def domfstrim(self) -> None: ...
    def domifaddr(self) -> str: ...
    def guestinfo(self) -> str: ...
    def domhostname(self) -> str: ...
    def set_user_password(self, user: str, password: str, encrypted: bool = False) -> None: ...
    def get_user_sshkeys(self, user: str) -> list[str]: ...

    def set_user_sshkeys(self, user: str, keys: list[str], action: str = "") -> None:
        """`action`: "reset", "remove", or none to add."""

    def guestvcpus(self) -> dict[str, str]:
        """"vcpus", "online" and "offlinable", lists as the kernel writes them."""

    def guestvcpus_set(self, cpus: str, online: bool) -> None: ...
    def setvcpus_guest(self, count: int) -> None: ...
    def domtime(self) -> int: ...
    def domtime_set(self, seconds: int) -> None: ...
    def domtime_sync(self) -> None: ...
    def dompmsuspend(self) -> None: ...
    def dompmwakeup(self) -> None: ...

    def snapshot_quiesced(self) -> None:
        """From then on the disks' files are what the snapshot holds, and further writes go elsewhere."""

    def snapshot_merge(self) -> None:
        """Undoes that: the disks' files are the guest's again."""

    def reboot(self) -> None: ...
    def shutdown(self) -> None: ...
