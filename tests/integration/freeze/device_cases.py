# SPDX-License-Identifier: Apache-2.0
"""File systems whose device hangs or dies while they are frozen; the agent's own files may lie on them."""

import os
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

from fuse_server import FuseServer
from guest import MOUNTS, FreezingAgent, Syslog, all_finish, can_be_written, need, wait_until, writers

import loop_device
import sandbox
from wire import request

IMAGE = 32 << 20


def make_image(path: str) -> None:
    with open(path, "wb") as file:
        file.truncate(IMAGE)
    subprocess.run(["mke2fs", "-q", "-t", "ext4", path], check=True)


@contextmanager
def file_system_on_fuse(image: str) -> Iterator[FuseServer]:
    """Mounted at /mnt/top, on a loop device over a file that a server has."""
    make_image(image)
    server = FuseServer("/mnt/fuse", backing=image)
    try:
        loop, device = loop_device.attach("/mnt/fuse/image")
        os.makedirs("/mnt/top", exist_ok=True)
        subprocess.run(["mount", device, "/mnt/top"], check=True)
        os.close(loop)
        sandbox.hand_to_keeper("/mnt/top")
        yield server
        subprocess.run(["umount", "--lazy", "/mnt/top"], check=True)  # The keeper still holds it.
    finally:
        server.unmount()
        os.unlink(image)


def image_on_fuse(binary: str, name: str) -> None:
    """Its server keeps the image on another file system, which is frozen, too: nothing in sysfs tells of that."""
    with file_system_on_fuse(f"{MOUNTS[0]}/image"), FreezingAgent(binary, name) as agent:
        for _ in range(3):
            Path("/mnt/top/dirt").write_bytes(os.urandom(1 << 20))
            need(agent.ask("guest-fsfreeze-freeze") == 3, "not all three are frozen")
            need(agent.ask("guest-fsfreeze-thaw") == 3, "not all three are thawed")
        can_be_written("/mnt/top")


def dead_device(binary: str, name: str) -> None:
    """A device that dies while its file system is frozen: the others are thawed, and the host learns which one is not."""
    with file_system_on_fuse("/images/top") as server, FreezingAgent(binary, name) as agent:
        Path("/mnt/top/dirt").write_bytes(os.urandom(1 << 20))
        need(agent.ask("guest-fsfreeze-freeze") == 3, "not all three are frozen")
        stuck = writers()
        server.hang()
        with agent.connect() as client:
            client.send(request("guest-fsfreeze-thaw"))
            all_finish(stuck)
            answer = str(client.reply(deadline=120).value)  # 30 s is what a thaw may take.
        need("failed to thaw /mnt/top: it has not answered for 30 s" in answer, f"the thaw says: {answer}")
        need(agent.status() == "frozen", "it believes that all is thawed")
        server.end()  # The device fails now.
        wait_until("the thaw works", lambda: isinstance(agent.ask("guest-fsfreeze-thaw"), int))
        need(agent.status() == "thawed" and not agent.is_marked(), "it believes that it is frozen")
        need(agent.ask("guest-fsfreeze-freeze-list", mountpoints=list(MOUNTS)) == 2, "it can't freeze the others again")
        need(agent.ask("guest-fsfreeze-thaw") == 2, "it can't thaw the others again")


def terminated_with_a_dead_device(binary: str, name: str) -> None:
    """What is frozen still keeps the agent's files, and its end; the system's log learns why."""
    syslog = Syslog()
    with file_system_on_fuse("/images/top") as server, FreezingAgent(binary, name) as agent:
        need(agent.ask("guest-fsfreeze-freeze") == 3, "not all three are frozen")
        stuck = writers()
        server.hang()
        agent.signal(signal.SIGTERM)
        all_finish(stuck)
        wait_until("the event log says so", lambda: syslog.has("could not thaw at the end: a freeze or a thaw is still under way"))
        server.end()
        need(agent.exit_code() == 0, "it did not end when the device failed")
    syslog.close()


def own_files_on_a_dead_device(binary: str, name: str, options: list[str]) -> None:
    """The time of a freeze is up, and what holds the agent's own files has died: it says so, and serves on."""
    with file_system_on_fuse("/images/top") as server:
        os.makedirs("/mnt/top/state")
        with FreezingAgent(binary, name, {"fsfreeze-timeout": "2s", "log-level": "debug"}, options) as agent:
            need(agent.ask("guest-fsfreeze-freeze") == 3, "not all three are frozen")
            stuck = writers()
            server.hang()
            try:
                all_finish(stuck)
                wait_until("the thaw gives the device up", lambda: agent.status() == "thawed", 150)  # 30 s for the guardian, and for the agent.
                need(agent.ask("guest-ping") == {} and isinstance(agent.ask("guest-get-host-name"), dict), "it does not serve")
                need(agent.ask("guest-fsfreeze-freeze-list", mountpoints=list(MOUNTS)) == 2, "it can't freeze the others again")
            finally:
                server.end()  # An agent with a thread in the device could not be ended before.


def log_on_a_dead_device(binary: str, name: str) -> None:
    own_files_on_a_dead_device(binary, name, ["-l", "/mnt/top/agent.log"])


def state_on_a_dead_device(binary: str, name: str) -> None:
    own_files_on_a_dead_device(binary, name, ["-t", "/mnt/top/state"])


ALL: list[Callable[[str, str], None]] = [image_on_fuse, dead_device, terminated_with_a_dead_device]
