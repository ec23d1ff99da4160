# SPDX-License-Identifier: Apache-2.0
"""Builds the small system that the agents are tested in: a tmpfs root, two loop mounts, stubs of dangerous programs."""

import ctypes
import os
import shutil
import subprocess
import sys

import sandbox

PROGRAMS = ["sh", "cat", "dd", "echo", "env", "false", "head", "id", "ls", "printf", "sleep", "tr", "true", "wc", "yes"]
NODES = ["null", "zero", "full", "random", "urandom", "tty"]
HOSTNAME = "conformance-guest"
FILES = {
    "/etc/passwd": "root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n"
                   "joe:x:1000:1000::/home/joe:/bin/sh\neve:x:1001:1001::/home/eve:/bin/sh\n",
    "/etc/group": "root:x:0:\ndaemon:x:1:\ntty:x:5:\njoe:x:1000:\neve:x:1001:\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nshadow: files\nhosts: files\n",
    "/etc/hostname": "\n",  # One byte, as on the machine of the recordings.
    "/etc/os-release": 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\n'
                       'VERSION="12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n',
}
# Stand-ins for what would change the machine. Each notes how it was called in /stub.log.
STUBS = {
    "/usr/sbin/shutdown": "",
    "/usr/sbin/hwclock": "",
    "/usr/bin/systemctl": 'if [ "$1" = status ]; then exit 3; fi\n',  # Exit status 3: the unit is there, and not active.
    "/usr/sbin/chpasswd": 'line=$(cat); echo "stdin $line" >>/stub.log\n'
                          'user=${line%%:*}; case $(cat /etc/passwd) in *"$user:x:"*) exit 0;; esac\n'
                          'printf "chpasswd: (user %s) pam_chauthtok() failed, error:\\nAuthentication token manipulation error\\n'
                          'chpasswd: (line 1, user %s) password not changed\\n" "$user" "$user" >&2\nexit 1\n',
    "/etc/qemu/fsfreeze-hook": "",
}


def build(level: str, binaries: dict[str, str], busy: list[str]) -> None:
    """Builds the root and makes it this process's own. `binaries` are copied in: where to, from where."""
    root = _place(busy)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755,size=2g", "tmpfs", root], check=True)
    for folder in ("usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "etc", "dev", "proc", "sys", "run", "tmp", "root", "home",
                   "mnt/a", "mnt/b", "old", "images", "var"):
        os.makedirs(f"{root}/{folder}")
    for link in ("bin", "sbin", "lib", "lib64"):
        os.symlink(f"usr/{link}", f"{root}/{link}")
    os.symlink("../run", f"{root}/var/run")
    os.chmod(f"{root}/tmp", 0o1777)
    for path, text in FILES.items():
        write(root + path, text)
    for path in STUBS:
        install_stub(path, root=root)
    for program in PROGRAMS:
        _copy_program(root, f"/usr/bin/{program}", shutil.which(program) or program)
    for path, source in binaries.items():
        _copy_program(root, path, source)
    if os.path.isdir("/usr/lib/locale/C.utf8"):
        shutil.copytree("/usr/lib/locale/C.utf8", f"{root}/usr/lib/locale/C.utf8")
    _mount_system(root)
    if level == "root":
        _add_users(root)
        _mount_loops(root)
    _network()
    _change_root(root)


def write(path: str, text: str, mode: int = 0o644) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)


def install_stub(path: str, body: str = "", root: str = "") -> None:
    """A stand-in for a program: notes its call, then does what it is for."""
    note = f'#!/bin/sh\n{{ printf "%s" "{os.path.basename(path)}"; printf " [%s]" "$@"; echo; }} >>/stub.log\n'
    write(root + path, note + (body or STUBS.get(path, "")), 0o755)


def run_systemd(runs: bool) -> None:
    """Says that systemd is the first process, or that it is not: sd_booted(3)."""
    shutil.rmtree("/run/systemd", ignore_errors=True)
    if runs:
        os.makedirs("/run/systemd/system")


def restore_stubs() -> None:
    """Undoes what a test did to the stand-ins."""
    for path in STUBS:
        install_stub(path)
    stub_log()


def stub_log() -> str:
    """What the stand-ins noted since it was last asked."""
    try:
        with open("/stub.log", encoding="utf-8") as file:
            text = file.read()
        os.unlink("/stub.log")
        return text
    except FileNotFoundError:
        return ""


def _place(busy: list[str]) -> str:
    """An existing directory to mount on (seen only inside), which hides nothing that is still needed."""
    for place in ("/mnt", "/media", "/srv", "/opt"):
        if os.path.isdir(place) and not any(os.path.realpath(path).startswith(place + "/") for path in busy):
            return place
    sys.exit("no directory to mount the private root on: tried /mnt, /media, /srv and /opt")


