# SPDX-License-Identifier: Apache-2.0
"""The two installers: silently installed, over what is there, repaired, removed."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from machine import CONFIG, KEY, UNINSTALL, Machine

PROGRAMS = ("qtga.exe", "qtga-tray.exe", "qtga-vss.dll")
RUN = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Run"
OLD = "Program Files/Qemu-ga"
OLD_LINE = r'"C:\Program Files\Qemu-ga\qemu-ga.exe" -d --retry-path --block-rpcs=guest-exec'
OLD_CONFIG = CONFIG + "verbose=true\n"


class Installers(NamedTuple):
    setup: Path
    msi: Path
    newer_msi: Path
    stage: Path  # What is in them.
    newer_stage: Path

    def newer(self) -> "Installers":
        return self._replace(msi=self.newer_msi, stage=self.newer_stage)


def check(condition: object, why: str) -> None:
    if not condition:
        raise AssertionError(why)


def check_installed(machine: Machine, installers: Installers) -> None:
    machine.wait_for_state("RUNNING")
    check("version" in machine.ask("guest-info"), "guest-info has no version")
    for path in installers.stage.rglob("*"):
        name = path.relative_to(installers.stage)
        check((machine.folder / name).exists(), f"{name} was not installed")
    for name in PROGRAMS:
        check((machine.folder / name).read_bytes() == (installers.stage / name).read_bytes(), f"another {name} was installed")
    check_at_login(machine, rf'"C:\{machine.folder.relative_to(machine.c)}\qtga-tray.exe"'.replace("/", "\\"))


def check_at_login(machine: Machine, wanted: str) -> None:
    line = machine.value(RUN, "qtga-tray")
    check(line == wanted, f"started at login: {line!r}, expected {wanted!r}")


def check_removed(machine: Machine, before: set[str]) -> None:
    machine.wait_for_state("")
    check(not machine.registry(), f"left in the registry: {machine.registry()}")
    left = machine.files() - before
    check(not left, f"left: {sorted(left)}")


def bare(machine: Machine) -> set[str]:
    """The files that are there before an installation, less the configuration that a test puts there."""
    return machine.files() - {"Program Files/Qt Guest Agent", "Program Files/Qt Guest Agent/qemu-ga.conf"}


def setup_installs_and_leaves_nothing(machine: Machine, installers: Installers) -> None:
    before = bare(machine)
    told = machine.setup(installers.setup)
    check("warning: the VSS provider can't be registered" in told, f"not told that there is no VSS: {told}")
    check_installed(machine, installers)
    check(machine.value(UNINSTALL, "DisplayVersion"), "Windows does not list it")
    machine.uninstall()
    check_removed(machine, before)


def setup_upgrades_in_place_and_repairs(machine: Machine, installers: Installers) -> None:
    machine.setup(installers.setup)
    machine.wait_for_state("RUNNING")
    line = machine.value(KEY, "ImagePath")
    machine.setup(installers.setup)
    check_installed(machine, installers)
    check(machine.value(KEY, "ImagePath") == line, f"the service was {line}, and is {machine.value(KEY, 'ImagePath')}")
    check((machine.folder / "qemu-ga.conf").read_text() == CONFIG, "the configuration was changed")
    machine.run("net", "stop", "QEMU-GA")
    (machine.folder / "qtga.exe").write_bytes(b"broken")
    machine.setup(installers.setup)
    check_installed(machine, installers)
    machine.uninstall()


def setup_replaces_programs_that_run(machine: Machine, installers: Installers) -> None:
    """Of any user's."""
    machine.setup(installers.setup)
    machine.wait_for_state("RUNNING")
    program, older = machine.folder / "qtga.exe", machine.folder / "older"
    older.write_bytes(program.read_bytes() + b"an older one")
    older.replace(program)  # Not written over: it runs.
    record = machine.windows.folder / "audit.log"  # Unlike the status, one that is followed doesn't end with the service.
    record.write_text('{"number": 1, "time": 1, "command": "guest-exec", "risk": "access", "channel": "virtio-serial", "outcome": "ok", '
                      '"duration": 1, "times": 1}\n')
    follower = machine.windows.start([str(program), "audit", "--follow", "--file=" + machine.windows.path(record)], stdout=subprocess.PIPE)
    try:
        assert follower.stdout
        follower.stdout.readline()
        machine.setup(installers.setup)
        check(follower.poll() is None, "the program that ran has ended")
    finally:
        follower.kill()
        follower.wait()
    check_installed(machine, installers)
    aside = list(machine.folder.glob("*.tmp"))
    check(len(aside) == 1, f"put aside: {aside}")
    # What the next start of Windows does.
    machine.run("reg", "delete", r"HKLM\System\CurrentControlSet\Control\Session Manager", "/v", "PendingFileRenameOperations", "/f")
    aside[0].unlink()
    machine.uninstall()


