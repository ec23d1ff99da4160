# SPDX-License-Identifier: Apache-2.0
"""What hangs must keep neither the agent from answering nor a freeze from its end: dead mounts, hooks that sleep, grandchildren."""

import os
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Iterator

from fuse_server import FuseServer
from guest import (HOOK, MOUNTS, FreezingAgent, all_finish, can_be_written, children, is_reaped, need, state_of, thread_states, wait_until,
                   writers)

import loop_device
import private_root
from wire import Connection, request

UNAFFECTED: list[tuple[str, dict[str, Any]]] = [  # Of each resource one, none of them the file systems or disks.
    ("guest-ping", {}), ("guest-info", {}), ("guest-fsfreeze-status", {}), ("guest-get-time", {}), ("guest-get-host-name", {}),
    ("guest-get-osinfo", {}), ("guest-get-users", {}), ("guest-get-vcpus", {}), ("guest-network-get-interfaces", {}),
    ("guest-exec", {"path": "true"}), ("guest-file-open", {"path": "/etc/hostname"}),
]


@contextmanager
def fuse_on_disk(directory: str) -> Iterator[FuseServer]:
    """On a block device, so that it is one of the guest's own file systems: what NTFS is by ntfs-3g."""
    image = "/images/fuse.img"
    with open(image, "wb") as file:
        file.truncate(1 << 20)
    loop, device = loop_device.attach(image)
    server = FuseServer(directory, device)
    os.close(loop)
    try:
        yield server
    finally:
        server.unmount()


def answered_at_once(client: Connection, running: int) -> None:
    for command, arguments in UNAFFECTED + [("guest-exec-status", {"pid": running})]:
        answer = client.exchange(request(command, arguments or None))
        need(len(answer) == 1 and "return" in answer[0].value, f"{command}: {answer}")


def synced_past(client: Connection, command: str, is_under_way: Callable[[], bool]) -> None:
    """Asks for what hangs, and then does as libvirt does when it has waited long enough."""
    client.send(request(command))
    wait_until(f"{command} is under way", is_under_way)
    client.send(request("guest-sync", {"id": 4711}))
    answer = client.reply().value
    need(answer == {"return": 4711}, f"after {command} hung, the sync was answered with: {answer}")


def mounts_of(agent: FreezingAgent) -> dict[str, dict[str, Any]]:
    """As guest-get-fsinfo has them, as soon as no earlier one is still running."""
    listed: list[Any] = []

    def is_answered() -> bool:
        listed[:] = [agent.ask("guest-get-fsinfo")]
        return isinstance(listed[0], list)

    wait_until("guest-get-fsinfo is answered", is_answered)
    return {row["mountpoint"]: row for row in listed[0]}


def dead_mount(binary: str, name: str) -> None:
    """A mount whose server stops answering, and a guest-get-fsinfo that asks it."""
    with fuse_on_disk("/mnt/fuse") as server, FreezingAgent(binary, name) as agent:
        need("total-bytes" in mounts_of(agent)["/mnt/fuse"], "the mount has no size while its server answers")
        running = agent.ask("guest-exec", path="true")["pid"]
        server.hang()
        with agent.connect() as client:
            synced_past(client, "guest-get-fsinfo", server.was_asked)
            refused = client.exchange(request("guest-get-fsinfo"))[0].value
            need("guest-get-fsinfo is still running since" in str(refused) or "return" in refused, f"the next one: {refused}")
            answered_at_once(client, running)
        listed = mounts_of(agent)
        need("total-bytes" not in listed["/mnt/fuse"] and "total-bytes" in listed[MOUNTS[0]], f"while it hangs: {listed}")
        need(agent.ask("guest-fsfreeze-freeze") == 2, "the dead mount keeps the freeze")
        stuck = writers()
        need(agent.ask("guest-fsfreeze-thaw") == 2, "the dead mount keeps the thaw")
        all_finish(stuck)
        plan = subprocess.run([binary, "freeze-plan"], capture_output=True, text=True).stdout
        need("a program serves it (FUSE): it can't be frozen" in plan, f"the plan does not tell why it is left out: {plan}")
        server.end()
    with FreezingAgent(binary, name) as agent:
        need(set(mounts_of(agent)) == set(MOUNTS), "what is left of the mount")


def trims_of(agent: FreezingAgent) -> dict[str, dict[str, Any]]:
    """As guest-fstrim has them, as soon as no earlier one is still running."""
    listed: list[Any] = []

    def is_answered() -> bool:
        listed[:] = [agent.ask("guest-fstrim")]
        return "paths" in listed[0]

    wait_until("guest-fstrim is answered", is_answered)
    return {row["path"]: row for row in listed[0]["paths"]}


