# SPDX-License-Identifier: Apache-2.0
"""What is too much: depth, tokens, sizes; and that the agent is the same afterwards."""

import base64
import time
from typing import Any, Iterator

from expect import DONE, Cascade, One, error, returns, returns_like, returns_where
from talk import Talk
from wire import request

MIB = 1 << 20
DEADLINE = 180.0  # Seconds; tens of megabytes on a loaded machine.
SYNC = request("guest-sync", {"id": 7})
DEPTH = "JSON nesting depth limit exceeded"
SIZE = "JSON token size limit exceeded"
COUNT = "JSON token count limit exceeded"


def ping_with(identity: bytes) -> bytes:
    return b'{"execute":"guest-ping","id":' + identity + b"}\n"


def echoes(size: int) -> One:
    """A ping's reply with an id of so many letters, compared without printing it."""
    def check(value: Any) -> Iterator[str]:
        if value != {"return": {}}:
            yield "the reply differs"
    return One("the ping's reply", check, "a" * size)


def depth(talk: Talk) -> None:
    talk.say("1023 arrays in an object", ping_with(b"[" * 1023 + b"]" * 1023), returns_where("{}", lambda value: value == {}).with_id(_nested(1023)))
    talk.say("1024 arrays in an object", ping_with(b"[" * 1024 + b"]" * 1024) + b"\xff" + SYNC, Cascade([returns(7)], DEPTH))
    talk.say("100000 brackets", b"[" * 100_000 + b"\xff" + SYNC, Cascade([returns(7)], DEPTH))
    talk.say("2000 objects", b'{"a":' * 2000 + b"\xff" + SYNC, Cascade([returns(7)], DEPTH))


def _nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    return value


def tokens(talk: Talk) -> None:
    def ones(count: int) -> bytes:
        return ping_with(b"[" + b",".join([b"1"] * count) + b"]")
    talk.say("2097109 tokens", ones(1_048_550), DONE.with_id([1] * 1_048_550), DEADLINE)
    talk.say("2097209 tokens", ones(1_048_600) + b"\xff" + SYNC, Cascade([returns(7)], COUNT), DEADLINE)


def white_space(talk: Talk) -> None:
    talk.say("65 MiB of blanks before a request", b" " * (65 * MIB) + SYNC, returns(7), DEADLINE)


def sizes(talk: Talk) -> None:
    size = 64 * MIB - 64
    talk.say("an id of almost 64 MiB", ping_with(b'"' + b"a" * size + b'"'), echoes(size), DEADLINE)
    talk.say("an id of more than 64 MiB", ping_with(b'"' + b"a" * (64 * MIB + 1) + b'"') + b"\xff" + SYNC, Cascade([returns(7)], SIZE), DEADLINE)
    many = b"[" + b",".join([b'"' + b"a" * MIB + b'"'] * 65) + b"]"
    talk.say("65 strings of 1 MiB", ping_with(many) + b"\xff" + SYNC, Cascade([returns(7)], SIZE), DEADLINE)


def reads(talk: Talk) -> None:
    handle = talk.connection.call("guest-file-open", {"path": "/dev/zero"})["return"]
    whole = 48 * MIB
    zeros = base64.b64encode(bytes(whole)).decode()
    talk.say("48 MiB are read at once", request("guest-file-read", {"handle": handle, "count": whole}),
             returns({"count": whole, "buf-b64": zeros, "eof": False}), DEADLINE)
    talk.ask("48 MiB and a byte are refused", "guest-file-read", error(f"value '{whole + 1}' is invalid for argument count"),
             {"handle": handle, "count": whole + 1})
    talk.ask("the file is closed", "guest-file-close", DONE, {"handle": handle})


def writes(talk: Talk) -> None:
    handle = talk.connection.call("guest-file-open", {"path": "/dev/null", "mode": "w"})["return"]
    data = base64.b64encode(bytes(40 * MIB)).decode()
    talk.say("40 MiB are written at once", request("guest-file-write", {"handle": handle, "buf-b64": data}),
             returns({"count": 40 * MIB, "eof": False}), DEADLINE)
    talk.ask("that file is closed", "guest-file-close", DONE, {"handle": handle})


def program_output(talk: Talk) -> None:
    """A program's output is kept up to 16 MiB; the rest is dropped, and said to be."""
    cap = 16 * MIB
    for name, size, truncated in (("more than 16 MiB", cap + 5000, True), ("exactly 16 MiB", cap, False)):
        arguments = {"path": "head", "arg": ["-c", str(size), "/dev/zero"], "capture-output": True}
        pid = talk.ask(f"a program that writes {name}", "guest-exec", returns_like({"pid": 1}), arguments)["pid"]
        end = time.monotonic() + DEADLINE
        value = talk.connection.call("guest-exec-status", {"pid": pid})
        while value.get("return") == {"exited": False} and time.monotonic() < end:
            value = talk.connection.call("guest-exec-status", {"pid": pid})
        status = value.get("return", {})
        kept = len(base64.b64decode(status.pop("out-data", "")))
        talk.check(f"{name}: what is kept, and said", kept == cap and status.get("out-truncated") is truncated, f"{kept} bytes, {status}")


def run(talk: Talk) -> None:
    for limit in (depth, tokens, white_space, reads, writes, program_output):
        limit(talk)


def run_sizes(talk: Talk) -> None:
    sizes(talk)
