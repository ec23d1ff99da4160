# SPDX-License-Identifier: Apache-2.0
"""A bare Debian 12 to install packages into: made once and cached, used under an overlay that goes with the namespaces."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Iterable

SUITE = "bookworm"
INSTALLED = ("systemd-sysv", "udev", "dbus")
# What our packages need, and what they take the place of: downloaded, so that apt can install it without a network.
AT_HAND = ("qemu-guest-agent", "libqt6core6", "libqt6network6", "libqt6serialport6", "libqt6dbus6", "libqt6gui6", "libqt6widgets6",
           "libqt6svg6", "libmnl0", "libmount1", "pkexec", "polkitd")
# No documents but our own.
DPKG = ("path-exclude=/usr/share/doc/*", "path-exclude=/usr/share/locale/*", "path-exclude=/usr/share/man/*", "path-include=/usr/share/doc/qtga*",
        "path-include=/usr/share/man/*/qtga*", "path-include=/usr/share/man/*/qemu-ga*")
KEPT = 30 * 86400  # Seconds; a tree that was not used for so long is removed.
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "HOME": "/root"}
# What package managers and the kernel change by themselves.
NOT_COMPARED = ("proc", "sys", "dev", "tmp", "run/lock", "var/cache", "var/log/apt", "var/log/dpkg.log", "var/log/alternatives.log", "var/lib/dpkg", "var/lib/apt", "var/lib/rpm", "etc/ld.so.cache",
                "packages")


def cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "qtga"


def provide() -> Path:
    """The directory of the tree, which is never written to."""
    versions = [line for line in _listed().splitlines() if line.startswith(("Package: ", "Version: "))]
    key = hashlib.sha256("\n".join([*versions, *INSTALLED, *AT_HAND, *DPKG]).encode()).hexdigest()[:16]
    folder = cache() / f"bare-{key}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.parent / "bare.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            _build(folder)
            for old in folder.parent.glob("bare-*"):
                if old != folder and time.time() - old.stat().st_mtime > KEPT:
                    shutil.rmtree(old, ignore_errors=True)
    os.utime(folder)
    return folder


def _listed() -> str:
    """What apt tells of the packages; images for containers come without its lists."""
    command = ["apt-cache", "show", "--no-all-versions", *INSTALLED, *AT_HAND]
    shown = subprocess.run(command, capture_output=True, text=True)
    if shown.returncode != 0:
        subprocess.run(["apt-get", "-qq", "update"], stdin=subprocess.DEVNULL, check=True)
        shown = subprocess.run(command, capture_output=True, text=True, check=True)
    return shown.stdout


def _build(folder: Path) -> None:
    print(f"making a bare Debian, once, in {folder}", flush=True)
    fetch = f'chroot "$1" apt-get -qq install -y --no-install-recommends --download-only {" ".join(AT_HAND)}'
    shared = "/dev/shm"  # dpkg asks the system to write each file to the disk; in memory that takes no time.
    with tempfile.TemporaryDirectory(prefix="qtga-bare-", dir=shared if os.path.isdir(shared) else None) as name:
        os.chmod(name, 0o755)
        subprocess.run(["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", "--format=directory", "--skip=cleanup/apt",
                        f"--include={','.join(INSTALLED)}", *(f"--dpkgopt={line}" for line in DPKG), f"--customize-hook={fetch}", SUITE, f"{name}/tree"],
                       env=os.environ | {"TMPDIR": name}, stdin=subprocess.DEVNULL, check=True)
        ready = folder.with_suffix(".new")
        shutil.rmtree(ready, ignore_errors=True)
        subprocess.run(["cp", "-a", f"{name}/tree", ready], check=True)
        ready.rename(folder)


class Tree:
    """The bare Debian, as one test changes it. To be used in a mount namespace of its own."""

    def __init__(self, place: Path, lower: Path, packages: Path) -> None:
        self.root = place / "root"
        for name in ("root", "upper", "work"):
            (place / name).mkdir(parents=True)
        _mount("-t", "overlay", "-o", f"lowerdir={lower},upperdir={place}/upper,workdir={place}/work", "overlay", self.root)
        _mount("-t", "proc", "proc", self.root / "proc")
        _mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", self.root / "run")
        (self.root / "run/lock").mkdir()
        _mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", self.root / "dev")
        for node in ("null", "zero", "full", "random", "urandom", "tty"):
            (self.root / "dev" / node).touch()
            _mount("--bind", f"/dev/{node}", self.root / "dev" / node)
        (self.root / "packages").mkdir()
        _mount("--bind", packages, self.root / "packages")

    def run(self, *command: str, check: bool = True) -> str:
        """What it says, both streams. AssertionError with all of it where it fails."""
        done = subprocess.run(["chroot", str(self.root), *command], env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        assert done.returncode == 0 or not check, f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout}"
        return done.stdout

    def apt(self, *words: str) -> str:
        return self.run("apt-get", "-y", "-q", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0", "-o", "APT::Sandbox::User=root", *words)

    def write(self, path: str, text: str) -> None:
        target = self.root / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def read(self, path: str) -> str:
        return (self.root / path.lstrip("/")).read_text()

    def has(self, path: str) -> bool:
        return os.path.lexists(self.root / path.lstrip("/"))

    def snapshot(self) -> dict[str, str]:
        """Every path, with what it holds."""
        return dict(self._entries())

    def _entries(self) -> Iterable[tuple[str, str]]:
        skipped = {str(self.root / name) for name in NOT_COMPARED}
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if os.path.join(folder, name) not in skipped]
            for name in folders + names:
                path = Path(folder, name)
                if str(path) not in skipped:
                    yield str(path.relative_to(self.root)), _content(path)


def _content(path: Path) -> str:
    if path.is_symlink():
        return f"-> {os.readlink(path)}"
    mode = path.stat().st_mode
    return f"{mode:o} " + (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")


def difference(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return sorted(f"{'+' if path not in before else '-' if path not in after else '!'} {path}"
                  for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def _mount(*words: object) -> None:
    subprocess.run(["mount", *map(str, words)], check=True)
