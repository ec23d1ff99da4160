#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The list of what every command is worth on Windows, held to qtga.exe; and docs/windows-commands.md, rendered from it."""

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1]
LIST = HERE / "commands.json"
STATES = {"wine": "works under Wine", "logic": "built, its logic tested", "off": "off"}


def table() -> dict[str, dict[str, Any]]:
    return json.loads(LIST.read_text(encoding="utf-8"))


def faults() -> list[str]:
    """What is wrong with the list by itself."""
    found = []
    for command, entry in table().items():
        if entry["state"] not in STATES or (entry["state"] != "wine") == ("why" not in entry):
            found.append(f"{command}: a state, and a reason where it is not known to work")
        for reference in entry.get("by", []):
            path, needle = reference.split(": ", 1)
            if not (SOURCES / path).is_file() or needle not in (SOURCES / path).read_text(encoding="utf-8"):
                found.append(f"{command}: there is no {reference}")
        if entry["state"] != "off" and not entry.get("by"):
            found.append(f"{command}: no test")
    return found


def judge(doctor: str) -> list[str]:
    """In what the list differs from what `qtga.exe doctor --json` says: every command, and the reason of one that is off."""
    try:
        said = {command["name"]: command.get("reason", "off") if not command["on"] else "on" for command in json.loads(doctor)["commands"]}
    except (ValueError, KeyError):
        return [f"this is not what the doctor is to say: {doctor[:500]}"]
    found = [f"{command}: {'not in the list' if command in said else 'no such command'}" for command in sorted(set(said) ^ set(table()))]
    for command, entry in table().items():
        wanted = {"off": entry.get("why"), "wine": "on"}.get(entry["state"])
        if wanted and said.get(command) != wanted:
            found.append(f"{command}: {said.get(command)}, and not {wanted}")
    return found


def render() -> str:
    lines = ["# Every command on Windows", "",
             "Rendered by `tests/windows/catalogue.py` from `tests/windows/commands.json`; don't edit. The tests in Wine hold it to what",
             "`qtga.exe` says of itself.", "",
             "| command | state | why, or by what it is tested |", "|---|---|---|"]
    for command, entry in sorted(table().items()):
        tests = ", ".join(f"`{path}`" for path in dict.fromkeys(reference.split(": ")[0] for reference in entry.get("by", [])))
        words = "; ".join(filter(None, (entry.get("why"), tests)))
        lines.append(f"| {command} | {STATES[entry['state']]} | {words} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    problems = faults()
    sys.stderr.write("".join(f"{problem}\n" for problem in problems))
    sys.stdout.write(render())
    sys.exit(1 if problems else 0)
