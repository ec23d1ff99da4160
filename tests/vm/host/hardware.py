# SPDX-License-Identifier: Apache-2.0
"""What every guest has: a processor, disks, and an initramfs that brings the agent in."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from image import cpio
from image.build import Image

SOURCES = Path(__file__).resolve().parents[3]
AGENT_PORT, CONTROL_PORT = "org.qemu.guest_agent.0", "qtga.test.control"
OURS, REFERENCE = "qtga", "qemu-guest-agent"  # The services' names.
LABELS = {OURS: "qtga", REFERENCE: "qemu-ga"}
KERNEL_ARGUMENTS = ("console=ttyS0 quiet panic=-1 no_timer_check mitigations=off nokaslr random.trust_cpu=on audit=0 apparmor=0 "
                    "net.ifnames=0 memhp_default_state=online_movable systemd.show_status=0")
SERIAL_BUS = "virtio-serial0.0"  # As libvirt calls it.
CODE_CACHE = 64  # MiB of translated code. More makes the boot after a reset slower.
DATA_SIZE = "320M"  # mkfs.xfs makes none below 300 MiB.


def _accelerator() -> str:
    """As QEMU calls it. A /dev/kvm without the processor's own virtualisation (pKVM, PVM) starts no Debian kernel."""
    with open("/proc/cpuinfo", encoding="utf-8") as processor:
        hardware = re.search(r"^flags\s*:.*\b(vmx|svm)\b", processor.read(), re.MULTILINE)
    return "kvm" if hardware and os.access("/dev/kvm", os.R_OK | os.W_OK) else "tcg"


ACCELERATOR = _accelerator()


class Disks:
    """Made new in `folder`; the image stays as it is."""

    def __init__(self, folder: Path, image: Image) -> None:
        self.root, self.ext4, self.xfs = folder / "root.qcow2", folder / "ext4.raw", folder / "xfs.raw"
        run("qemu-img", "create", "-q", "-f", "qcow2", "-b", image.root, "-F", "raw", self.root)
        for path in (self.ext4, self.xfs):
            run("truncate", "-s", DATA_SIZE, path)
        run("mke2fs", "-q", "-t", "ext4", "-L", "data-ext4", self.ext4)
        run("mkfs.xfs", "-q", "-L", "data-xfs", self.xfs)

    @staticmethod
    def names() -> tuple[str, str, str]:
        """As the attributes, and QEMU's drives."""
        return "root", "ext4", "xfs"

    def keep(self, folder: Path) -> None:
        """Copies them as they are now."""
        folder.mkdir()
        for path in (self.root, self.ext4, self.xfs):
            run("cp", "--sparse=always", path, folder)

    def bring_back(self, folder: Path) -> None:
        for path in (self.root, self.ext4, self.xfs):
            run("cp", "--sparse=always", folder / path.name, path)


def guardian(agent: Path) -> Path:
    return agent.with_name("qtga-freeze-guardian")


def inject(folder: Path, image: Image, agent: Path, first: str) -> Path:
    """An initramfs that installs what Debian's package will: programs, units, rule. Both agents are in the guest, and all but
    the `first` is masked."""
    stage = folder / "inject-stage"
    programs = {"usr/sbin/qtga": agent, "usr/sbin/qtga-freeze-guardian": guardian(agent)}
    # Below /usr/lib, which /lib is a link to.
    settings = {"usr/lib/systemd/system/qtga.service": SOURCES / "installer/linux/qtga.service",
                "usr/lib/udev/rules.d/60-qtga.rules": SOURCES / "installer/linux/60-qtga.rules"}
    for name, source in (programs | settings).items():
        target = stage / "inject" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
        target.chmod(0o755 if name in programs else 0o644)
        if name in programs:
            run("strip", "--strip-unneeded", target)
    mask = stage / f"inject/etc/systemd/system/{REFERENCE if first == OURS else OURS}.service"
    mask.parent.mkdir(parents=True)
    mask.symlink_to("/dev/null")
    initrd = folder / "initrd"
    initrd.write_bytes(image.initrd.read_bytes() + cpio.archive(stage))
    shutil.rmtree(stage)
    return initrd


def run(*command: object) -> str:
    """Its output. AssertionError with all of it where it fails."""
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stdout}")
    return done.stdout
