# SPDX-License-Identifier: Apache-2.0
"""More than the agent keeps, behind a command that hangs: a sync is answered all the same, and so is everything else in its order."""

import os
import time
from typing import Optional

import private_root
from expect import DONE, Cascade, returns, unknown_command
from talk import Talk
from wire import DEADLINE, NoAnswer, request

MIB = 1 << 20
SYNC = request("guest-sync", {"id": 7})
FIFO = "/tmp/hanging"
PASSWORD = {"username": "root", "password": "cDp3", "crypted": False}
WAITING = "requests are waiting for guest-set-user-password since 20"


class Hanging:
    """A command whose program waits until the test lets it go."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        os.mkfifo(FIFO)
        private_root.install_stub("/usr/sbin/chpasswd", f"read line <{FIFO}\n")
        talk.connection.send(request("guest-set-user-password", PASSWORD, id="hanging"))
        self._gate: Optional[int] = self._open()

    def __enter__(self) -> "Hanging":
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()
        os.unlink(FIFO)
        private_root.restore_stubs()
        self._talk.hang_up()
        end = time.monotonic() + DEADLINE
        while "can't be begun" in str(self._talk.connection.call("guest-set-user-password", PASSWORD)) and time.monotonic() < end:
            pass

    def let_go(self) -> None:
        if self._gate is not None:
            os.write(self._gate, b"\n")
            os.close(self._gate)
        self._gate = None

    def _open(self) -> int:
        """Succeeds when the program has begun to wait."""
        end = time.monotonic() + DEADLINE
        while True:
            try:
                return os.open(FIFO, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                if time.monotonic() > end:
                    raise NoAnswer("the program that is to hang was not started")
                time.sleep(0.01)


def garbage(talk: Talk) -> None:
    """What each costs does not grow with what waits already."""
    with Hanging(talk):
        talk.say("32 KiB of closing braces behind a command that hangs, and a sync", b"}" * (32 << 10) + b"\xff" + SYNC, returns(7))
    with Hanging(talk):
        name = b'{"execute":"' + b"a" * (8 * MIB) + b'"}'
        talk.say("a long name, a thousand braces, and a sync", name + b"}" * 1000 + b"\xff" + SYNC, returns(7))


def writes(count: int) -> bytes:
    return b"".join(request("guest-file-write", {"handle": 1, "buf-b64": "A" * 4096}, id=number) for number in range(count))


def too_much_and_a_sync(talk: Talk) -> None:
    with Hanging(talk):
        talk.say("2000 writes behind a command that hangs, and a sync with a command", writes(2000) + SYNC + request("guest-get-host-name"),
                 [returns(7), returns({"host-name": "conformance-guest"})])


def too_much(talk: Talk) -> None:
    """What is refused is so in its place, with its id and the reason."""
    with Hanging(talk) as hanging:
        talk.connection.send(writes(2000))  # Ends only when it was read: it is more than the socket holds.
        hanging.let_go()
        replies = [reply.value for reply in talk.connection.replies(2001)]
    talk.check("what hung is answered first", replies[0] == {"return": {}, "id": "hanging"}, str(replies[0]))
    talk.check("all others follow in their order", [reply.get("id") for reply in replies[1:]] == list(range(2000)), "they do not")
    descriptions = [reply["error"]["desc"] for reply in replies[1:]]
    refused = [WAITING in description for description in descriptions]
    kept = refused.index(True) if True in refused else len(refused)
    talk.check("a thousand are kept", kept >= 1000 and set(descriptions[:kept]) == {"handle '1' has not been found"}, f"{kept}: {set(descriptions)}")
    talk.check("the rest is refused with the reason", kept < 2000 and all(refused[kept:]), f"{kept} of {len(refused)}: {descriptions[-1]}")


def hang_up(talk: Talk) -> None:
    """Also that a client has left is seen."""
    with Hanging(talk):
        talk.connection.send_without_reading(writes(2000))
        talk.hang_up()
        talk.say("the next client behind one that asked for too much", b"\xff" + SYNC, Cascade([returns(7)], least=0))


def long_names(talk: Talk) -> None:
    """They are not echoed whole: that would be in memory several times over."""
    size = 60 * MIB
    before = _peak(talk)
    shown = "a" * 16384 + "\u2026"
    talk.say("a command's name of 60 MiB", b'{"execute":"' + b"a" * size + b'"}', unknown_command(shown))
    cost = _peak(talk) - before
    talk.check("it costs less than 200 MiB", cost < 200 << 10, f"{cost} KiB")


def _peak(talk: Talk) -> int:
    """The most memory that the agent ever had, in KiB."""
    with open(f"/proc/{talk.agent.pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))


def run(talk: Talk) -> None:
    for part in (long_names, garbage, too_much_and_a_sync, too_much, hang_up):
        part(talk)
        talk.ask(f"served on after {part.__name__}", "guest-ping", DONE)
