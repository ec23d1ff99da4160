# SPDX-License-Identifier: Apache-2.0
"""What the program tells of itself: its options, its subcommands with their options, its commands. Everything is rendered from it."""

import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

SOURCES = Path(__file__).resolve().parents[2]
AGENT = SOURCES / "build/qtga"
HELP_LINE = re.compile(r"^  (--[a-z-]+)(?:=(\S+))?  +(.*)$")


class Flag(NamedTuple):
    """An option of a subcommand."""

    name: str
    argument: str  # Empty for a switch.
    help: str


class Tool(NamedTuple):
    """A subcommand."""

    name: str
    usage: str
    summary: str
    about: str  # What its --help says between usage and options; empty where it has no such help.
    flags: list[Flag]


class Program:
    def __init__(self) -> None:
        told = json.loads(_run("schema", "--format=program"))
        self.version: str = told["version"]
        self.options: list[dict] = told["options"]
        self.commands: list[dict] = json.loads(_run("schema", "--format=json"))["commands"]
        self.tools = [_tool(row) for row in told["subcommands"]]


def _run(*arguments: str) -> str:
    return subprocess.run([AGENT, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True).stdout


def _tool(row: dict) -> Tool:
    # Only those whose usage leaves options open have a help of their own.
    text = _run(row["name"], "--help") if "[options]" in row["usage"] else ""
    flags = _listed(text) if text else _in_usage(row["usage"])
    about = text.split("\n\n", 1)[1].split("\n\nOptions:", 1)[0] if text else ""
    return Tool(row["name"], row["usage"], row["summary"], about, flags)


def _listed(text: str) -> list[Flag]:
    flags: list[Flag] = []
    for line in text.split("\nOptions:\n", 1)[1].split("\n\n", 1)[0].split("\n"):
        match = HELP_LINE.match(line)
        if match:
            flags.append(Flag(match[1], match[2] or "", match[3]))
        elif flags:
            flags[-1] = flags[-1]._replace(help=f"{flags[-1].help} {line.strip()}")
    return flags


def _in_usage(usage: str) -> list[Flag]:
    return [Flag(name, argument, "") for name, argument in re.findall(r"(--[a-z-]+)(?:=([A-Za-z|]+))?", usage)]


def first_words(text: str) -> str:
    """What fits beside a completion: the text up to its first full stop, colon or semicolon."""
    return re.split(r"[.:;](?:\s|$)", text, maxsplit=1)[0]
