# SPDX-License-Identifier: Apache-2.0
"""Builds the guest's initramfs: BusyBox, a few modules, and a shell script."""

import shutil
from pathlib import Path

from image import cpio
from image.kernel import EARLY, Kernel

HERE = Path(__file__).resolve().parent
BUSYBOX = Path("/bin/busybox")


def build(kernel: Kernel, stage: Path) -> bytes:
    for name in ("bin", "modules", "proc", "sys", "dev", "root"):
        (stage / name).mkdir(parents=True)
    shutil.copy(BUSYBOX, stage / "bin/busybox")
    shutil.copy(HERE / "guest/init", stage / "init")
    (stage / "init").chmod(0o755)
    shutil.copy(HERE / "guest/control", stage / "control")
    modules = list(dict.fromkeys(path for module in EARLY for path in kernel.files(module)))
    for path in modules:
        shutil.copy(path, stage / "modules" / path.name)
    (stage / "modules/order").write_text("".join(f"{path.name}\n" for path in modules))
    content = cpio.archive(stage)
    return content + b"\0" * (-len(content) % 4)
