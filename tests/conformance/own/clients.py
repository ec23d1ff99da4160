# SPDX-License-Identifier: Apache-2.0
"""How well-known clients talk: libvirt, Proxmox, KubeVirt, Ansible, and QEMU's own test of its agent."""

import base64
import json
import os
import random
import re
import time
from typing import Any

from expect import DONE, Cascade, error, error_like, returns, returns_like, returns_where, unknown_command
from talk import Talk
from wire import request

PROXMOX_REPLY = re.compile(rb"\xff([^\n]+}\r?\n[^\n]+})\r?\n")  # By which it finds the two answers.
STRAY = "JSON parse error, stray '\ufffd'"
OPEN = returns_where("a handle", lambda value: isinstance(value, int))
STARTED = returns_like({"pid": 1})
RUNNING = {"exited": False}


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def ended(out: bytes = b"", code: int = 0) -> dict[str, Any]:
    value: dict[str, Any] = {"exited": True, "exitcode": code}
    return value | ({"out-data": b64(out), "out-truncated": False} if out else {})


def libvirt(talk: Talk) -> None:
    """A plain guest-sync with a number from the clock before each command; no 0xFF, no id, one command a line."""
    mount = "/mnt/a"
    commands: list[tuple[str, Any, Any]] = [
        ("guest-info", None, returns_where("a list of commands", lambda value: len(value["supported_commands"]) > 40)),
        ("guest-get-host-name", None, returns({"host-name": "conformance-guest"})),
        ("guest-get-time", None, returns_where("nanoseconds", lambda value: value > 1_600_000_000_000_000_000)),
        ("guest-get-timezone", None, returns_like({"zone": "UTC", "offset": 0})),
        ("guest-get-osinfo", None, returns_where("Debian", lambda value: value["id"] == "debian")),
        ("guest-get-users", None, returns_where("a list", lambda value: isinstance(value, list))),
        ("guest-get-vcpus", None, returns_like([{"logical-id": 0, "online": True, "can-offline": True}])),
        ("guest-get-fsinfo", None, returns_where("a list", lambda value: isinstance(value, list))),
        ("guest-get-disks", None, returns_where("a list", lambda value: isinstance(value, list))),
        ("guest-network-get-interfaces", None, returns_where("with lo", lambda value: "lo" in [row["name"] for row in value])),
        ("guest-fsfreeze-status", None, returns("thawed")),
        ("guest-set-vcpus", {"vcpus": []}, returns(0)),
        ("guest-ssh-get-authorized-keys", {"username": "nobody-there"}, error("failed to lookup user 'nobody-there': Success")),
        ("guest-set-user-password", {"username": "root", "password": b64(b"secret"), "crypted": False}, DONE),
        ("guest-fsfreeze-freeze-list", {"mountpoints": ["/not/" + mount]}, returns(0)),
        ("guest-fsfreeze-thaw", None, returns(0)),
    ]
    for command, arguments, expected in commands:
        number = int(time.time() * 1000)
        talk.ask(f"libvirt: sync before {command}", "guest-sync", returns(number), {"id": number})
        talk.ask(f"libvirt: {command}", command, expected, arguments)


def proxmox(talk: Talk) -> None:
    """guest-sync-delimited and the command in one write, `arguments` in both, keys in any order."""
    for command in ("guest-ping", "guest-info", "guest-get-osinfo", "guest-get-host-name", "guest-get-timezone", "guest-get-time",
                    "guest-get-vcpus", "guest-get-fsinfo", "guest-network-get-interfaces", "guest-get-memory-block-info",
                    "guest-fsfreeze-status", "guest-get-users"):
        number = random.randrange(1, 1 << 31)
        message: list[tuple[str, Any]] = [("execute", command), ("arguments", {})]
        random.shuffle(message)
        data = request("guest-sync-delimited", {"id": number}) + json.dumps(dict(message)).encode() + b"\n"
        anything = returns_where("something", lambda value: True)
        talk.say(f"proxmox: {command} in one write with sync", data, [returns(number).behind_ff(), anything])
        talk.say(f"proxmox: {command} behind 0xFF", b"\xff" + data, Cascade([returns(number).behind_ff(), anything], STRAY))
    sync = request("guest-sync-delimited", {"id": 77})
    talk.connection.send(sync + request("guest-get-osinfo", {}))
    replies = talk.connection.replies(2)
    raw = b"".join((b"\xff" if reply.delimited else b"") + reply.raw + b"\n" for reply in replies)
    found = PROXMOX_REPLY.search(raw)
    talk.check("proxmox: its expression finds both answers", found is not None and found[1].count(b"\n") == 1, repr(raw))


