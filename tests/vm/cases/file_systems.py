# SPDX-License-Identifier: Apache-2.0
"""Freeze, thaw, trim and quiesced snapshots, judged by writers in the guest and by the disks' files on the host."""

import time
from pathlib import Path

from cases.stage import MOUNTS, Case, Stage, check, check_equal
from host.hardware import run
from host.line_socket import PATIENCE

FILLED = 96 << 20  # Bytes that are written and removed again before a trim.


class Writer:
    """Writes one file in the guest; is told apart from a writer that waits by a file on tmpfs."""

    def __init__(self, stage: Stage, mount: str) -> None:
        self._control, self._mount = stage.machine.control, mount
        self._done = f"/run/written-{mount.replace('/', '-')}"
        self._control.run(f"rm -f {self._done}")
        path = f"{mount}/written-while-frozen"
        self._process = self._control.start(f"echo text > {path} && sync {path} && echo yes > {self._done}")

    def wait_until_blocked(self) -> None:
        """Until the kernel holds it in a write: state D."""
        self._control.wait(f"cut -d ' ' -f 3 /proc/{self._process}/stat; cat {self._done}",
                           lambda text: "D" in text.split() and "yes" not in text, f"blocked in a write to {self._mount}")

    def wait_until_done(self) -> None:
        self._control.wait(f"cat {self._done}", lambda text: text == "yes", f"done with writing to {self._mount}")


def needs_recovery(image: Path) -> bool:
    return "needs_recovery" in run("dumpe2fs", "-h", image)


def domfsfreeze_and_domfsthaw(stage: Stage) -> None:
    """Writers stop in the kernel on every file system, its journal is empty on the host's side, and they go on after."""
    check(needs_recovery(stage.machine.disks.ext4), "the mounted file system's journal is in use before the freeze")
    check_equal(stage.client.domfsfreeze(), len(MOUNTS), "frozen file systems")
    writers = [Writer(stage, mount) for mount in MOUNTS]
    for writer in writers:
        writer.wait_until_blocked()
    check(not needs_recovery(stage.machine.disks.ext4), "the frozen file system's journal is still in use")
    check_equal(stage.client.domfsthaw(), len(MOUNTS), "thawed file systems")
    for writer in writers:
        writer.wait_until_done()


def domfsfreeze_of_one(stage: Stage) -> None:
    """Only what was named stops."""
    check_equal(stage.client.domfsfreeze("/mnt/xfs"), 1, "frozen file systems")
    frozen, free = Writer(stage, "/mnt/xfs"), Writer(stage, "/mnt/ext4")
    free.wait_until_done()
    frozen.wait_until_blocked()
    check_equal(stage.client.domfsthaw(), 1, "thawed file systems")
    frozen.wait_until_done()


def domfstrim(stage: Stage) -> None:
    """What was removed in the guest no longer takes room on the host. XFS frees it in the background: a trim may come too early."""
    disks = {"/mnt/ext4": stage.machine.disks.ext4, "/mnt/xfs": stage.machine.disks.xfs}
    for mount in disks:
        stage.machine.control.run(f"dd if=/dev/zero of={mount}/big bs=1M count={FILLED >> 20} && sync && rm {mount}/big && sync")
    before = {mount: allocated(path) for mount, path in disks.items()}
    end = time.monotonic() + PATIENCE
    while True:
        stage.client.domfstrim()
        freed = {mount: before[mount] - allocated(path) for mount, path in disks.items()}
        if all(size >= FILLED * 0.9 for size in freed.values()):
            return
        check(time.monotonic() < end, f"the disks gave back {freed} bytes of {FILLED}")
        time.sleep(1)


def allocated(path: Path) -> int:
    """Bytes that the file takes."""
    return path.stat().st_blocks * 512


def snapshot_quiesced(stage: Stage) -> None:
    """While a program writes all the time, the snapshot holds file systems that fsck has nothing to replay or to mend in.

    XFS is not looked at: it leaves its log in use even while it is frozen.
    """
    control, disks = stage.machine.control, stage.machine.disks
    script = "; ".join(f"date > {mount}/busy.$((i % 50)); rm -f {mount}/busy.$(((i + 25) % 50))" for mount in MOUNTS)
    control.run("touch /run/busy")
    control.start(f"i=0; while [ -e /run/busy ]; do i=$((i + 1)); {script}; done")
    control.wait("ls /mnt/xfs/busy.30", lambda text: "No such" not in text, "busy")
    try:
        stage.client.snapshot_quiesced()
        root = stage.machine.folder / "root.raw"
        run("qemu-img", "convert", "-f", "qcow2", "-O", "raw", "-U", disks.root, root)
        for image in (disks.ext4, root):
            check(not needs_recovery(image), f"{image.name}'s journal is in use in the snapshot")
            run("e2fsck", "-f", "-n", image)
        root.unlink()
        stage.client.snapshot_merge()
    finally:
        control.run("rm /run/busy")
    check(needs_recovery(disks.ext4), "the thawed file system's journal is in use again")


CASES: list[Case] = [domfsfreeze_and_domfsthaw, domfsfreeze_of_one, domfstrim, snapshot_quiesced]
