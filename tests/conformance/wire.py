# SPDX-License-Identifier: Apache-2.0
"""Talks to an agent over its socket: bytes out, replies in, nothing interpreted on the way."""

import itertools
import json
import re
import select
import socket
import struct
import sys
import time
from dataclasses import dataclass
from typing import Any, Iterable, Optional, Union

DEADLINE = 30.0  # Seconds until an answer counts as missing; generous, machines are loaded.
STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"')
sys.setrecursionlimit(20_000)  # Messages may be 1024 levels deep.
_fences = itertools.count(1)


class NoAnswer(Exception):
    """The agent said nothing, or hung up, where an answer was due."""


@dataclass
class Reply:
    """One line of the agent, and whether the byte 0xFF stood before it."""

    raw: bytes
    delimited: bool
    value: Any

    @staticmethod
    def parse(line: bytes) -> "Reply":
        delimited = line.startswith(b"\xff")
        raw = line[1:] if delimited else line
        return Reply(raw, delimited, json.loads(raw))

    def canonical(self) -> str:
        """The reply as text that does not depend on the order of members."""
        text = json.dumps(self.value, sort_keys=True, ensure_ascii=False)
        return "0xFF " + text if self.delimited else text

    def layout_fault(self) -> Optional[str]:
        """What is wrong with the bytes themselves: only ASCII, ", " and ": " between values."""
        if any(byte >= 0x7F or byte < 0x20 for byte in self.raw):
            return "the reply has bytes that are not printable ASCII"
        bare = STRINGS.sub("", self.raw.decode("ascii"))
        if re.search(r"[,:](?! )| {2}|(?<![,:]) ", bare):
            return "the reply is not laid out with ': ' and ', '"
        return None


def canonical(replies: Iterable[Reply]) -> str:
    return "\n".join(reply.canonical() for reply in replies)


def request(command: str, arguments: Optional[dict[str, Any]] = None, **members: Any) -> bytes:
    """A request as most clients write it: one line."""
    message: dict[str, Any] = {"execute": command}
    if arguments is not None:
        message["arguments"] = arguments
    message.update(members)
    return json.dumps(message).encode() + b"\n"


class Connection:
    """One client of an agent."""

    def __init__(self, address: Union[str, tuple[str, int]]) -> None:
        """`address` is a socket's path, or host and port of what leads to the agent."""
        self._socket = socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET, socket.SOCK_STREAM)
        # For connect() too: it waits while as many clients as the agent cares for are ahead.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", int(DEADLINE), 0))
        self._socket.connect(address)
        self._buffer = bytearray()
        self._searched = 0

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        """Sends all of it, taking in meanwhile what the agent answers, so that neither waits for the other."""
        view = memoryview(data)
        while view:
            readable, writable, _ = select.select([self._socket], [self._socket], [], DEADLINE)
            if readable:
                self._receive()
            if writable:
                view = view[self._socket.send(view[:65536], socket.MSG_DONTWAIT):]
            if not readable and not writable:
                raise NoAnswer("the agent takes no more bytes")

    def send_without_reading(self, data: bytes) -> int:
        """Sends as much as fits without waiting; returns how much that was."""
        sent = 0
        try:
            while sent < len(data):
                sent += self._socket.send(data[sent:sent + 65536], socket.MSG_DONTWAIT)
        except BlockingIOError:
            pass
        return sent

    def finish_sending(self) -> None:
        self._socket.shutdown(socket.SHUT_WR)

    def has_reply(self) -> bool:
        """Whether something has come that was not taken in yet."""
        return bool(self._buffer) or bool(select.select([self._socket], [], [], 0)[0])

    def reply(self, deadline: float = DEADLINE) -> Reply:
        """The next reply."""
        end = time.monotonic() + deadline
        while True:
            newline = self._buffer.find(b"\n", self._searched)
            if newline >= 0:
                line = bytes(self._buffer[:newline])
                del self._buffer[:newline + 1]
                self._searched = 0
                return Reply.parse(line)
            self._searched = len(self._buffer)
            if not select.select([self._socket], [], [], max(0.0, end - time.monotonic()))[0]:
                raise NoAnswer(f"no reply within {deadline:.0f} s")
            self._receive()

    def replies(self, count: int, deadline: float = DEADLINE) -> list[Reply]:
        return [self.reply(deadline) for _ in range(count)]

    def exchange(self, data: bytes, deadline: float = DEADLINE) -> list[Reply]:
        """Sends bytes and returns all that the agent says to them, which may be nothing.

        A ping with an id of its own follows as a fence: replies come in the order of requests, so what stands before
        the fence's reply belongs to the bytes. (A guest-sync would not do: it entitles the agent to drop older replies.)
        """
        fence = f"fence {next(_fences)}"
        self.send(data + request("guest-ping", id=fence))
        found: list[Reply] = []
        while True:
            reply = self.reply(deadline)
            if isinstance(reply.value, dict) and reply.value.get("id") == fence:
                return found
            found.append(reply)

    def call(self, command: str, arguments: Optional[dict[str, Any]] = None) -> Any:
        """A command's reply, without further ado: for the preparations of a test, not for what it proves."""
        self.send(request(command, arguments))
        return self.reply().value

    def _receive(self) -> None:
        data = self._socket.recv(1 << 20)
        if not data:
            raise NoAnswer("the agent closed the connection")
        self._buffer += data
