# SPDX-License-Identifier: Apache-2.0
"""Asks qemu-ga and qtga the same things in the same system at the same time, and compares what they say."""

import json
import time
from dataclasses import dataclass, field
from typing import Any, Optional

import private_root
from agent import Agent, NotStarted
from beside import flows, parser, queries
from beside.steps import Flow, Step
from report import Report
from wire import DEADLINE, Connection, NoAnswer, Reply, canonical, request


@dataclass
class Answer:
    """What came of one step on one side."""

    request: bytes
    replies: list[Reply]
    plain: str      # The replies as they are compared.
    left: str       # What was left besides.
    problem: str    # Why there is no answer.


@dataclass
class Side:
    """One of the two agents, with the handles and pids that it gave out."""

    agent: Agent
    numbers: dict[str, int] = field(default_factory=dict)
    connection: Optional[Connection] = None

    def ask(self, step: Step) -> tuple[bytes, list[Reply]]:
        data = request(step.command, self._filled(step.arguments))
        if self.connection is None:
            self.connection = self.agent.connect()
        replies = self.connection.exchange(data)
        end = time.monotonic() + DEADLINE
        while step.command == "guest-exec-status" and '"exited": false' in canonical(replies) and time.monotonic() < end:
            replies = self.connection.exchange(data)
        self._remember(step, replies)
        return data, replies

    def plain(self, replies: list[Reply]) -> str:
        """The replies with the session's own numbers and folder named instead of shown."""
        text = canonical(replies).replace(self.agent.work, "WORK")
        for name, number in self.numbers.items():
            text = text.replace(str(number), name)
        return text

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(member) for key, member in value.items()}
        if isinstance(value, list):
            return [self._filled(element) for element in value]
        if isinstance(value, str) and value.startswith("$"):
            return self.numbers.get(value, -1)
        return value.replace("WORK", self.agent.work) if isinstance(value, str) else value

    def _remember(self, step: Step, replies: list[Reply]) -> None:
        value = replies[-1].value.get("return") if replies else None
        number = value.get("pid") if isinstance(value, dict) else value
        if step.save and isinstance(number, int):
            self.numbers["$" + step.save] = number


def run(reference: str, ours: str, level: str, report: Report) -> None:
    """All flows; each with two fresh agents."""
    for number, flow in enumerate(flows.ALL):
        name = f"side-by-side/{flow.name}"
        if not report.concerns(name):
            continue
        if flow.root and level != "root":
            report.skip(name, 1, "loop mounts and further users need root")
            continue
        private_root.restore_stubs()
        private_root.run_systemd(flow.systemd)
        try:
            with Agent(reference, f"beside-{number}-reference", flow.options) as theirs, Agent(ours, f"beside-{number}-ours", flow.options) as own:
                sides = (Side(theirs), Side(own))
                (_one_after_the_other if flow.apart else _step_by_step)(flow, name, sides, report)
                for side in sides:
                    side.close()
        except NotStarted as problem:
            report.fail(name, str(problem))
    queries.run(reference, ours, report)
    parser.run(reference, ours, report)


def _step_by_step(flow: Flow, name: str, sides: tuple[Side, Side], report: Report) -> None:
    flow.prepare()
    for step in flow.steps:
        theirs, ours = (_answer(step, side) for side in sides)
        _judge(step, name, theirs, ours, report)


def _one_after_the_other(flow: Flow, name: str, sides: tuple[Side, Side], report: Report) -> None:
    """For what both would do to the same files."""
    answers = []
    for side in sides:
        flow.prepare()
        answers.append([_answer(step, side) for step in flow.steps])
        side.close()
    for step, theirs, ours in zip(flow.steps, *answers):
        _judge(step, name, theirs, ours, report)


def _answer(step: Step, side: Side) -> Answer:
    if step.before:
        step.before()
    try:
        data, replies = side.ask(step)
    except (NoAnswer, OSError, ValueError) as problem:
        side.close()
        return Answer(b"", [], "", "", f"{problem}; standard error: {side.agent.errors() or 'empty'}")
    left = step.after(side.agent.work) if step.after else ""
    return Answer(data, replies, side.plain(replies), f"\nleft: {left}" if left else "", "")


def _judge(step: Step, name: str, theirs: Answer, ours: Answer, report: Report) -> None:
    faults = [f"the reference: {theirs.problem}"] if theirs.problem else [ours.problem] if ours.problem else []
    if not faults and ours.plain != theirs.plain:
        faults = ["they answer differently"]
    if not faults and ours.left != theirs.left:
        faults = ["they leave different things behind"]
    data = ours.request or json.dumps(step.arguments).encode()
    report.judge(f"{name}/{step.name}", data, ours.replies, theirs.plain + theirs.left, faults, ours.left)
