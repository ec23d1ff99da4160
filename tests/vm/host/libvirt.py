# SPDX-License-Identifier: Apache-2.0
"""A libvirtd of the test's own, and a guest under it."""

import shutil
import string
import subprocess
import time
from pathlib import Path

from host.control import Control
from host.hardware import ACCELERATOR, AGENT_PORT, CODE_CACHE, CONTROL_PORT, KERNEL_ARGUMENTS, Disks
from host.line_socket import PATIENCE
from host.machine import Machine
from host.qmp import Qmp
from image.build import Image

DOMAIN = "guest"
# Beside /run, libvirt's folders and what stands in for them.
FOLDERS = {"/etc/libvirt": "etc", "/var/lib/libvirt": "lib", "/var/log/libvirt": "log", "/var/cache/libvirt": "cache"}
QEMU_CONFIGURATION = """
user = "root"
group = "root"
security_driver = "none"
namespaces = [ ]
cgroup_controllers = [ ]
dynamic_ownership = 0
remember_owner = 0
stdio_handler = "file"
"""
DAEMON_CONFIGURATION = """
unix_sock_group = "root"
auth_unix_ro = "none"
auth_unix_rw = "none"
log_outputs = "2:file:{log}"
"""


class VirshError(RuntimeError):
    """virsh's words."""


def lacking() -> str | None:
    """Why libvirt can't run here, or None."""
    missing = [program for program in ("libvirtd", "virsh") if not shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")]
    return f"{' and '.join(missing)} not installed" if missing else None


class Libvirt:
    """A running libvirtd whose files are below `folder`. To be started in namespaces of the test's own only."""

    def __init__(self, folder: Path) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
        Path("/run/libvirt").mkdir()
        for place, name in FOLDERS.items():
            own = folder / name
            own.mkdir(parents=True)
            subprocess.run(["mount", "--bind", own, place], check=True)
        self.log = folder / "libvirtd.log"
        Path("/etc/libvirt/qemu.conf").write_text(QEMU_CONFIGURATION)
        Path("/etc/libvirt/libvirtd.conf").write_text(DAEMON_CONFIGURATION.format(log=self.log))
        subprocess.run(["libvirtd", "-d", "-p", "/run/libvirt/libvirtd.pid"], stdin=subprocess.DEVNULL, check=True)
        end = time.monotonic() + PATIENCE
        while self._try("version").returncode != 0:
            if time.monotonic() > end:
                raise RuntimeError(f"libvirtd does not answer: {self._try('version').stderr}")
            time.sleep(0.2)

    def virsh(self, *words: str) -> str:
        """What it prints, without blank lines at its ends. VirshError where it fails."""
        done = self._try(*words)
        if done.returncode != 0:
            raise VirshError(done.stderr.strip())
        return done.stdout.strip()

    @staticmethod
    def _try(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(["virsh", "-c", "qemu:///system", *words], stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=2 * PATIENCE)


class Domain(Machine):
    """The guest, from its first start on."""

    def __init__(self, libvirt: Libvirt, folder: Path, image: Image, initrd: Path, disks: Disks) -> None:
        self.folder, self.disks, self._libvirt = folder, disks, libvirt
        features = f'<tcg><tb-cache unit="MiB">{CODE_CACHE}</tb-cache></tcg>' if ACCELERATOR == "tcg" else ""
        description = folder / "domain.xml"
        template = string.Template(Path(__file__).with_name("domain.xml").read_text())
        description.write_text(template.substitute(
            type="kvm" if ACCELERATOR == "kvm" else "qemu", features=features, name=DOMAIN, kernel=image.kernel, initrd=initrd,
            arguments=KERNEL_ARGUMENTS, folder=folder, root=disks.root, ext4=disks.ext4, xfs=disks.xfs, agent=AGENT_PORT, control=CONTROL_PORT))
        libvirt.virsh("define", str(description))
        libvirt.virsh("start", DOMAIN)
        self._connect()

    def _connect(self) -> None:
        self.qmp = Qmp(self.folder / "monitor")
        self.control = Control(self.folder / CONTROL_PORT)

    def virsh(self, command: str, *words: str) -> str:
        """A virsh command on this guest."""
        return self._libvirt.virsh(command, DOMAIN, *words)

    def save(self, state: Path) -> None:
        self.qmp.close()
        self.control.close()
        state.mkdir()
        self.virsh("save", str(state / "memory"), "--running")
        self.disks.keep(state / "disks")

    def restore(self, state: Path) -> None:
        self.stop()
        self.disks.bring_back(state / "disks")
        self._libvirt.virsh("restore", str(state / "memory"))
        self._connect()

    def stop(self) -> None:
        try:
            self.virsh("destroy")
        except VirshError:
            pass  # It is not running.
