# SPDX-License-Identifier: Apache-2.0
"""The .deb in a real guest: over qemu-guest-agent, upgraded, removed. The last case: after it no agent is there."""

import subprocess

from cases.stage import MOUNTS, Case, Stage, check, check_equal
from host.agent_socket import AgentSocket
from host.hardware import AGENT_PORT, OURS, REFERENCE, SOURCES
from host.line_socket import PATIENCE
from report import Skip

PACKAGES = SOURCES / "build-package/packages"
DEB = "/root/qtga.deb"
DPKG = "/usr/bin/dpkg"  # The control shell is BusyBox, which has a dpkg of its own.
CLIENT = SOURCES / "build/qtga"
# What was put into the guest in place of the package.
INJECTED = ("/usr/sbin/qtga /usr/sbin/qtga-freeze-guardian /usr/lib/systemd/system/qtga.service /usr/lib/udev/rules.d/60-qtga.rules"
            f" /etc/systemd/system/{OURS}.service /etc/systemd/system/{REFERENCE}.service")


def package_is_installed_and_removed(stage: Stage) -> None:
    packages = list(PACKAGES.glob("qtga_*.deb"))
    if not packages:
        raise Skip(f"{PACKAGES} has no package; ./package deb makes it")
    if packages[0].stat().st_mtime < (SOURCES / "build/qtga").stat().st_mtime:
        raise Skip(f"{packages[0]} is older than what was built since; ./package deb makes it anew")
    control = stage.machine.control
    subprocess.run([CLIENT, "copy", "--quiet", f"--socket={stage.machine.folder / AGENT_PORT}", packages[0], f"guest:{DEB}"], check=True,
                   timeout=2 * PATIENCE)
    control.run(f"systemctl stop {OURS}; rm -f {INJECTED}; systemctl daemon-reload; systemctl start {REFERENCE}")
    control.run("echo 'DAEMON_ARGS=\"--block-rpcs=guest-set-time\"' >/etc/default/qemu-guest-agent")
    said = control.run(f"DEBIAN_FRONTEND=noninteractive apt-get -y -q -o Dpkg::Use-Pty=0 install {DEB}")
    check("taken over from qemu-guest-agent" in said, said)
    check(control.try_run(f"/usr/bin/dpkg-query -W -f '${{db:Status-Status}}' {REFERENCE}")[1] != "installed", "qemu-guest-agent is still there")
    check_equal(control.run(f"systemctl is-active {OURS} {REFERENCE}"), "active\nactive", "the service, by both of its names")
    with stage.machine.agent() as agent:
        enabled = {row["name"]: row["enabled"] for row in agent.call("guest-info")["supported_commands"]}
        check(enabled["guest-exec"] and not enabled["guest-set-time"], f"enabled: {enabled}")
        freeze_and_thaw(agent)
        process = agent.call("guest-exec", path="/bin/sleep", arg=["86400"])["pid"]
        control.run(f"{DPKG} --install {DEB}")  # An upgrade.
        agent.synchronise()
        check_equal(control.run(f"cat /proc/{process}/comm; kill {process}"), "sleep", "the program of guest-exec after the upgrade")
    control.run(f"{DPKG} --purge {OURS}")
    check_equal(control.try_run(f"systemctl is-active {OURS}")[1], "inactive", "the service after the removal")
    # systemd has names of its own below /run/systemd, for as long as it knows the unit, and udev has the test's own ports.
    check_equal(control.run("find / /run -xdev -name '*qtga*' -not -path '/proc/*' -not -path '/var/lib/dpkg/*' -not -path '/tmp/*'"
                            " -not -path '/run/systemd/*' -not -path '/run/udev/links/*'"), DEB, "what was left")
    # The configuration was made of the options alone, and there is no qemu-ga any more whose state it would be.
    control.run("test ! -e /etc/qemu/qemu-ga.conf && test ! -e /run/qga.state")


def freeze_and_thaw(agent: AgentSocket) -> None:
    check_equal(agent.call("guest-fsfreeze-freeze"), len(MOUNTS), "frozen file systems")
    check_equal(agent.call("guest-fsfreeze-thaw"), len(MOUNTS), "thawed file systems")


CASES: list[Case] = [package_is_installed_and_removed]
