# SPDX-License-Identifier: Apache-2.0
"""The catalogue as `qtga schema` prints it, and what follows for arguments: good ones, and each way to get one wrong."""

import json
import subprocess
from dataclasses import dataclass
from typing import Any, Iterator, Optional

from agent import ENVIRONMENT

Type = dict[str, Any]
WORDS = {"integer": "integer", "boolean": "boolean", "string": "string", "base64": "string", "enum": "string",
         "number": "number", "array": "array", "object": "object"}
GOOD: dict[str, Any] = {"integer": 1, "unsigned": 1, "number": 1, "boolean": False, "string": "x", "base64": "", "array": []}


@dataclass
class Fault:
    """A value that must be refused, and in which words."""

    name: str
    value: Any
    description: str


def load(binary: str) -> Optional[list[dict[str, Any]]]:
    """The commands, or None where the binary has no such subcommand."""
    try:
        done = subprocess.run([binary, "schema"], env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, timeout=30)
        commands = json.loads(done.stdout)["commands"]
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
        return None
    return commands if isinstance(commands, list) else None


def good(kind: Type) -> Any:
    """A value that the type takes."""
    if kind["kind"] == "object":
        return required(kind.get("members", []))
    if kind["kind"] == "enum":
        return kind["values"][0]
    if kind["kind"] == "alternate":
        return good(kind["alternatives"][0])
    return GOOD[kind["kind"]]


def required(members: list[dict[str, Any]]) -> dict[str, Any]:
    return {member["name"]: good(member["type"]) for member in members if not member["optional"]}


def object_faults(members: list[dict[str, Any]], path: str) -> Iterator[Fault]:
    """What can be wrong with an object: one fault in an otherwise good one."""
    whole = required(members)
    for member in members:
        name = member["name"]
        here = f"{path}.{name}" if path else name
        if not member["optional"]:
            yield Fault(f"{here} is missing", {key: whole[key] for key in whole if key != name}, f"Parameter '{here}' is missing")
        for fault in value_faults(member["type"], here):
            yield Fault(fault.name, whole | {name: fault.value}, fault.description)
    unknown = f"{path}.not-known" if path else "not-known"
    yield Fault(f"{unknown} is unexpected", whole | {"not-known": 1}, f"Parameter '{unknown}' is unexpected")


def value_faults(kind: Type, path: str) -> Iterator[Fault]:
    """What can be wrong with one value."""
    form = kind["kind"]
    if form == "unsigned":
        yield Fault(f"{path} is a fraction", 1.5, f"Parameter '{path}' expects uint64")
        return
    word = kind.get("name", "alternate") if form == "alternate" else WORDS[form]
    wrong = f"Invalid parameter type for '{path}', expected: {word}"
    yield Fault(f"{path} is null", None, wrong)
    for name, value in (("a text", "x"), ("a number", 5), ("a fraction", 2.5), ("a truth", True), ("a list", [1]), ("an object", {"a": 1})):
        if name == "a fraction" and form == "alternate" and _takes(kind, 1):  # A number, but not of the kind that it takes.
            yield Fault(f"{path} is {name}", value, f"Invalid parameter type for '{path}', expected: integer")
        elif not _takes(kind, value):
            yield Fault(f"{path} is {name}", value, wrong)
    if form == "enum" or form == "alternate" and any(alternative["kind"] == "enum" for alternative in kind["alternatives"]):
        yield Fault(f"{path} is an unknown word", "no-such-word", f"Parameter '{path}' does not accept value 'no-such-word'")
    if form == "array":
        for fault in value_faults(kind["element"], f"{path}[0]"):
            yield Fault(fault.name, [fault.value], fault.description)
        for fault in value_faults(kind["element"], f"{path}[1]"):
            yield Fault(fault.name, [good(kind["element"]), fault.value], fault.description)
            break
    if form == "object":
        yield from object_faults(kind.get("members", []), path)


def _takes(kind: Type, value: Any) -> bool:
    form = kind["kind"]
    if form == "alternate":
        return any(_takes(alternative, value) for alternative in kind["alternatives"])
    if isinstance(value, bool):
        return bool(form == "boolean")
    fits = {str: ("string", "base64", "enum"), int: ("integer", "number"), float: ("number",), list: ("array",), dict: ("object",)}
    return form in fits[type(value)]