def dead_mount_is_not_trimmed(binary: str, name: str) -> None:
    """A guest-fstrim that a dead mount keeps, and that its client gives up: a freeze goes on when the patience with it ends."""
    with fuse_on_disk("/mnt/fuse") as server, FreezingAgent(binary, name) as agent:
        need("trimmed" in trims_of(agent)[MOUNTS[0]], "a loop device's file system is not trimmed")
        server.hang()
        with agent.connect() as client:
            synced_past(client, "guest-fstrim", server.was_asked)
        wait_until("guest-fstrim ends", lambda: agent.ask("guest-fsfreeze-freeze") == 2)
        need(agent.ask("guest-fsfreeze-thaw") == 2, "the dead mount keeps the thaw")
        listed = trims_of(agent)
        need("an earlier call" in listed["/mnt/fuse"]["error"] and "trimmed" in listed[MOUNTS[0]], f"while it hangs: {listed}")
        server.end()
    with fuse_on_disk("/mnt/fuse") as server, FreezingAgent(binary, name) as agent:
        server.hang()
        listed = trims_of(agent)
        need(listed["/mnt/fuse"]["error"] == "failed to open: it has not answered for 10 s", f"the dead mount's own: {listed}")
        server.end()


def dead_mount_comes_back(binary: str, name: str) -> None:
    """What hung ends when the mount is aborted, and the agent is as before."""
    with fuse_on_disk("/mnt/fuse") as server, FreezingAgent(binary, name) as agent:
        server.hang()
        with agent.connect() as client:
            synced_past(client, "guest-get-fsinfo", server.was_asked)
        server.unmount()
        wait_until("no thread of the agent waits in the kernel any more", lambda: "D" not in thread_states(agent.pid))
        need(set(mounts_of(agent)) == set(MOUNTS), "guest-get-fsinfo does not work again")
        need(agent.ask("guest-fsfreeze-freeze") == 2 and agent.ask("guest-fsfreeze-thaw") == 2, "the freeze does not work")


def sleeping_hook(binary: str, name: str) -> None:
    """The client gives up a freeze whose hook sleeps; when the hook ends, what is frozen then is thawed again at once."""
    gate = f"/run/{name}-gate"
    os.mkfifo(gate)
    private_root.install_stub(HOOK, f'if [ "$1" = freeze ]; then read line <{gate}; fi\n')
    with FreezingAgent(binary, name) as agent:
        running = agent.ask("guest-exec", path="true")["pid"]
        with agent.connect() as client:
            synced_past(client, "guest-fsfreeze-freeze", lambda: os.path.exists("/stub.log"))
            refused = client.exchange(request("guest-fstrim"))[0].value
            need("guest-fsfreeze-freeze is still running since" in str(refused), f"guest-fstrim meanwhile: {refused}")
            answered_at_once(client, running)
            Path(gate).write_text("go on\n")
            wait_until("the freeze is taken back", lambda: agent.log_has("a freeze that nobody waited for was taken back: 2"))
            need(private_root.stub_log() == "fsfreeze-hook [freeze]\nfsfreeze-hook [thaw]\n", "the hooks were not run")
        need(agent.status() == "thawed" and not agent.is_marked(), "it believes that it is frozen")
        for mount in MOUNTS:
            can_be_written(mount)
        need(agent.ask("guest-fstrim")["paths"] != [], "guest-fstrim does not work again")


def taken_back_while_another_hangs(binary: str, name: str) -> None:
    """The client has gone past the freeze, and its next command hangs too: the freeze does not wait for that to be taken back."""
    gate = f"/run/{name}-gate"
    os.mkfifo(gate)
    private_root.install_stub(HOOK, f'if [ "$1" = freeze ]; then read line <{gate}; fi\n')
    with fuse_on_disk("/mnt/fuse") as server, FreezingAgent(binary, name) as agent:
        server.hang()
        with agent.connect() as client:
            synced_past(client, "guest-fsfreeze-freeze", lambda: os.path.exists("/stub.log"))
            client.send(request("guest-file-open", {"path": "/mnt/fuse/x"}))
            wait_until("the file is being opened", server.was_asked)
            Path(gate).write_text("go on\n")
            wait_until("the freeze is taken back", lambda: agent.log_has("a freeze that nobody waited for was taken back: 2"))
        for mount in MOUNTS:
            can_be_written(mount)
        server.end()


