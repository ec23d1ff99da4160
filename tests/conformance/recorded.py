# SPDX-License-Identifier: Apache-2.0
"""Replays what qemu-ga 10.0.13 was asked and answered, and compares: texts exactly, another machine's facts by shape."""

import base64
import json
import time
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Iterator, Optional

import recorded_setups
from agent import Agent, NotStarted
from report import Report
from shapes import faults, shape_of
from wire import DEADLINE, Connection, NoAnswer, Reply, canonical

FILE = Path(__file__).parent / "transcripts" / "recorded-10.0.13.jsonl"
# Facts of the machine and moment of the recording.
BY_SHAPE = {"guest-get-osinfo", "guest-get-fsinfo", "guest-get-disks", "guest-get-memory-block-info", "guest-get-load",
            "guest-network-get-route", "guest-network-get-interfaces", "guest-get-time", "guest-get-timezone"}
# What qtga does not offer without the right to do it, which no agent has in the private root (CAP_SYS_TIME).
OFF_HERE = {"guest-set-time"}
# What 10.0.13 also says, on machines that have more than the recorded one had.
FURTHER_SAMPLES = {
    "guest-get-disks": {"return": [{"name": "/dev/loop0", "partition": False, "dependencies": []}]},
}


@dataclass
class Recording:
    """One recorded exchange."""

    number: int
    group: str
    setup: str
    comment: str
    request: bytes
    response: bytes

    @property
    def name(self) -> str:
        return f"recorded/{self.group}/{self.number}"

    @property
    def title(self) -> str:
        return f"{self.name} {self.comment}"

    @property
    def replies(self) -> list[Reply]:
        return [Reply.parse(line) for line in self.response.split(b"\n")[:-1]]

    @property
    def message(self) -> dict[str, Any]:
        """The request where it is one well-formed message, else nothing."""
        try:
            message = json.loads(self.request)
        except ValueError:
            return {}
        return message if isinstance(message, dict) else {}

    @property
    def command(self) -> str:
        command = self.message.get("execute")
        return command if isinstance(command, str) else ""


def load() -> list[Recording]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [Recording(e["n"], e["group"], e["setup"], e["comment"], base64.b64decode(e["request_b64"]), base64.b64decode(e["response_b64"]))
            for e in map(json.loads, lines)]