def kubevirt(talk: Talk) -> None:
    """What its guest-agent poller and its exec probes send through libvirt."""
    talk.ask("kubevirt: guest-info", "guest-info", returns_where("with a version", lambda value: isinstance(value["version"], str)))
    for command in ("guest-network-get-interfaces", "guest-get-osinfo", "guest-get-host-name", "guest-get-timezone", "guest-get-users",
                    "guest-get-fsinfo", "guest-fsfreeze-status"):
        talk.ask(f"kubevirt: {command}", command, returns_where("something", lambda value: value is not None))
    probe = {"path": "cat", "arg": ["/etc/passwd"], "capture-output": True}
    pid = (talk.ask("kubevirt: a probe is started", "guest-exec", STARTED, probe) or {}).get("pid", -1)
    with open("/etc/passwd", "rb") as file:
        talk.ask_until("kubevirt: the probe's output", "guest-exec-status", returns(ended(file.read())), {"pid": pid})
    probe = {"path": "sh", "arg": ["-c", "exit 3"], "capture-output": True}
    pid = (talk.ask("kubevirt: a failing probe is started", "guest-exec", STARTED, probe) or {}).get("pid", -1)
    talk.ask_until("kubevirt: the failing probe's exit code", "guest-exec-status", returns(ended(code=3)), {"pid": pid})
    talk.ask("kubevirt: a probe that is not there", "guest-exec",
             error_like(".*Failed to execute child process \u201c/no/such/probe\u201d \\(No such file or directory\\).*"), {"path": "/no/such/probe"})


def ansible(talk: Talk) -> None:
    """The libvirt_qemu connection: a shell command, a file put in pieces of 61440 bytes, and fetched again."""
    data = bytes(random.Random(1).randrange(256) for _ in range(150_000))
    shell = {"path": "/bin/sh", "arg": ["-c", "echo ~ && sleep 0"], "capture-output": True}
    pid = (talk.ask("ansible: a shell is started", "guest-exec", STARTED, shell) or {}).get("pid", -1)
    talk.ask_until("ansible: the shell's output", "guest-exec-status", returns(ended(b"/root\n")), {"pid": pid})
    handle = talk.ask("ansible: a file is opened for writing", "guest-file-open", OPEN, {"path": "/tmp/put", "mode": "wb"})
    for start in range(0, len(data), 61440):
        piece = data[start:start + 61440]
        talk.ask(f"ansible: the piece at {start} is written", "guest-file-write", returns({"count": len(piece), "eof": False}),
                 {"handle": handle, "buf-b64": b64(piece)})
    talk.ask("ansible: it is flushed", "guest-file-flush", DONE, {"handle": handle})
    talk.ask("ansible: it is closed", "guest-file-close", DONE, {"handle": handle})
    with open("/tmp/put", "rb") as file:
        talk.check("ansible: the file is complete", file.read() == data, "its content differs")
    handle = talk.ask("ansible: it is opened for reading", "guest-file-open", OPEN, {"path": "/tmp/put", "mode": "rb"})
    talk.ask("ansible: all of it is read at once", "guest-file-read", returns({"count": len(data), "buf-b64": b64(data), "eof": True}),
             {"handle": handle, "count": 1 << 20})
    talk.ask("ansible: nothing is left", "guest-file-read", returns({"count": 0, "buf-b64": "", "eof": True}), {"handle": handle})
    talk.ask("ansible: it is closed again", "guest-file-close", DONE, {"handle": handle})
    os.unlink("/tmp/put")