def setup_leaves_components_out(machine: Machine, installers: Installers) -> None:
    """And an upgrade leaves out what was left out."""
    for options in (("/TRAY=no", "/VSS=no"), ()):
        machine.setup(installers.setup, *options)
        machine.wait_for_state("RUNNING")
        for name in ("qtga-tray.exe", "qtga-vss.dll"):
            check(not (machine.folder / name).exists(), f"{name} was installed with {options}")
        check_at_login(machine, "")
    machine.setup(installers.setup, "/TRAY=yes", "/VSS=yes")
    check_installed(machine, installers)
    machine.uninstall()


def uninstaller_that_fails_removes_nothing(machine: Machine, installers: Installers) -> None:
    machine.setup(installers.setup)
    machine.run("net", "stop", "QEMU-GA")
    (machine.folder / "qtga.exe").write_bytes(b"broken")
    before = {path.name for path in machine.folder.iterdir()}
    # In its place, so that its exit code is had; the folder stands at the end of the command line, without quotation marks.
    folder = rf"C:\{machine.folder.relative_to(machine.c)}".replace("/", "\\")
    done = machine.windows.run(str(machine.folder / "uninstall.exe"), "/S", *f"_?={folder}".split(" "))
    check(done.returncode == 2, f"the exit code is {done.returncode}")
    check({path.name for path in machine.folder.iterdir()} == before, "files were removed")
    check(machine.value(UNINSTALL, "UninstallString"), "it is listed no more")
    machine.setup(installers.setup)
    check_installed(machine, installers)
    machine.uninstall()


def each_installer_knows_of_the_other(machine: Machine, installers: Installers) -> None:
    machine.setup(installers.setup)
    done = machine.windows.run("msiexec", "/i", machine.windows.path(installers.msi), "/qn")
    check(done.returncode != 0, "the MSI was installed over what the other installer has installed")
    machine.uninstall()
    machine.msi("/i", installers.msi)
    done = machine.windows.run(str(installers.setup), "/S")
    check(done.returncode == 2, f"the exit code over what the MSI has installed is {done.returncode}")
    check(not (machine.folder / "uninstall.exe").exists(), "it was installed over what the MSI has installed")
    machine.msi("/x", installers.msi)
    machine.wait_for_state("")


def setup_tells_of_a_missing_driver(machine: Machine, installers: Installers) -> None:
    """And of nothing where it is there."""
    missing = "warning: The driver of the agent's port (VirtIO Serial) is not installed."
    check(missing in machine.setup(installers.setup), "the log does not tell that the driver is missing")
    driver = r"HKLM\SYSTEM\CurrentControlSet\Services\VirtioSerial"
    machine.run("reg", "add", driver, "/v", "ImagePath", "/d", r"\SystemRoot\System32\drivers\vioser.sys", "/f")
    check(missing not in machine.setup(installers.setup), "the log tells that the driver is missing, and it is there")
    machine.run("reg", "delete", driver, "/f")
    machine.uninstall()


