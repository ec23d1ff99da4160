# SPDX-License-Identifier: Apache-2.0
"""A service is killed as a whole, with every process of its control group: by an administrator, or for want of memory."""

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

from guest import FreezingAgent, all_finish, is_gone, need, wait_until, writers

import private_root

BOOTED = Path("/run/systemd/system")  # sd_booted(3)
SYSTEMD_RUN = "/usr/bin/systemd-run"


class Group:
    """A control group of version 2."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()

    def take(self, pid: int) -> None:
        (self.path / "cgroup.procs").write_text(str(pid))

    def processes(self) -> list[int]:
        return [int(line) for line in (self.path / "cgroup.procs").read_text().split()]

    def kill(self) -> None:
        (self.path / "cgroup.kill").write_text("1")


@contextmanager
def groups() -> Iterator[tuple[Group, Group]]:
    """One for the service, and another one."""
    hierarchy = Path("/run/cgroup")
    hierarchy.mkdir()
    subprocess.run(["mount", "-t", "cgroup2", "cgroup2", hierarchy], check=True)
    top = Group(hierarchy / f"qtga-freeze-{os.stat('/proc/self/ns/pid').st_ino}")
    service, other = Group(top.path / "service"), Group(top.path / "other")
    try:
        yield service, other
    finally:
        for group in (service, other, top):
            wait_until("the control group is empty", lambda: not group.processes())
            group.path.rmdir()
        subprocess.run(["umount", hierarchy], check=True)
        hierarchy.rmdir()


def killed_group(binary: str, name: str) -> None:
    """Agent and guardian at once: it is the next agent that thaws."""
    with groups() as (service, _), FreezingAgent(binary, name) as agent:
        service.take(agent.pid)
        agent.freeze()
        guardian, stuck = agent.guardian(), writers()
        need(set(service.processes()) == {agent.pid, guardian}, "the guardian is not in the group of the agent")
        service.kill()
        agent.exit_code()
        wait_until("the guardian is killed", lambda: is_gone(guardian))
        agent.start_again()
        all_finish(stuck)
        wait_until("the next agent is thawed", lambda: agent.status() == "thawed")
        need(not agent.is_marked(), "the next agent left the marker")


def killed_group_under_systemd(binary: str, name: str) -> None:
    """The guardian is in a scope of its own. systemd can't be had here: a stand-in does what systemd-run --scope does."""
    with groups() as (service, other), FreezingAgent(binary, name) as agent:
        service.take(agent.pid)
        BOOTED.mkdir(parents=True)
        private_root.install_stub(SYSTEMD_RUN, f'while [ "$1" != -- ]; do shift; done; shift\n'
                                               f'echo $$ >{other.path}/cgroup.procs && exec "$@"\n')
        try:
            agent.freeze()
            guardian, stuck = agent.guardian(), writers()
            need(other.processes() == [guardian], "the guardian is in the group of the agent")
            need("systemd-run [--scope] [--quiet]" in private_root.stub_log(), "it was not called as expected")
            service.kill()
            agent.exit_code()
            all_finish(stuck)
            wait_until("the guardian ends", lambda: is_gone(guardian))
        finally:
            BOOTED.rmdir()
            os.unlink(SYSTEMD_RUN)


def systemd_that_refuses(binary: str, name: str) -> None:
    """A guardian in the service's own group is better than none."""
    BOOTED.mkdir(parents=True)
    private_root.install_stub(SYSTEMD_RUN, "echo Access denied >&2; exit 1\n")
    try:
        with FreezingAgent(binary, name) as agent:
            agent.freeze()
            stuck = writers()
            agent.kill()
            all_finish(stuck)
    finally:
        BOOTED.rmdir()
        os.unlink(SYSTEMD_RUN)


ALL: list[Callable[[str, str], None]] = [killed_group, killed_group_under_systemd, systemd_that_refuses]