def qemu_test(talk: Talk) -> None:
    """What QEMU's test of its agent relies on: relative paths, a file written, sought and read again, and its error cases."""
    for number in (1, 1 << 31, -(1 << 40)):
        sync = b"\xff" + request("guest-sync-delimited", {"id": number})
        talk.say(f"qemu: 0xFF and a delimited sync of {number}", sync, Cascade([returns(number).behind_ff()], STRAY))
    talk.ask("qemu: an unknown argument", "guest-ping", error("Parameter 'foo' is unexpected"), {"foo": 42})
    talk.say("qemu: out of band", b'{"exec-oob":"guest-ping"}\n', error("QMP input member 'exec-oob' is unexpected"))
    talk.ask("qemu: an unknown command", "guest-invalid-cmd", unknown_command("guest-invalid-cmd"))
    handle = talk.ask("qemu: a relative path is opened", "guest-file-open", OPEN, {"path": "foo", "mode": "w+"})
    talk.ask("qemu: it is written", "guest-file-write", returns({"count": 11, "eof": False}), {"handle": handle, "buf-b64": b64(b"hello world")})
    talk.ask("qemu: it is flushed", "guest-file-flush", DONE, {"handle": handle})
    talk.check("qemu: it lies in the agent's directory", os.path.exists(f"{talk.agent.work}/foo"), "it does not")
    talk.ask("qemu: to its start", "guest-file-seek", returns({"position": 0, "eof": False}), {"handle": handle, "offset": 0, "whence": "set"})
    talk.ask("qemu: five bytes", "guest-file-read", returns({"count": 5, "buf-b64": b64(b"hello"), "eof": False}), {"handle": handle, "count": 5})
    talk.ask("qemu: back one", "guest-file-seek", returns({"position": 4, "eof": False}), {"handle": handle, "offset": -1, "whence": "cur"})
    talk.ask("qemu: written in the middle", "guest-file-write", returns({"count": 1, "eof": False}), {"handle": handle, "buf-b64": b64(b"O")})
    talk.ask("qemu: to five before the end", "guest-file-seek", returns({"position": 6, "eof": False}), {"handle": handle, "offset": -5, "whence": 2})
    talk.ask("qemu: the rest", "guest-file-read", returns({"count": 5, "buf-b64": b64(b"world"), "eof": True}), {"handle": handle})
    talk.ask("qemu: it is closed", "guest-file-close", DONE, {"handle": handle})
    talk.ask("qemu: a closed handle", "guest-file-read", error(f"handle '{handle}' has not been found"), {"handle": handle})
    with open(f"{talk.agent.work}/foo", "rb") as file:
        talk.check("qemu: the write in the middle is there", file.read() == b"hellO world", "its content differs")
    talk.ask("qemu: a handle that never was", "guest-file-close", error("handle '9999999' has not been found"), {"handle": 9999999})
    talk.ask("qemu: a file that is not there", "guest-file-open",
             error("failed to open file 'no/such' (mode: 'r'): No such file or directory"), {"path": "no/such"})
    talk.ask("qemu: a program that is not there", "guest-exec", error_like(".*/bin/invalid-cmd42.*No such file or directory.*"),
             {"path": "/bin/invalid-cmd42"})
    pid = (talk.ask("qemu: input is echoed", "guest-exec", STARTED,
                    {"path": "/bin/cat", "input-data": b64(b"to the child"), "capture-output": True}) or {}).get("pid", -1)
    talk.ask_until("qemu: the echo", "guest-exec-status", returns(ended(b"to the child")), {"pid": pid})


def run(talk: Talk) -> None:
    for client in (libvirt, proxmox, kubevirt, ansible, qemu_test):
        client(talk)
        talk.hang_up()