def helpers_in_a_dead_mount(binary: str, name: str) -> None:
    """Whatever hangs there, a sync goes past it, and what has nothing to do with it is answered."""
    helpers: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
        ("guest-set-user-password", {"username": "joe", "password": "Zm9v", "crypted": False}, ("/usr/sbin/chpasswd",)),
        ("guest-shutdown", {}, ("/usr/sbin/shutdown", "/usr/bin/systemctl")),
        ("guest-fsfreeze-freeze", {}, (HOOK,)),
        ("guest-get-fsinfo", {}, ()),
    ]
    for command, arguments, programs in helpers:
        for program in programs:
            private_root.install_stub(program, "[ -e /mnt/fuse/x ]\n")
        with fuse_on_disk("/mnt/fuse") as server, FreezingAgent(binary, name) as agent:
            running = agent.ask("guest-exec", path="true")["pid"]
            server.hang()
            with agent.connect() as client:
                client.send(request(command, arguments or None))
                wait_until(f"{command} is under way", server.was_asked)
                begun = time.monotonic()
                client.send(request("guest-sync", {"id": 4711}))
                answer = client.reply().value
                need(answer == {"return": 4711}, f"after {command} hung, the sync was answered with: {answer}")
                need(time.monotonic() - begun < 5, f"the sync waited for {command}")
                answered_at_once(client, running)
            server.end()
            wait_until(f"{command} ends with its mount", lambda: children(agent.pid) == [])
        private_root.restore_stubs()


def hook_without_end(binary: str, name: str) -> None:
    """A hook that never ends, killed at its time: nothing is frozen, and the host learns why. Its time grows until it gets around
    to say something."""
    private_root.install_stub(HOOK, 'if [ "$1" = freeze ]; then echo waiting for the database; exec sleep 1000; fi\n')
    for seconds in (1, 2, 4, 8, 16):
        with FreezingAgent(binary, name, {"fsfreeze-hook-timeout": f"{seconds}s"}) as agent:
            answer = str(agent.ask("guest-fsfreeze-freeze"))
            need(f"did not end within {seconds} s and was killed" in answer, f"the freeze says: {answer}")
            need(agent.status() == "thawed" and children(agent.pid) == [], f"left: {children(agent.pid)}")
            for mount in MOUNTS:
                can_be_written(mount)
        if "and was killed: waiting for the database" in answer:
            return
    need(False, f"what the hook said is not told: {answer}")


def hook_in_a_dead_mount(binary: str, name: str) -> None:
    """A hook that no signal ends: it is left behind at its time, keeps no later freeze, and is reaped when its mount fails."""
    private_root.install_stub(HOOK, 'if [ "$1" = freeze ]; then echo looking; [ -e /mnt/fuse/x ]; fi\n')
    with fuse_on_disk("/mnt/fuse") as server, FreezingAgent(binary, name, {"fsfreeze-hook-timeout": "1s"}) as agent:
        server.hang()
        answer = str(agent.ask("guest-fsfreeze-freeze"))
        need("did not end within 1 s and could not be killed: looking" in answer, f"the freeze says: {answer}")
        need(agent.status() == "thawed" and not agent.is_marked(), "it believes that it is frozen")
        private_root.install_stub(HOOK, "")
        agent.freeze()
        need(agent.ask("guest-fsfreeze-thaw") == 2, "it can't thaw")
        need("D" in [state_of(child) for child in children(agent.pid)], "the hook hung nowhere")
        server.end()
        wait_until("the hook is reaped", lambda: children(agent.pid) == [])


def grandchildren(binary: str, name: str) -> None:
    """What hooks and helpers leave in the background holds their output open: nobody waits for it, and all are reaped."""
    background = "sleep 1000 &\n"
    for path in (HOOK, "/usr/sbin/chpasswd", "/usr/bin/systemctl", "/usr/sbin/shutdown"):
        private_root.install_stub(path, background)
    with FreezingAgent(binary, name) as agent:
        agent.freeze()
        guardian = agent.guardian()
        need(agent.ask("guest-fsfreeze-thaw") == 2, "the thaw hook's grandchild keeps it")
        wait_until("the guardian is reaped", lambda: is_reaped(guardian))
        answer = agent.ask("guest-set-user-password", username="joe", password="Zm9v", crypted=False)
        need(answer == {}, f"chpasswd's grandchild: {answer}")
        with agent.connect() as client:
            client.send(request("guest-shutdown"))
            need(client.exchange(b"") == [], "guest-shutdown answers")
        wait_until("the helper of the shutdown was called", lambda: any(
            program in Path("/stub.log").read_text() for program in ("shutdown", "systemctl")))
        wait_until("all are reaped", lambda: children(agent.pid) == [])
        need(private_root.stub_log().startswith("fsfreeze-hook [freeze]\nfsfreeze-hook [thaw]\nchpasswd ["), "not all were called")
    for pid in sleepers():
        os.kill(pid, 9)


def sleepers() -> list[int]:
    """What is left in the background; its parent is this process, the first of the namespace."""
    found = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in found if state_of(pid) not in ("", "Z") and b"sleep" in Path(f"/proc/{pid}/cmdline").read_bytes()]


ALL: list[Callable[[str, str], None]] = [
    dead_mount, dead_mount_is_not_trimmed, dead_mount_comes_back, sleeping_hook, taken_back_while_another_hangs, hook_without_end,
    hook_in_a_dead_mount, helpers_in_a_dead_mount, grandchildren,
]
