# SPDX-License-Identifier: Apache-2.0
"""Drives a guest through libvirt's virsh."""

import json
import re
import time
from pathlib import Path
from typing import Any

from host.libvirt import Domain, VirshError
from host.line_socket import PATIENCE

TARGETS = {"vda": "root", "vdb": "ext4", "vdc": "xfs"}


class VirshClient:
    name = "virsh"
    shows_newer_members = False

    def __init__(self, domain: Domain) -> None:
        self._virsh = domain.virsh
        self._folder = domain.folder

    def qemu_agent_command(self, command: str, timeout: int = int(PATIENCE), **arguments: Any) -> Any:
        message: dict[str, Any] = {"execute": command}
        if arguments:
            message["arguments"] = {key.replace("_", "-"): value for key, value in arguments.items()}
        return json.loads(self._virsh("qemu-agent-command", "--timeout", str(timeout), json.dumps(message)))["return"]

    def close(self) -> None:
        pass  # It is libvirtd that holds the port.

    def domfsinfo(self) -> str:
        return self._virsh("domfsinfo")

    def domfsfreeze(self, *mount_points: str) -> int:
        return self._count(self._virsh("domfsfreeze", *(word for point in mount_points for word in ("--mountpoint", point))))

    def domfsthaw(self) -> int:
        return self._count(self._virsh("domfsthaw"))

    def domfstrim(self) -> None:
        self._virsh("domfstrim")

    def domifaddr(self) -> str:
        return self._virsh("domifaddr", "--source", "agent", "--full")

    def guestinfo(self) -> str:
        return self._virsh("guestinfo")

    def domhostname(self) -> str:
        return self._virsh("domhostname", "--source", "agent")

    def set_user_password(self, user: str, password: str, encrypted: bool = False) -> None:
        self._virsh("set-user-password", user, password, *(["--encrypted"] if encrypted else []))

    def get_user_sshkeys(self, user: str) -> list[str]:
        # virsh 9.0 prints them without anything between them.
        return [key.strip() for key in re.split("(?=ssh-)", self._virsh("get-user-sshkeys", user)) if key.strip()]

    def set_user_sshkeys(self, user: str, keys: list[str], action: str = "") -> None:
        path = Path(self._folder) / "keys"
        path.write_text("".join(f"{key}\n" for key in keys))
        self._virsh("set-user-sshkeys", user, "--file", str(path), *([f"--{action}"] if action else []))

    def guestvcpus(self) -> dict[str, str]:
        rows = (line.partition(":") for line in self._virsh("guestvcpus").splitlines())
        return {name.strip(): value.strip() for name, _, value in rows}

    def guestvcpus_set(self, cpus: str, online: bool) -> None:
        self._virsh("guestvcpus", "--cpulist", cpus, "--enable" if online else "--disable")

    def setvcpus_guest(self, count: int) -> None:
        self._virsh("setvcpus", str(count), "--guest")

    def domtime(self) -> int:
        return int(self._virsh("domtime").partition(":")[2])

    def domtime_set(self, seconds: int) -> None:
        self._virsh("domtime", "--time", str(seconds))

    def domtime_sync(self) -> None:
        self._virsh("domtime", "--sync")

    def dompmsuspend(self) -> None:
        self._virsh("dompmsuspend", "mem")

    def dompmwakeup(self) -> None:
        """libvirt may not have heard yet of the suspension that it is to end."""
        end = time.monotonic() + PATIENCE
        while self._virsh("domstate") != "pmsuspended" and time.monotonic() < end:
            time.sleep(0.1)
        self._virsh("dompmwakeup")

    def snapshot_quiesced(self) -> None:
        places = (f"--diskspec={target},file={self._folder}/{name}.snapshot" for target, name in TARGETS.items())
        self._virsh("snapshot-create-as", "backup", "--disk-only", "--quiesce", "--atomic", "--no-metadata", *places)

    def snapshot_merge(self) -> None:
        for target, name in TARGETS.items():
            self._virsh("blockcommit", target, "--shallow", "--active", "--pivot", "--wait")
            (Path(self._folder) / f"{name}.snapshot").unlink()

    def reboot(self) -> None:
        self._virsh("reboot", "--mode", "agent")

    def shutdown(self) -> None:
        self._virsh("shutdown", "--mode", "agent")

    @staticmethod
    def _count(text: str) -> int:
        match = re.search(r"(\d+) filesystem", text)
        if not match:
            raise VirshError(f"no number in {text!r}")
        return int(match.group(1))