def install_another(machine: Machine, installers: Installers) -> None:
    """QEMU's own program can't be had here: ours stands in for it, under its name and in its place."""
    old = machine.c / OLD
    old.mkdir()
    shutil.copy(installers.stage / "qtga.exe", old / "qemu-ga.exe")
    (old / "qemu-ga.conf").write_text(OLD_CONFIG)
    (machine.folder / "qemu-ga.conf").unlink()
    machine.run("sc", "create", "QEMU-GA", "binPath=", OLD_LINE, "start=", "auto")
    machine.windows.run("net", "start", "QEMU-GA")  # Wine may have started it already.
    machine.wait_for_state("RUNNING")


def check_taken_over(machine: Machine, installers: Installers) -> None:
    check_installed(machine, installers)
    line = machine.value(KEY, "ImagePath")
    check("Qt Guest Agent" in line and "guest-exec" in line and line.count("--retry-path") == 1, f"the service is {line}")
    commands = {row["name"]: row["enabled"] for row in machine.ask("guest-info")["supported_commands"]}
    check(not commands["guest-exec"], "the blocked command is allowed")
    check((machine.folder / "qemu-ga.conf").read_text() == OLD_CONFIG, "its configuration was not taken over")


def check_given_back(machine: Machine) -> None:
    machine.wait(lambda: machine.value(KEY, "ImagePath") == OLD_LINE, "the old service's return")
    machine.wait_for_state("RUNNING")
    machine.run("net", "stop", "QEMU-GA")
    machine.run("sc", "delete", "QEMU-GA")
    machine.wait_for_state("")
    shutil.rmtree(machine.c / OLD)


def setup_takes_over_and_gives_back(machine: Machine, installers: Installers) -> None:
    install_another(machine, installers)
    told = machine.setup(installers.setup)
    check(OLD_LINE in told and "Taking over its configuration" in told, f"not told what was taken over: {told}")
    check_taken_over(machine, installers)
    machine.uninstall()
    check_given_back(machine)


def msi_takes_over_and_gives_back(machine: Machine, installers: Installers) -> None:
    install_another(machine, installers)
    machine.msi("/i", installers.msi)
    check_taken_over(machine, installers)
    machine.msi("/i", installers.newer_msi)
    check_taken_over(machine, installers.newer())
    machine.msi("/x", installers.newer_msi)
    check(not machine.folder.exists(), "the configuration that was taken over is left")
    check_given_back(machine)


def msi_installs_and_leaves_nothing(machine: Machine, installers: Installers) -> None:
    before = bare(machine)
    (machine.folder / "qemu-ga.conf").unlink()
    machine.msi("/i", installers.msi, f"OPTIONS=--method=unix-listen --path={CONFIG_PIPE}")
    check_installed(machine, installers)
    machine.msi("/x", installers.msi)
    check_removed(machine, before)


def msi_upgrades(machine: Machine, installers: Installers) -> None:
    machine.msi("/i", installers.msi, "OPTIONS=--block-rpcs=guest-exec")
    machine.wait_for_state("RUNNING")
    line = machine.value(KEY, "ImagePath")
    check("--block-rpcs=guest-exec" in line, f"the service is {line}")
    machine.msi("/i", installers.newer_msi)
    check_installed(machine, installers.newer())
    check(machine.value(KEY, "ImagePath") == line, f"the service was {line}, and is {machine.value(KEY, 'ImagePath')}")
    machine.msi("/x", installers.newer_msi)
    machine.wait_for_state("")


def msi_stays_in_its_folder(machine: Machine, installers: Installers) -> None:
    machine.msi("/i", installers.msi, rf"INSTALLDIR=C:\{ELSEWHERE}")
    machine.msi("/i", installers.newer_msi)
    for name in PROGRAMS:
        check((machine.c / ELSEWHERE / name).read_bytes() == (installers.newer_stage / name).read_bytes(), f"{name} is another one, or elsewhere")
    check_at_login(machine, rf'"C:\{ELSEWHERE}\qtga-tray.exe"')
    machine.msi("/x", installers.newer_msi)
    check(not (machine.c / ELSEWHERE).exists(), "the folder is left")
    machine.wait_for_state("")


