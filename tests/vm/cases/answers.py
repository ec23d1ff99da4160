# SPDX-License-Identifier: Apache-2.0
"""A command that hangs: libvirt's own time-out ends the wait for it, and what is asked next is answered."""

from cases.stage import CONFIGURATION, MOUNTS, Case, Stage, check, check_equal, until_answered, wait_for_service

HOOK, CALLS, RELEASE = "/run/hook", "/run/hook-calls", "/run/hook-release"

# A FUSE file system on a loop device, so that it counts as local; no program ever reads its requests.
SILENT, SILENT_DISK = "/mnt/silent", "/run/silent-disk"
MOUNT_SILENT = f"""
set -e
modprobe -a loop fuse
truncate -s 1M {SILENT_DISK}
mkdir -p {SILENT}
device=$(/sbin/losetup -f --show {SILENT_DISK})
perl -e '
    open(my $fuse, "+<", "/dev/fuse") or die "/dev/fuse: $!";
    my ($device, $mount, $type) = ($ARGV[0], $ARGV[1], "fuseblk");
    my $options = "fd=" . fileno($fuse) . ",rootmode=40000,user_id=0,group_id=0";
    syscall(165, $device, $mount, $type, 0, $options) == 0 or die "mount: $!";  # mount(2)
    fork and exit;
    sleep;
' $device {SILENT} </dev/null >/dev/null 2>&1
grep {SILENT} /proc/mounts
"""
UNMOUNT_SILENT = f"pkill -KILL perl; umount -l {SILENT}; /sbin/losetup -D; rm {SILENT_DISK}"


def times_out(stage: Stage, command: str, seconds: int) -> None:
    try:
        answer = stage.client.qemu_agent_command(command, timeout=seconds)
    except RuntimeError:
        return
    raise AssertionError(f"{command} was to hang, and answered {answer}")


def others_are_answered(stage: Stage) -> None:
    for command in ("guest-ping", "guest-get-host-name", "guest-get-vcpus", "guest-get-osinfo"):
        stage.client.qemu_agent_command(command)


def silent_file_system(stage: Stage) -> None:
    """As on a disk that doesn't answer any more: it is listed, it keeps nobody who doesn't ask for it, and it isn't frozen."""
    stage.machine.control.run(MOUNT_SILENT)
    try:
        times_out(stage, "guest-get-fsinfo", 1)
        others_are_answered(stage)
        told = until_answered(stage.client.domfsinfo)
        check(SILENT in told and "/mnt/xfs" in told, f"not all file systems are listed, but {told}")
        check_equal(stage.client.domfsfreeze(), len(MOUNTS), "frozen file systems")
        check_equal(stage.client.domfsthaw(), len(MOUNTS), "thawed file systems")
    finally:
        stage.machine.control.run(UNMOUNT_SILENT)


def sleeping_hook(stage: Stage) -> None:
    """A freeze that succeeds when its client has long gone is thawed again, with the hook."""
    control = stage.machine.control
    control.run(f"printf '#!/bin/sh\\necho $1 >>{CALLS}\\nuntil [ $1 = thaw -o -e {RELEASE} ]; do sleep 0.1; done\\n' >{HOOK};"
                f" chmod +x {HOOK}; mkdir -p /etc/qemu; printf '[general]\\nfsfreeze-hook={HOOK}\\n' >{CONFIGURATION};"
                " systemctl restart qtga")
    try:
        wait_for_service(stage)
        times_out(stage, "guest-fsfreeze-freeze", 3)
        others_are_answered(stage)
        control.run(f"touch {RELEASE}")
        control.wait(f"cat {CALLS}", lambda text: text == "freeze\nthaw", "frozen and thawed again")
        control.wait("touch /mnt/ext4/after && echo written", lambda text: text == "written", "able to write")
        check_equal(stage.client.qemu_agent_command("guest-fsfreeze-status"), "thawed", "the state")
        check_equal(stage.client.domfsfreeze(), len(MOUNTS), "frozen file systems")
        check_equal(stage.client.domfsthaw(), len(MOUNTS), "thawed file systems")
    finally:
        control.run(f"rm -f {CONFIGURATION} {HOOK} {CALLS}; touch {RELEASE}; systemctl restart qtga")
        wait_for_service(stage)


CASES: list[Case] = [silent_file_system, sleeping_hook]
