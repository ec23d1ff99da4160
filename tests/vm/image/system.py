# SPDX-License-Identifier: Apache-2.0
"""Sets up the guest's user land: what it starts, who can log in, what it mounts."""

import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
MACHINE_ID = "0123456789abcdef0123456789abcdef"
HOST_NAME = "qtga-guest"
USERS = {"root": "root", "alice": "old-password", "bob": "bobs-password"}

# What a guest of a few minutes has no use for, and what takes time at every boot under emulation.
MASKED = """
apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer
systemd-random-seed.service systemd-pstore.service systemd-journal-flush.service systemd-boot-system-token.service
getty@tty1.service serial-getty@ttyS0.service systemd-machine-id-commit.service systemd-binfmt.service
sys-kernel-debug.mount sys-kernel-tracing.mount dev-hugepages.mount dev-mqueue.mount sys-fs-fuse-connections.mount
sys-kernel-config.mount proc-sys-fs-binfmt_misc.automount systemd-network-generator.service systemd-timesyncd.service
systemd-tmpfiles-clean.timer systemd-sysusers.service systemd-modules-load.service systemd-hwdb-update.service
systemd-firstboot.service ldconfig.service kmod-static-nodes.service modprobe@drm.service modprobe@efi_pstore.service
modprobe@fuse.service modprobe@dm_mod.service modprobe@loop.service modprobe@configfs.service keyboard-setup.service
console-setup.service
""".split()

FILE_SYSTEMS = """
LABEL=data-ext4 /mnt/ext4 ext4 defaults,nofail 0 0
LABEL=data-xfs /mnt/xfs xfs defaults,nofail 0 0
"""

# An emulated guest on a busy machine is slow, not broken.
PATIENCE = "[Manager]\nDefaultTimeoutStartSec=600\nDefaultTimeoutStopSec=600\nDefaultDeviceTimeoutSec=600\n"


def configure(root: Path) -> None:
    """Turns the unpacked packages below `root` into the guest."""
    _identity(root)
    _users(root)
    _units(root)
    settings = root / "etc/systemd/system.conf.d"
    settings.mkdir()
    (settings / "patience.conf").write_text(PATIENCE)


def _identity(root: Path) -> None:
    etc = root / "etc"
    (etc / "hostname").write_text(HOST_NAME + "\n")
    (etc / "hosts").write_text(f"127.0.0.1 localhost\n127.0.1.1 {HOST_NAME}\n")
    (etc / "machine-id").write_text(MACHINE_ID + "\n")
    (etc / "timezone").write_text("Etc/UTC\n")
    (etc / "localtime").unlink(missing_ok=True)
    (etc / "localtime").symlink_to("/usr/share/zoneinfo/Etc/UTC")
    (etc / "fstab").write_text(FILE_SYSTEMS)
    for folder in ("mnt/ext4", "mnt/xfs"):
        (root / folder).mkdir(exist_ok=True)


def _users(root: Path) -> None:
    for name in USERS:
        if name != "root":
            subprocess.run(["chroot", root, "useradd", "--create-home", "--shell", "/bin/sh", name], check=True)
    passwords = "".join(f"{name}:{password}\n" for name, password in USERS.items())
    subprocess.run(["chroot", root, "chpasswd"], input=passwords, text=True, check=True)
    # No seconds of waiting after a wrong password, and no messages of the day.
    login = root / "etc/pam.d/login"
    lines = login.read_text().splitlines(True)
    login.write_text("".join(line for line in lines if not any(module in line for module in ("pam_faildelay", "pam_motd", "pam_mail"))))


def _units(root: Path) -> None:
    units = root / "etc/systemd/system"
    for name in MASKED:
        (units / name).unlink(missing_ok=True)
        (units / name).symlink_to("/dev/null")
    for name, target in (("control.service", "sysinit.target"), ("network.service", "multi-user.target")):
        shutil.copy(HERE / "guest" / name, units / name)
        (units / f"{target}.wants").mkdir(exist_ok=True)
        (units / f"{target}.wants" / name).symlink_to(f"/etc/systemd/system/{name}")
    (units / "default.target").unlink(missing_ok=True)
    (units / "default.target").symlink_to("/lib/systemd/system/multi-user.target")
    # Interfaces keep the kernel's names.
    (root / "etc/systemd/network/99-default.link").symlink_to("/dev/null")