def _copy_program(root: str, path: str, source: str) -> None:
    os.makedirs(os.path.dirname(root + path), exist_ok=True)
    shutil.copy(os.path.realpath(source), root + path)
    os.chmod(root + path, 0o755)
    listing = subprocess.run(["ldd", source], capture_output=True, text=True).stdout
    for library in (word for line in listing.splitlines() for word in line.split() if word.startswith("/")):
        target = root + library
        if not os.path.exists(target):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copy(os.path.realpath(library), target)


def _mount_system(root: str) -> None:
    subprocess.run(["mount", "-t", "proc", "proc", f"{root}/proc"], check=True)
    if subprocess.run(["mount", "-t", "sysfs", "-o", "ro", "sysfs", f"{root}/sys"], capture_output=True).returncode != 0:
        subprocess.run(["mount", "--rbind", "/sys", f"{root}/sys"], check=True)
    _make_processors_and_memory(f"{root}/sys/devices/system")
    for node in NODES:
        open(f"{root}/dev/{node}", "w").close()
        subprocess.run(["mount", "--bind", f"/dev/{node}", f"{root}/dev/{node}"], check=True)
    os.symlink("/proc/self/fd", f"{root}/dev/fd")


def _make_processors_and_memory(devices: str) -> None:
    """Plain files in their place: no test can take a processor or a block of memory off the machine."""
    for name in ("cpu", "memory"):
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", f"{devices}/{name}"], check=True)
    restore_hardware(devices)
    for number in range(4):
        os.makedirs(f"{devices}/cpu/cpu{number}/topology")
        write(f"{devices}/memory/memory{number}/removable", "0\n" if number == 0 else "1\n")
        write(f"{devices}/memory/memory{number}/phys_index", f"{number:08x}\n")
    write(f"{devices}/cpu/online", "0-2\n")
    write(f"{devices}/cpu/present", "0-3\n")
    write(f"{devices}/cpu/possible", "0-3\n")
    write(f"{devices}/memory/block_size_bytes", "8000000\n")


def restore_hardware(devices: str = "/sys/devices/system") -> None:
    """Four processors, the first of which stays on line, and four blocks of memory; the last of each is off line."""
    for number in range(4):
        if number > 0:
            write(f"{devices}/cpu/cpu{number}/online", "0\n" if number == 3 else "1\n")
        write(f"{devices}/memory/memory{number}/state", "offline\n" if number == 3 else "online\n")


def _add_users(root: str) -> None:
    for name, number in (("joe", 1000), ("eve", 1001)):
        os.makedirs(f"{root}/home/{name}")
        os.chown(f"{root}/home/{name}", number, number)
    os.makedirs(f"{root}/victim")
    os.symlink("/victim", f"{root}/home/eve/.ssh")


def _mount_loops(root: str) -> None:
    for name in ("a", "b"):
        image = f"{root}/images/{name}.img"
        with open(image, "wb") as file:
            file.truncate(32 << 20)
        subprocess.run(["mke2fs", "-q", "-t", "ext4", image], check=True)
        subprocess.run(["mount", "-o", "loop", image, f"{root}/mnt/{name}"], check=True)
        sandbox.hand_to_keeper(f"{root}/mnt/{name}")
    os.makedirs(f"{root}/mnt/a/sub")
    subprocess.run(["mount", "--bind", f"{root}/mnt/a/sub", f"{root}/mnt/a/sub"], check=True)


def _network() -> None:
    script = """
        link set lo up
        link add eth0 address 02:00:00:00:00:01 type veth peer name peer0 address 02:00:00:00:00:02
        link set eth0 addrgenmode none
        link set peer0 addrgenmode none
        link set eth0 up
        link set peer0 up
        addr add 192.0.2.2/24 dev eth0
        addr add fd00::2/64 dev eth0 nodad
        route add default via 192.0.2.1
        -6 route add default via fd00::1 dev eth0
    """
    for line in script.strip().splitlines():
        subprocess.run(["ip", *line.split()], capture_output=True)


def _change_root(root: str) -> None:
    subprocess.run(["hostname", HOSTNAME], capture_output=True)
    os.chdir(root)
    subprocess.run(["pivot_root", ".", "old"], check=True)
    os.chroot(".")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.umount2(b"/old", 2) != 0:  # MNT_DETACH
        sys.exit(f"cannot leave the old root: {os.strerror(ctypes.get_errno())}")
    os.rmdir("/old")
    for capability in (22, 25):  # CAP_SYS_BOOT, CAP_SYS_TIME: no agent may restart the machine or set its clock.
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
