# SPDX-License-Identifier: Apache-2.0
"""What the cases ask of a guest, whoever runs it."""

from pathlib import Path
from typing import Any, Protocol

from host.control import Control
from host.hardware import Disks
from host.qmp import Qmp


class Machine(Protocol):
    """A running guest."""

    folder: Path
    disks: Disks
    qmp: Qmp
    control: Control

    def save(self, state: Path) -> None:
        """Ends the machine and keeps it with its disks in a folder, which is made."""

    def restore(self, state: Path) -> None:
        """As often as one likes; ends the machine first where it runs."""

    def stop(self) -> None:
        """As if the plug were pulled."""


class Client(Protocol):
    """One method for each thing that hosts do with an agent, named after virsh's commands; errors are exceptions."""

    name: str

    def qemu_agent_command(self, command: str, **arguments: Any) -> Any:
        """What the agent returns."""

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
