# SPDX-License-Identifier: Apache-2.0
"""The Debian packages that the guest is made of, and where they come from."""

import subprocess
from pathlib import Path

SUITE = "bookworm"
GUEST = (
    "systemd-sysv", "udev", "dbus", "kmod", "util-linux-extra", "iproute2", "procps", "e2fsprogs", "xfsprogs",
    "qemu-guest-agent",  # The reference, and what ours takes the place of.
    "libqt6core6", "libqt6network6", "libqt6serialport6", "libqt6dbus6", "libmnl0", "libudev1", "libmount1",
)
KERNEL = "linux-image-amd64"


def output(*command: str) -> str:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout


def fetch_lists() -> None:
    """Where this machine has none, as in an image for containers."""
    if not output("apt-cache", "search", "--names-only", f"^{KERNEL}$"):
        update_lists()


def update_lists() -> None:
    subprocess.run(["apt-get", "-qq", "update"], stdin=subprocess.DEVNULL, check=True)


def kernel() -> str:
    """The kernel's real package, the one that KERNEL depends on."""
    for line in output("apt-cache", "depends", KERNEL).splitlines():
        name = line.rpartition(" ")[2]
        if name.startswith("linux-image-"):
            if name != KERNEL:
                return name
    raise RuntimeError(f"apt knows no {KERNEL}")


def download_kernel(folder: Path) -> Path:
    """Its package. Lists of some time ago name one that the mirror has no more."""
    command = ["apt-get", "-qq", "-o", "APT::Sandbox::User=root", "download"]
    if subprocess.run([*command, kernel()], cwd=folder, stdin=subprocess.DEVNULL).returncode != 0:
        update_lists()
        subprocess.run([*command, kernel()], cwd=folder, stdin=subprocess.DEVNULL, check=True)
    return next(folder.glob("*.deb"))


def versions() -> str:
    """Names and versions of what an image built now would have, of what is named here and not of all they depend on."""
    shown = output("apt-cache", "show", "--no-all-versions", kernel(), *GUEST)
    return "\n".join(line for line in shown.splitlines() if line.startswith(("Package: ", "Version: ")))


def sources() -> list[str]:
    """sources.list lines for SUITE, from where this machine takes its own packages; empty where it takes none."""
    listed = output("apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Created-By: Packages")
    targets = sorted({line for line in listed.splitlines() if line.partition(" ")[2].startswith(SUITE)}, key=len)
    return [f"deb {target} main" for target in targets]