def programs_in_the_msi_have_their_versions(machine: Machine, installers: Installers) -> None:
    """Without them Windows keeps the program that is there."""
    said = subprocess.run(["msiinfo", "export", installers.newer_msi, "File"], capture_output=True, text=True, check=True).stdout
    rows = {row[2]: row[4:6] for row in (line.split("\t") for line in said.splitlines()[3:])}
    for name in PROGRAMS:
        check(rows[name] == ["99.0.0.0", "1033"], f"{name} has {rows[name]}")


def the_parts_are_listed(machine: Machine, installers: Installers) -> None:
    document = json.loads((installers.stage / "qtga.spdx.json").read_text())
    licences = {part["name"]: part["licenseConcluded"] for part in document["packages"]}
    check(PARTS <= licences.keys(), f"not listed: {PARTS - licences.keys()}")
    check("NOASSERTION" not in licences.values(), f"without a licence: {licences}")


def both_are_built_the_same_twice(machine: Machine, installers: Installers) -> None:
    folder = installers.setup.parent
    again = folder.with_name("again")
    again.mkdir()
    for path in (installers.setup, installers.msi):
        (again / path.name).write_bytes(path.read_bytes())
    pack(folder, "setup", "msi")
    for path in (installers.setup, installers.msi):
        check((again / path.name).read_bytes() == path.read_bytes(), f"{path.name} differs")


def all_programs_are_signed(machine: Machine, installers: Installers) -> None:
    """By the command that is to sign them: here one that notes what it is given."""
    folder = installers.setup.parent.with_name("signed")
    folder.mkdir()
    signer, signed = folder / "sign", folder / "list"
    signer.write_text(f'#!/bin/sh\nbasename "$1" >>{signed}\n')
    signer.chmod(0o755)
    os.environ["QTGA_SIGN"] = str(signer)
    try:
        pack(folder, "setup", "msi")
    finally:
        del os.environ["QTGA_SIGN"]
    names = signed.read_text().split()
    wanted = {path.name for path in installers.stage.glob("qtga*") if path.suffix in (".exe", ".dll")} | {"qtga-setup.exe", "qtga.msi"}
    check(len(wanted) == 5 and wanted < set(names) and len(names) == 6, f"signed, with one for the uninstaller: {names}")


def pack(folder: Path, *kinds: str) -> None:
    package = Path(__file__).resolve().parents[2] / "installer/windows/package"
    done = subprocess.run([package, *kinds, folder], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    check(done.returncode == 0, f"{package}: {done.stdout}")


ELSEWHERE = "Agent"
# What is linked into the programs: Qt with what it has of others, and the compiler's libraries.
PARTS = {"qtga", "Qt", "zlib", "pcre2", "double-conversion", "tinycbor", "md4c", "freetype", "harfbuzz", "libpng", "tl-expected", "libstdc++",
         "libgcc", "mingw-w64", "winpthreads"}
CONFIG_PIPE = r"\\.\pipe\qtga-installed"
CASES = [setup_installs_and_leaves_nothing, setup_upgrades_in_place_and_repairs, setup_replaces_programs_that_run, setup_leaves_components_out,
         setup_tells_of_a_missing_driver, setup_takes_over_and_gives_back, uninstaller_that_fails_removes_nothing,
         each_installer_knows_of_the_other, msi_installs_and_leaves_nothing, msi_upgrades, msi_takes_over_and_gives_back,
         msi_stays_in_its_folder, programs_in_the_msi_have_their_versions, the_parts_are_listed, both_are_built_the_same_twice, all_programs_are_signed]
