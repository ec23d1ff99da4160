# SPDX-License-Identifier: Apache-2.0
"""Builds the guest's image, or takes the one that was built before from the same files and package versions."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from host import namespace
from image import initramfs, packages, system
from image.kernel import Kernel

HERE = Path(__file__).resolve().parent
KEPT = 30 * 86400  # Seconds; an image that was not used for so long is removed.
NEEDED = 3 << 30   # Bytes; the build takes half of it.
SIZE = "1200M"     # Of the root file system; the file is sparse.
WITHOUT = ("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*")


class Image:
    """Files that are never written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kernel, self.initrd, self.root = folder / "vmlinuz", folder / "initrd", folder / "root.raw"


def cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qtga"


def provide() -> Image:
    """Says what it does; raises CalledProcessError, OSError or RuntimeError where something is not to be had."""
    packages.fetch_lists()
    folder = cache() / f"guest-{_key()}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.parent / "guest.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _build(folder)
            _remove_old(folder)
    os.utime(folder)
    return Image(folder)


def _key() -> str:
    digest = hashlib.sha256(packages.versions().encode())
    for path in sorted(HERE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    digest.update(initramfs.BUSYBOX.read_bytes())
    return digest.hexdigest()[:16]


def _build(folder: Path) -> None:
    """In namespaces of its own: nothing stays mounted, and no file but the image, however it ends."""
    print(f"building the guest's image, once, in {folder}", flush=True)
    if namespace.enter([__file__, str(folder)], {}, networks=True) != 0:
        raise RuntimeError("it could not be built")


def _build_inside(folder: Path, stage: Path) -> None:
    progress = _Progress()
    if _memory() > NEEDED:  # dpkg asks the system to write each file to the disk, which makes thrice the time.
        namespace.mount_memory(stage)
    stage.chmod(0o755)
    kernel = Kernel(stage / "kernel")
    progress.say(f"kernel {kernel.version}")
    root = stage / "root"
    _unpack_packages(root, stage)
    progress.say("packages unpacked")
    kernel.install_modules(root)
    system.configure(root)
    ready = folder.with_suffix(".new")
    shutil.rmtree(ready, ignore_errors=True)
    ready.mkdir()
    image = Image(ready)
    shutil.copy(kernel.image, image.kernel)
    image.initrd.write_bytes(initramfs.build(kernel, stage / "initramfs"))
    _make_disk(root, image.root)
    ready.rename(folder)
    progress.say(f"done, {_megabytes(folder)} MB")


def _memory() -> int:
    """Bytes of memory that are free."""
    with open("/proc/meminfo", encoding="ascii") as file:
        return next(int(line.split()[1]) << 10 for line in file if line.startswith("MemAvailable:"))


def _unpack_packages(root: Path, stage: Path) -> None:
    options = [f"--dpkgopt=path-exclude={pattern}" for pattern in WITHOUT]
    subprocess.run(["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", "--format=directory",
                    f"--include={','.join(packages.GUEST)}", *options, packages.SUITE, root, *packages.sources()],
                   env=os.environ | {"TMPDIR": str(stage)}, stdin=subprocess.DEVNULL, check=True)


def _make_disk(root: Path, disk: Path) -> None:
    shutil.rmtree(root / "var/cache/apt", ignore_errors=True)
    shutil.rmtree(root / "var/lib/apt/lists", ignore_errors=True)
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-L", "root", "-E", "root_owner=0:0,lazy_itable_init=1,nodiscard",
                    "-d", root, disk, SIZE], stdout=subprocess.DEVNULL, check=True)


def _megabytes(folder: Path) -> int:
    return sum(path.stat().st_blocks * 512 for path in folder.iterdir()) >> 20


def _remove_old(current: Path) -> None:
    for path in current.parent.glob("guest-*"):
        if path != current and time.time() - path.stat().st_mtime > KEPT:
            shutil.rmtree(path, ignore_errors=True)


class _Progress:
    def __init__(self) -> None:
        self._start = time.monotonic()

    def say(self, text: str) -> None:
        print(f"  {time.monotonic() - self._start:5.1f} s  {text}", flush=True)


if __name__ == "__main__":
    inside = namespace.folder()
    assert inside
    _build_inside(Path(sys.argv[1]), inside)
