# SPDX-License-Identifier: Apache-2.0
"""Unpacks Debian's kernel, and takes of its modules what the guest needs."""

import shutil
import subprocess
from pathlib import Path

from image import packages

# In the initramfs, in this order.
EARLY = ("virtio_pci", "virtio_blk", "virtio_console", "crc32c_generic", "ext4")
LATE = ("virtio_net", "virtio_balloon", "virtio-rng", "xfs", "loop", "fuse", "button", "evdev", "qemu_fw_cfg", "crc32c-intel",
        "autofs4")


class Kernel:
    """Debian's kernel package, unpacked in `folder`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        package = packages.download_kernel(folder)
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        package.unlink()
        self.folder = folder
        self.version = next((folder / "lib/modules").iterdir()).name
        subprocess.run(["depmod", "-b", folder, self.version], check=True)
        # Never the ELF file in it: QEMU writes that into memory again at every reset, and thereby breaks the wake-up.
        self.image = folder / f"boot/vmlinuz-{self.version}"

    def files(self, module: str) -> list[Path]:
        """The module's file after those that it depends on; none where it is built in."""
        shown = packages.output("modprobe", "-d", str(self.folder), "-S", self.version, "--show-depends", module)
        return [Path(line.split()[1]) for line in shown.splitlines() if line.startswith("insmod ")]

    def install_modules(self, root: Path) -> None:
        source, target = self.folder / "lib/modules" / self.version, root / "usr/lib/modules" / self.version
        target.mkdir(parents=True)
        for path in {path for module in EARLY + LATE for path in self.files(module)}:
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)
        for name in ("modules.builtin", "modules.builtin.modinfo", "modules.order"):
            shutil.copy(source / name, target / name)
        subprocess.run(["depmod", "-b", root, self.version], check=True)
