# SPDX-License-Identifier: Apache-2.0
"""A conversation of a test with an agent, in which every exchange is judged and counted."""

import time
from typing import Any, Optional

import expect
from agent import Agent
from report import Report
from wire import DEADLINE, Connection, NoAnswer, Reply, request


class Talk:
    """Asks one agent, and reports what it says under the names of one theme."""

    def __init__(self, agent: Agent, report: Report, theme: str) -> None:
        self.agent = agent
        self.report = report
        self._theme = theme
        self._connection: Optional[Connection] = None

    @property
    def connection(self) -> Connection:
        if self._connection is None:
            self._connection = self.agent.connect()
        return self._connection

    def hang_up(self) -> None:
        """The next request is a new client's."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def say(self, name: str, data: bytes, expected: expect.Expected, deadline: float = DEADLINE) -> Any:
        """Sends bytes; what comes back must be what is expected. Returns the last reply's "return", if it has one."""
        try:
            replies = self.connection.exchange(data, deadline)
        except (NoAnswer, OSError, ValueError) as problem:
            return self.broken(name, data, expected, problem)
        self.judge(name, data, replies, expected)
        return replies[-1].value.get("return") if replies else None

    def ask(self, name: str, command: str, expected: expect.Expected, arguments: Optional[dict[str, Any]] = None, **members: Any) -> Any:
        """A well-formed command."""
        return self.say(name, request(command, arguments, **members), expected)

    def ask_until(self, name: str, command: str, expected: expect.One, arguments: Optional[dict[str, Any]] = None) -> Any:
        """A command that is repeated until its reply is the expected one, and judged then or when its time is up."""
        end = time.monotonic() + DEADLINE
        data = request(command, arguments)
        try:
            replies = self.connection.exchange(data)
            while expect.judge(expected, replies) and '"exited": false' in "".join(r.canonical() for r in replies) and time.monotonic() < end:
                replies = self.connection.exchange(data)
        except (NoAnswer, OSError, ValueError) as problem:
            return self.broken(name, data, expected, problem)
        self.judge(name, data, replies, expected)
        return replies[-1].value.get("return") if replies else None

    def broken(self, name: str, data: bytes, expected: expect.Expected, problem: Exception) -> None:
        """Nothing usable came: counts as failed, and the next request is a new client's."""
        self.hang_up()
        said = self.agent.errors() or "empty"
        self.report.judge(self.full(name), data, [], expect.text_of(expected), [f"{problem}; the agent's standard error: {said}"])

    def judge(self, name: str, data: bytes, replies: list[Reply], expected: expect.Expected) -> None:
        self.report.judge(self.full(name), data, replies, expect.text_of(expected), expect.judge(expected, replies))

    def check(self, name: str, good: bool, what: str) -> None:
        """Something that the agent left behind rather than said."""
        if good:
            self.report.succeed(self.full(name))
        else:
            self.report.fail(self.full(name), what)

    def full(self, name: str) -> str:
        return f"{self._theme}/{name}"
