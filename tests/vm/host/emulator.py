# SPDX-License-Identifier: Apache-2.0
"""A guest under plain QEMU."""

import subprocess
import time
from pathlib import Path

from host.control import Control
from host.hardware import ACCELERATOR, AGENT_PORT, CODE_CACHE, CONTROL_PORT, KERNEL_ARGUMENTS, SERIAL_BUS, Disks
from host.machine import Machine, guest_id, host_id
from host.qmp import Qmp
from image.build import Image


class Emulator(Machine):
    """Runs from its construction on."""

    def __init__(self, folder: Path, image: Image, initrd: Path, disks: Disks) -> None:
        self.folder, self.disks = folder, disks
        accelerator = f"tcg,thread=multi,tb-size={CODE_CACHE}" if ACCELERATOR == "tcg" else ACCELERATOR
        # Page tables of five levels would cost an emulated guest an eighth of its time.
        command = ["qemu-system-x86_64", "-nodefaults", "-no-user-config", "-display", "none", "-machine", "q35",
                   "-accel", accelerator, "-cpu", "max,la57=off", "-smp", "2,maxcpus=4", "-m", "768M,slots=4,maxmem=4G",
                   "-object", "memory-backend-ram,id=memory1,size=256M", "-device", "pc-dimm,id=dimm1,memdev=memory1",
                   "-kernel", image.kernel, "-initrd", initrd, "-append", KERNEL_ARGUMENTS,
                   "-qmp", f"unix:{folder}/monitor,server=on,wait=off",
                   "-serial", f"file:{folder}/serial.log", "-serial", f"unix:{folder}/console,server=on,wait=off",
                   "-netdev", "user,id=net0,restrict=on", "-device", "virtio-net-pci,netdev=net0,mac=52:54:00:12:34:56",
                   "-device", "virtio-rng-pci", "-device", f"virtio-serial-pci,id={SERIAL_BUS.partition('.')[0]}"]
        for name, form, path in (("root", "qcow2", disks.root), ("ext4", "raw", disks.ext4), ("xfs", "raw", disks.xfs)):
            command += ["-drive", f"if=none,id={name},file={path},format={form},discard=unmap",
                        "-device", f"virtio-blk-pci,drive={name},serial=DISK-{name.upper()}"]
        for port in (AGENT_PORT, CONTROL_PORT):
            command += ["-chardev", f"socket,id={host_id(port)},path={folder}/{port},server=on,wait=off",
                        "-device", f"virtserialport,bus={SERIAL_BUS},id={guest_id(port)},chardev={host_id(port)},name={port}"]
        self._command = list(map(str, command))
        self._start()

    def _start(self, *more: str) -> None:
        with open(self.folder / "qemu.log", "ab") as log:
            self._process = subprocess.Popen([*self._command, *more], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.qmp = Qmp(self.folder / "monitor")
        self.control = Control(self.folder / CONTROL_PORT)

    def save(self, state: Path) -> None:
        state.mkdir()
        self.qmp.command("stop")
        self.qmp.command("migrate", uri=f"exec:cat >{state}/memory")
        while self.qmp.command("query-migrate")["status"] != "completed":
            time.sleep(0.2)
        self.stop()
        self.disks.keep(state / "disks")

    def restore(self, state: Path) -> None:
        self.stop()
        self.disks.bring_back(state / "disks")
        self._start("-incoming", f"exec:cat {state}/memory")
        while self.qmp.command("query-status")["status"] == "inmigrate":
            time.sleep(0.2)
        self.qmp.command("cont")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