class Replay:
    """The exchanges of one setup against one running agent, with the numbers that differ from the recording."""

    def __init__(self, agent: Agent, report: Report) -> None:
        self._agent = agent
        self._report = report
        self._numbers: dict[int, int] = {}  # Handles and pids: recorded to live.
        self._connection: Optional[Connection] = None

    def run(self, recordings: list[Recording]) -> None:
        for recording in recordings:
            if self._report.wanted(recording.title):
                self.judge(recording)
            else:
                self._replay(recording)  # Later ones may build on it.
        if self._connection:
            self._connection.close()

    def judge(self, recording: Recording) -> None:
        request, replies, problem = self._replay(recording)
        expected = recording.replies
        found = [problem] if problem else list(self._faults(recording, expected, replies))
        self._report.judge(recording.name, request, replies, canonical(expected), found)

    def _replay(self, recording: Recording) -> tuple[bytes, list[Reply], Optional[str]]:
        recorded_setups.prepare(recording.number, self)
        request = self._with_live_numbers(recording)
        try:
            replies = self._exchange(recording, request)
        except (NoAnswer, OSError, ValueError) as error:
            self.reconnect()
            return request, [], f"{error}; the agent's standard error: {self._agent.errors() or 'empty'}"
        self._learn_number(recording, replies)
        return request, replies, None

    def connection(self) -> Connection:
        if self._connection is None:
            self._connection = self._agent.connect()
        return self._connection

    def reconnect(self) -> None:
        """The next exchange is a new client's."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def know_number(self, recorded: int, live: int) -> None:
        self._numbers[recorded] = live

    def live_number(self, recorded: int) -> int:
        return self._numbers[recorded]

    def _with_live_numbers(self, recording: Recording) -> bytes:
        message = recording.message
        arguments = message.get("arguments")
        for key in ("handle", "pid"):
            if isinstance(arguments, dict) and arguments.get(key) in self._numbers:
                arguments[key] = self._numbers[arguments[key]]
                return json.dumps(message).encode() + b"\n"
        return recording.request

    def _exchange(self, recording: Recording, request: bytes) -> list[Reply]:
        if recording.number in recorded_setups.HALF_CLOSED:
            client = self.connection()
            client.send(request)
            client.finish_sending()
            replies = client.replies(len(recording.replies))
            self.reconnect()
            return replies
        replies = self.connection().exchange(request)
        if recording.command == "guest-exec-status" and '"exited": true' in canonical(recording.replies):
            end = time.monotonic() + DEADLINE
            while '"exited": false' in canonical(replies) and time.monotonic() < end:
                replies = self.connection().exchange(request)
        return replies

    def _learn_number(self, recording: Recording, replies: list[Reply]) -> None:
        for expected, got in zip(recording.replies, replies):
            for path in (("return",), ("return", "pid")):
                old, new = _at(expected.value, path), _at(got.value, path)
                if recording.command in ("guest-file-open", "guest-exec") and isinstance(old, int) and isinstance(new, int):
                    self._numbers[old] = new

    def _faults(self, recording: Recording, expected: list[Reply], replies: list[Reply]) -> Iterator[str]:
        if len(expected) != len(replies):
            yield f"{len(replies)} replies instead of {len(expected)}"
        for old, new in zip(expected, replies):
            if old.delimited != new.delimited:
                yield "the byte 0xFF before the reply is " + ("missing" if old.delimited else "unexpected")
            wanted = self._live(recording, old.value)
            if recording.command in BY_SHAPE and "return" in wanted:
                samples = [wanted] + [FURTHER_SAMPLES[name] for name in [recording.command] if name in FURTHER_SAMPLES]
                yield from faults(new.value, shape_of(*samples), "reply")
            elif recording.command == "guest-info":
                yield from info_faults(wanted, new.value)
            elif self._texts(recording, wanted) != self._texts(recording, new.value):
                yield "the reply differs"

    def _live(self, recording: Recording, value: dict[str, Any]) -> dict[str, Any]:
        """The recorded reply with this session's handle or pid."""
        if recording.command == "guest-file-open" and value.get("return") in self._numbers:
            return {**value, "return": self._numbers[value["return"]]}
        pid = _at(value, ("return", "pid"))
        if recording.command == "guest-exec" and pid in self._numbers:
            return {**value, "return": {**value["return"], "pid": self._numbers[pid]}}
        return value

    def _texts(self, recording: Recording, value: Any) -> str:
        text = json.dumps(value, sort_keys=True)
        handle = recording.message.get("arguments", {}).get("handle") if recording.message else None
        if handle in self._numbers:  # "handle '1001' has not been found"
            text = text.replace(f"'{self._numbers[handle]}'", f"'{handle}'")
        return text


def info_faults(expected: Any, got: Any) -> Iterator[str]:
    """guest-info: every command that qemu-ga has, in the same state. Further commands are an agent's own affair."""
    try:
        have = {row["name"]: row for row in got["return"]["supported_commands"]}
    except (KeyError, TypeError):
        yield "this is not a reply to guest-info"
        return
    if set(got["return"]) != {"version", "supported_commands"}:
        yield "members other than version and supported_commands"
    for row in expected["return"]["supported_commands"]:
        if row["name"] in OFF_HERE and row["name"] in have:
            row = {**row, "enabled": have[row["name"]]["enabled"]}
        if have.get(row["name"]) != row:
            yield f"{row['name']}: {have.get(row['name'], 'missing')} instead of {row}"


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def run(recordings: list[Recording], binary: str, label: str, level: str, report: Report) -> None:
    """All recordings, a fresh agent for each setup."""
    left_out = [row for row in recordings if row.number in recorded_setups.ACT_AS_ANOTHER and report.wanted(row.title)]
    if level != "root" and left_out:
        report.skip("recorded/commands", len(left_out), "to act as another user needs root")
    for number, (setup, rows) in enumerate(groupby(recordings, key=lambda recording: recording.setup)):
        of_setup = [row for row in rows if level == "root" or row.number not in recorded_setups.ACT_AS_ANOTHER]
        wanted = sum(report.wanted(recording.title) for recording in of_setup)
        reason = recorded_setups.missing(setup, level)
        if wanted and reason:
            report.skip(f"recorded/{of_setup[0].group}", wanted, reason)
        elif wanted:
            try:
                with recorded_setups.start(setup, binary, f"{label}-recorded-{number}") as agent:
                    Replay(agent, report).run(of_setup)
            except NotStarted as error:
                for recording in of_setup:
                    report.judge(recording.name, recording.request, [], canonical(recording.replies), [str(error)])
