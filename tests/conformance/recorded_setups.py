# SPDX-License-Identifier: Apache-2.0
"""How each recorded setup is rebuilt, and what was done to the system between two recorded exchanges."""

import os
from typing import TYPE_CHECKING, Any, Callable, Optional

import private_root
from agent import Agent
from wire import request

if TYPE_CHECKING:
    from recorded import Replay

HALF_CLOSED = {254}  # The client closes its sending side after the request.
ACT_AS_ANOTHER = {222}  # qtga does it with that user's rights, which only root can take.
HOOK = "/etc/qemu/fsfreeze-hook"
KEYS = "/home/joe/.ssh/authorized_keys"
FIFO = "/tmp/qga.9ocy3ln0/fifo"  # The path that the recording has.

SPLICED = "previous client sent {\"execute\":\"guest-pi and disconnected"
FROZEN = "state dir holds qga.state.isfrozen at start"
OPTIONS = {
    "-b guest-ping,nope": ["-b", "guest-ping,nope"],
    "-a guest-ping,guest-info -b guest-ping": ["-a", "guest-ping,guest-info", "-b", "guest-ping"],
}


def start(setup: str, binary: str, name: str) -> Agent:
    """An agent in the recorded setup."""
    options = [f"-F{HOOK}"] if _is_sandbox(setup) else OPTIONS.get(setup, [])
    private_root.run_systemd(True)  # Which qtga wants to see before it offers to suspend by systemctl.
    return Agent(binary, name, options, frozen=setup == FROZEN)


def missing(setup: str, level: str) -> Optional[str]:
    """Why a setup cannot be rebuilt here."""
    if level != "root" and (_is_sandbox(setup) or setup.startswith("tmpfs jail")):
        return "loop mounts and further users need root"
    return None


def prepare(number: int, replay: "Replay") -> None:
    """Does what stood before the recorded exchange."""
    step = STEPS.get(number)
    if step:
        step(replay)


def _is_sandbox(setup: str) -> bool:
    return setup.startswith("-F inside a private tmpfs root")


def _exec(recorded: int, **arguments: Any) -> Callable[["Replay"], None]:
    """Starts the program whose start was left out of the recording, where only its status is in it."""
    def step(replay: "Replay") -> None:
        reply = replay.connection().exchange(request("guest-exec", arguments))[0]
        replay.know_number(recorded, reply.value["return"]["pid"])
    return step


def _open(recorded: int, path: str) -> Callable[["Replay"], None]:
    """Opens the file whose opening was left out of the recording."""
    def step(replay: "Replay") -> None:
        reply = replay.connection().exchange(request("guest-file-open", {"path": path}))[0]
        replay.know_number(recorded, reply.value["return"])
    return step


def _file_command(command: str, recorded: int, **arguments: Any) -> Callable[["Replay"], None]:
    """Repeats a command on a file that was left out of the recording."""
    def step(replay: "Replay") -> None:
        replay.connection().exchange(request(command, {"handle": replay.live_number(recorded), **arguments}))
    return step


def _in_turn(*steps: Callable[["Replay"], None]) -> Callable[["Replay"], None]:
    def step(replay: "Replay") -> None:
        for part in steps:
            part(replay)
    return step


def _thaw(replay: "Replay") -> None:
    replay.connection().exchange(request("guest-fsfreeze-thaw"))


def _fifo(_: "Replay") -> None:
    os.makedirs(os.path.dirname(FIFO), exist_ok=True)
    if not os.path.exists(FIFO):
        os.mkfifo(FIFO)


def _half_a_request(replay: "Replay") -> None:
    replay.connection().send(b'{"execute":"guest-pi')
    replay.reconnect()


def _hook(body: str) -> Callable[["Replay"], None]:
    return lambda _: private_root.install_stub(HOOK, body)


def _remove(*paths: str) -> Callable[["Replay"], None]:
    def step(_: "Replay") -> None:
        for path in paths:
            os.unlink(path)
    return step


def _joe_starts_without_keys(_: "Replay") -> None:
    if os.path.exists(KEYS):
        os.unlink(KEYS)
        os.rmdir(os.path.dirname(KEYS))


def _keys_with_comments(_: "Replay") -> None:
    private_root.write(KEYS, "# comment\n\nssh-ed25519 AAAA1 k1\n   ssh-rsa AAAA2 k2  \n", 0o600)
    os.chown(KEYS, 1000, 1000)


def _no_victim_yet(_: "Replay") -> None:
    if os.path.exists("/victim/authorized_keys"):
        os.unlink("/victim/authorized_keys")


STEPS: dict[int, Callable[["Replay"], None]] = {
    130: _open(1001, "/etc/hostname"),
    162: _in_turn(_file_command("guest-file-write", 1002, **{"buf-b64": "aGloJA=="}),
                  _file_command("guest-file-seek", 1002, offset=0, whence="set")),
    164: _fifo,
    172: _file_command("guest-file-flush", 1005),
    183: _exec(27524, path="sh", arg=["-c", "kill -9 $$"]),
    189: _exec(27565, **{"path": "/usr/bin/env", "env": ["A=1", "B=2"], "capture-output": True}),
    192: _exec(27571, **{"path": "/bin/cat", "capture-output": True}),
    253: _half_a_request,
    270: _thaw,
    540: lambda _: private_root.restore_stubs(),
    554: _hook("echo out; echo err >&2; exit 7\n"),
    555: _hook('[ "$1" = freeze ] && exit 0; echo out; echo err >&2; exit 7\n'),
    562: lambda _: private_root.restore_stubs(),
    569: _in_turn(_remove("/usr/bin/systemctl"), lambda _: private_root.run_systemd(False)),
    572: _remove("/usr/sbin/chpasswd"),
    574: _remove("/usr/sbin/shutdown"),
    611: _joe_starts_without_keys,
    614: _keys_with_comments,
    620: _no_victim_yet,
}
