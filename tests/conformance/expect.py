# SPDX-License-Identifier: Apache-2.0
"""What a test expects to hear: replies in order, each a value, a shape or an error."""

import json
import re
from dataclasses import dataclass
from typing import Any, Callable, Iterator, Optional, Union

from shapes import faults, shape_of
from wire import Reply

MISSING = object()


@dataclass
class One:
    """One expected reply."""

    text: str
    faults: Callable[[Any], Iterator[str]]  # Of the reply's value.
    identity: Any = MISSING                 # The id that is echoed.
    delimited: bool = False

    def with_id(self, identity: Any) -> "One":
        return One(f"{self.text}, id {json.dumps(identity)}", self.faults, identity, self.delimited)

    def behind_ff(self) -> "One":
        return One(f"0xFF {self.text}", self.faults, self.identity, True)

    def judge(self, reply: Reply) -> Iterator[str]:
        if reply.delimited != self.delimited:
            yield "the byte 0xFF before the reply is " + ("missing" if self.delimited else "unexpected")
        value = dict(reply.value)
        identity = value.pop("id", MISSING)
        if json.dumps(identity, default=repr) != json.dumps(self.identity, default=repr):
            yield "the id is not echoed" if self.identity is not MISSING else "an id that was not sent"
        yield from self.faults(value)


Expected = Union[One, list[One], "Cascade"]


@dataclass
class Cascade:
    """Parse errors (how many matters to nobody), and then the given replies."""

    then: list[One]
    first: Optional[str] = None  # The first error's description, where it is a fixed one.
    least: int = 1               # As many errors at least.

    @property
    def text(self) -> str:
        return "\n".join([f"parse errors, the first {self.first or 'any'}", *(one.text for one in self.then)])

    def judge(self, replies: list[Reply]) -> Iterator[str]:
        count = len(replies) - len(self.then)
        if count < self.least:
            yield "no parse error"
            return
        for reply in replies[:count]:
            description = reply.value.get("error", {}).get("desc", "")
            if "id" in reply.value or not re.match("JSON parse error, |JSON (token|nesting)|QMP input ", description):
                yield "a reply that is no plain parse error"
        if self.first is not None and replies[0].value["error"]["desc"] != self.first:
            yield "the first error differs"
        for one, reply in zip(self.then, replies[count:]):
            yield from one.judge(reply)


def text_of(expected: Expected) -> str:
    return "\n".join(one.text for one in expected) if isinstance(expected, list) else expected.text


def judge(expected: Expected, replies: list[Reply]) -> list[str]:
    """In what the replies are not the expected ones."""
    if isinstance(expected, Cascade):
        return list(expected.judge(replies))
    wanted = expected if isinstance(expected, list) else [expected]
    found = [f"{len(replies)} replies instead of {len(wanted)}"] if len(replies) != len(wanted) else []
    return found + [fault for one, reply in zip(wanted, replies) for fault in one.judge(reply)]


def _equal(wanted: dict[str, Any]) -> Callable[[Any], Iterator[str]]:
    def compare(value: Any) -> Iterator[str]:
        if json.dumps(value, sort_keys=True) != json.dumps(wanted, sort_keys=True):
            yield "the reply differs"
    return compare


def returns(value: Any) -> One:
    """Exactly this value."""
    return One(json.dumps({"return": value}), _equal({"return": value}))


def returns_like(*samples: Any) -> One:
    """A value with the types and members of the samples."""
    shape = shape_of(*({"return": sample} for sample in samples))
    return One("a return like " + json.dumps(samples[0]), lambda value: faults(value, shape, "reply"))


def returns_where(what: str, good: Callable[[Any], Any]) -> One:
    """A value of which something holds."""
    def check(value: Any) -> Iterator[str]:
        if set(value) != {"return"} or not good(value["return"]):
            yield f"not {what}"
    return One(f"a return that is {what}", check)


def error(description: str, error_class: str = "GenericError") -> One:
    """Exactly this error."""
    wanted = {"error": {"class": error_class, "desc": description}}
    return One(json.dumps(wanted, ensure_ascii=False), _equal(wanted))


def error_like(pattern: str, error_class: str = "GenericError") -> One:
    """An error whose description matches the pattern."""
    def check(value: Any) -> Iterator[str]:
        problem = value.get("error", {})
        if set(value) != {"error"} or problem.get("class") != error_class or not re.fullmatch(pattern, problem.get("desc", ""), re.DOTALL):
            yield "not that error"
    return One(f"{error_class}: {pattern}", check)


def parse_error(detail: str) -> One:
    return error(f"JSON parse error, {detail}")


def unknown_command(name: str) -> One:
    return error(f"The command {name} has not been found", "CommandNotFound")


DONE = returns({})
NOTHING: list[One] = []
