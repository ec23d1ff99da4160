# SPDX-License-Identifier: Apache-2.0
"""The .deb, installed by apt into a bare Debian 12, in place of qemu-guest-agent, upgraded, removed and purged."""

import json
import os
import socket
import subprocess
import time

import bare
import standin
from stage import Stage, check, check_equal, output

PATIENCE = 60  # Seconds, for a machine with load.
CONFIG = "/etc/qemu/qemu-ga.conf"
AUDIT = "/var/log/qtga/audit.log"
OWNERS = "[general]\n# the owner's words\nblock-rpcs=guest-suspend-disk\nlog-level=info\n"
LIBRARIES = ("libqt6core6", "libqt6network6", "libqt6serialport6", "libmnl0", "libmount1")
DEFAULTS = 'DAEMON_ARGS="--block-rpcs=guest-exec,guest-file-open -v"\nTRANSPORT=isa-serial:/dev/ttyS1\n'


class Agent:
    """The packaged agent, serving in a tree on a socket."""

    def __init__(self, tree: bare.Tree, *options: str) -> None:
        path = tree.root / "run/agent.sock"
        self._process = subprocess.Popen(["chroot", tree.root, "/usr/sbin/qtga", "-m", "unix-listen", "-p", "/run/agent.sock", *options],
                                         env=bare.ENVIRONMENT, stdin=subprocess.DEVNULL)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        # The file is there a moment before it can be connected to.
        while self._socket.connect_ex(str(path)) != 0:
            check(self._process.poll() is None, f"the agent ended with {self._process.returncode}")
            check(time.monotonic() < deadline, "the agent does not listen")
            time.sleep(0.05)
        self._lines = self._socket.makefile("rb")

    def ask(self, command: str, **arguments: object) -> dict:
        self._socket.sendall(json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
        return json.loads(self._lines.readline())

    def __enter__(self) -> "Agent":
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
        self._socket.close()
        self._process.terminate()
        check_equal(self._process.wait(PATIENCE), 0, "the agent's exit code")


def all_packages(stage: Stage) -> list[str]:
    return [stage.deb()] + ([stage.deb("qtga-tray")] if stage.has_tray() else [])


def installed_and_purged_nothing_is_left(stage: Stage) -> None:
    tree = stage.tree()
    (tree.root / "etc/systemd/system/multi-user.target.wants").mkdir(exist_ok=True)
    before = tree.snapshot()
    tree.apt("install", *all_packages(stage))
    check_equal(tree.run("dpkg", "--verify", "qtga"), "", "files that are not as packaged")
    check("10.0" in tree.run("qtga", "--version"), "no version")
    with Agent(tree) as agent:
        agent.ask("guest-get-osinfo")
    tree.run("systemctl", "enable", "qemu-guest-agent")
    check(tree.has("/etc/systemd/system/multi-user.target.wants/qtga.service"), "not enabled by its other name")
    tree.write(AUDIT, "{}\n")
    tree.apt("purge", "--autoremove", "qtga", *(["qtga-tray"] if stage.has_tray() else []))
    left = [line for line in bare.difference(before, tree.snapshot()) if line != "+ run/agent.sock"]
    check_equal(left, [], "what was left")


def the_packaged_agent_answers(stage: Stage) -> None:
    tree = stage.tree()
    tree.apt("install", stage.deb())
    with Agent(tree, "-b", "guest-exec") as agent:
        check_equal(agent.ask("guest-get-osinfo")["return"]["id"], "debian", "the system")
        commands = {row["name"]: row["enabled"] for row in agent.ask("guest-info")["return"]["supported_commands"]}
        check(commands["guest-get-fsinfo"] and not commands["guest-exec"], f"enabled: {commands}")


def the_packaged_guardian_guards(stage: Stage) -> None:
    """A freeze is refused where the guardian is not found."""
    tree = stage.tree()
    tree.apt("install", stage.deb())
    image = stage.folder / "data.img"
    with open(image, "wb") as file:
        file.truncate(32 << 20)
    output("mkfs.ext4", "-q", image)
    # Its device, for the agent's eyes, in the tree's /dev.
    device = output("losetup", "--find", "--show", image).strip()
    try:
        (tree.root / device.lstrip("/")).touch()
        output("mount", "--bind", device, f"{tree.root}{device}")
        (tree.root / "mnt").mkdir(exist_ok=True)
        output("mount", device, tree.root / "mnt")
        with Agent(tree) as agent:
            frozen = agent.ask("guest-fsfreeze-freeze-list", mountpoints=["/mnt"])
            thawed = agent.ask("guest-fsfreeze-thaw")
        check_equal((frozen, thawed), ({"return": 1}, {"return": 1}), "frozen and thawed")
        output("umount", tree.root / "mnt")
    finally:
        output("losetup", "--detach", device)


def qemu_guest_agent_is_replaced_and_given_back(stage: Stage) -> None:
    tree = stage.tree()
    tree.apt("install", "qemu-guest-agent")
    tree.write("/etc/default/qemu-guest-agent", DEFAULTS)
    tree.write(CONFIG, OWNERS)
    said = tree.apt("install", stage.deb())
    check("Removing qemu-guest-agent" in said, f"qemu-guest-agent was not removed: {said}")
    check("taken over" in said and "guest-file-open" in said, f"not said what was taken over: {said}")
    check(tree.read(CONFIG).startswith(OWNERS), "the owner's file was not kept")
    effective = tree.run("qtga", "--dump-conf").splitlines()
    for line in ("block-rpcs=guest-suspend-disk,guest-exec,guest-file-open", "verbose=true", "method=isa-serial", "path=/dev/ttyS1", "log-level=info"):
        check(line in effective, f"{line} is not in effect: {effective}")
    check("Qt Guest Agent" in tree.run("qemu-ga", "--version"), "qemu-ga is another program")
    check_equal(tree.run("systemctl", "is-enabled", "qemu-guest-agent", check=False).split()[-1], "alias", "qemu-guest-agent.service")
    tree.apt("remove", "qtga")
    check_equal(tree.read(CONFIG), OWNERS, "the configuration after the removal")
    check_equal(tree.read("/etc/default/qemu-guest-agent"), DEFAULTS, "the options after the removal")
    tree.apt("install", "qemu-guest-agent")
    check("Qt" not in tree.run("qemu-ga", "--version"), "qemu-ga is still ours")
    tree.write("/run/qga.state", "its own\n")
    tree.apt("purge", "qtga")
    check_equal(tree.read(CONFIG), OWNERS, "the configuration after the purge")
    check(tree.has("/run/qga.state"), "qemu-guest-agent's state was removed")


def dpkg_alone_replaces_it(stage: Stage) -> None:
    """It removes qemu-guest-agent after it has unpacked ours, and what has the same name in both with it."""
    tree = stage.tree()
    tree.apt("install", "qemu-guest-agent", *LIBRARIES)
    said = tree.run("dpkg", "--install", stage.deb())
    check("Removing qemu-guest-agent" in said, f"qemu-guest-agent was not removed: {said}")
    check_equal(tree.run("dpkg", "--verify", "qtga"), "", "files that are not as packaged")
    check_equal(tree.run("systemctl", "is-enabled", "qemu-guest-agent", check=False).split()[-1], "alias", "qemu-guest-agent.service")


def a_removal_that_is_called_off_changes_nothing(stage: Stage) -> None:
    """Another agent is to take the place of ours, and fails when ours has stopped and given everything back."""
    tree = stage.tree()
    tree.write("/etc/default/qemu-guest-agent", "DAEMON_ARGS='-b guest-exec'\n")
    tree.apt("install", stage.deb())
    standin.service_manager(tree)
    config = tree.read(CONFIG)
    control = tree.root / "root/other/DEBIAN"
    control.mkdir(parents=True)
    (control / "preinst").write_text("#!/bin/sh\nexit 1\n")
    (control / "preinst").chmod(0o755)
    (control / "control").write_text("Package: other\nVersion: 1\nArchitecture: all\nMaintainer: None <none@qtga.invalid>\nDescription: fails\n"
                                     "Conflicts: qtga\nReplaces: qtga\nProvides: qtga\n")
    tree.run("dpkg-deb", "--build", "/root/other", "/root/other.deb")
    said = tree.run("dpkg", "--install", "/root/other.deb", check=False)
    check_equal(tree.run("dpkg-query", "-W", "-f", "${db:Status-Status}", "qtga"), "installed", f"qtga after {said}")
    check_equal(standin.calls(tree), ["stop qtga.service", "start qtga.service"], "asked of the service manager")
    check_equal(tree.read(CONFIG), config, "the configuration")


def installed_again_it_starts(stage: Stage) -> None:
    """Also where dpkg knows it from before; an upgrade leaves it as it is."""
    tree = stage.tree()
    tree.apt("install", *LIBRARIES)
    standin.service_manager(tree)
    tree.run("dpkg", "--install", stage.deb())
    check_equal(standin.calls(tree), ["start qtga.service"], "asked at the installation")
    tree.run("dpkg", "--install", stage.deb())
    check_equal(standin.calls(tree), ["try-restart qtga.service"], "asked at the upgrade")
    tree.run("dpkg", "--remove", "qtga")
    tree.run("dpkg", "--install", stage.deb())
    check_equal(standin.calls(tree), ["stop qtga.service", "start qtga.service"], "asked at the removal and after it")


def options_alone_make_a_file_that_goes_again(stage: Stage) -> None:
    tree = stage.tree()
    tree.write("/etc/default/qemu-guest-agent", "DAEMON_ARGS='-b guest-exec'\n")
    tree.apt("install", stage.deb())
    check("block-rpcs=guest-exec" in tree.read(CONFIG), tree.read(CONFIG))
    tree.apt("remove", "qtga")
    check(not tree.has("/etc/qemu"), "the file that was made is still there")


def a_configuration_that_was_changed_stays(stage: Stage) -> None:
    tree = stage.tree()
    tree.write("/etc/default/qemu-guest-agent", "DAEMON_ARGS='-b guest-exec'\n")
    tree.apt("install", stage.deb())
    changed = tree.read(CONFIG) + "verbose=true\n"
    tree.write(CONFIG, changed)
    said = tree.apt("purge", "qtga")
    check("left as it is" in said, said)
    check_equal(tree.read(CONFIG), changed, "the changed configuration")


def options_that_make_no_sense_are_told_and_left(stage: Stage) -> None:
    tree = stage.tree()
    tree.write("/etc/default/qemu-guest-agent", "DAEMON_ARGS='--no-such-option'\n")
    said = tree.apt("install", stage.deb())
    check("were not understood" in said, said)
    check(not tree.has(CONFIG), "a configuration was made")


def an_upgrade_keeps_what_the_owner_changed(stage: Stage) -> None:
    tree = stage.tree()
    tree.write("/etc/default/qemu-guest-agent", "DAEMON_ARGS='-b guest-exec'\n")
    old = stage.folder / "older"
    output("dpkg-deb", "--raw-extract", stage.find("qtga_*.deb"), old)
    control = old / "DEBIAN/control"
    control.write_text(control.read_text().replace("\nVersion: ", "\nVersion: 0.0~"))
    output("dpkg-deb", "--root-owner-group", "--build", old, tree.root / "root/older.deb")
    tree.apt("install", "/root/older.deb")
    changed = "[general]\nblock-rpcs=guest-set-time\n"
    tree.write(CONFIG, changed)
    said = tree.apt("install", stage.deb())
    check("Unpacking qtga" in said and "over (0.0~" in said, f"no upgrade: {said}")
    check_equal(tree.read(CONFIG), changed, "the configuration after the upgrade")


def the_units_are_sound(stage: Stage) -> None:
    tree = stage.tree()
    tree.apt("install", stage.deb())
    check_equal(tree.run("systemd-analyze", "verify", "--man=no", "qtga.service"), "", "complaints")
    open_to = exposure(tree)
    tree.write(CONFIG, "[general]\nblock-rpcs=guest-exec,guest-file-open,guest-set-user-password,guest-ssh-add-authorized-keys\n")
    tree.write("/etc/systemd/system/qtga.service.d/sandbox.conf", tree.run("qtga", "sandbox"))
    check_equal(tree.run("systemd-analyze", "verify", "--man=no", "qtga.service"), "", "complaints about the sandbox")
    check(exposure(tree) < open_to - 3, f"the sandbox closes little: {open_to} without, {exposure(tree)} with it")


def exposure(tree: bare.Tree) -> float:
    """On systemd's scale, from 10 (open) to 0."""
    said = tree.run("systemd-analyze", "security", "--offline=true", "--no-pager", "qtga.service")
    return float(said.split("Overall exposure level for qtga.service: ")[1].split()[0])


CASES = [installed_and_purged_nothing_is_left, the_packaged_agent_answers, the_packaged_guardian_guards,
         qemu_guest_agent_is_replaced_and_given_back, dpkg_alone_replaces_it, a_removal_that_is_called_off_changes_nothing,
         installed_again_it_starts, options_alone_make_a_file_that_goes_again, a_configuration_that_was_changed_stays,
         options_that_make_no_sense_are_told_and_left, an_upgrade_keeps_what_the_owner_changed, the_units_are_sound]
