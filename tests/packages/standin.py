# SPDX-License-Identifier: Apache-2.0
"""What stands in a tree for what can't be had here: Red Hat's qemu-guest-agent, and a running service manager."""

from pathlib import Path

import bare
from stage import Stage, output

SYSCONFIG = 'FILTER_RPC_ARGS="--allow-rpcs=guest-ping,guest-sync"\nFSFREEZE_HOOK_PATHNAME=/etc/qemu-ga/fsfreeze-hook\n'
HOOK = "/etc/qemu-ga/fsfreeze-hook"
AGENT = f"""
mkdir -p %{{buildroot}}/etc/sysconfig %{{buildroot}}{HOOK}.d
printf '%s' '{SYSCONFIG}' >%{{buildroot}}/etc/sysconfig/qemu-ga
printf '#!/bin/sh\\n' >%{{buildroot}}{HOOK}
%files
%config(noreplace) /etc/sysconfig/qemu-ga
%attr(755,root,root) {HOOK}
%dir {HOOK}.d
"""
CALLS = "root/calls"
RECORDED = ("systemctl", "udevadm", "deb-systemd-invoke")


def rpm(stage: Stage, name: str, head: str = "", body: str = "%files\n") -> Path:
    """A package with these lines of the spec file."""
    folder = stage.folder / f"rpm-{name}"
    folder.mkdir(exist_ok=True)
    (folder / "it.spec").write_text(f"Name: {name}\nVersion: 9\nRelease: 1\nSummary: It stands in\nLicense: Apache-2.0\nBuildArch: noarch\n{head}"
                                    f"%description\nIt.\n%install\n{body}")
    output("rpmbuild", "-bb", "--define", f"_topdir {folder}", folder / "it.spec")
    return folder / f"RPMS/noarch/{name}-9-1.noarch.rpm"


def agent(stage: Stage) -> Path:
    """qemu-guest-agent, with the files that it has on Red Hat's systems besides its program."""
    return rpm(stage, "qemu-guest-agent", body=AGENT)


def swap(stage: Stage) -> Path:
    """Has qemu-guest-agent erased in the transaction that this is installed in, as dnf does with what is in conflict."""
    return rpm(stage, "swap", head="Obsoletes: qemu-guest-agent\n")


def service_manager(tree: bare.Tree) -> None:
    """As if the tree had been booted with the agent's port: what is asked of the service manager is written down, and not done."""
    (tree.root / "run/systemd/system").mkdir(parents=True)
    tree.write("/dev/virtio-ports/org.qemu.guest_agent.0", "")
    for name in RECORDED:
        (tree.root / "usr/bin" / name).unlink(missing_ok=True)
        tree.write(f"/usr/bin/{name}", f'#!/bin/sh\necho "{name} $*" >>/{CALLS}\n')
        (tree.root / "usr/bin" / name).chmod(0o755)


def calls(tree: bare.Tree) -> list[str]:
    """What was asked of it since the last call, of what concerns the service."""
    path = tree.root / CALLS
    lines = path.read_text().splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return [line.partition(" ")[2] for line in lines if line.endswith("qtga.service")]
