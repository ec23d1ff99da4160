# SPDX-License-Identifier: Apache-2.0
"""What a flow of requests consists of."""

import json
from dataclasses import dataclass, field
from typing import Any, Callable, Optional


@dataclass
class Step:
    """One request. A text "$name" among the arguments is a number that an earlier step saved; WORK is the agent's folder."""

    command: str
    arguments: dict[str, Any]
    save: Optional[str] = None
    before: Optional[Callable[[], object]] = None       # Done to the system before.
    after: Optional[Callable[[str], str]] = None        # What the agent left in its folder, compared too.

    @property
    def name(self) -> str:
        text = json.dumps(self.arguments, ensure_ascii=False) if self.arguments else ""
        return f"{self.command} {text}"[:160].strip()


def step(command: str, save: Optional[str] = None, before: Optional[Callable[[], object]] = None,
         after: Optional[Callable[[str], str]] = None, **arguments: Any) -> Step:
    """A step; "_" in the names of arguments stands for "-"."""
    return Step(command, {key.replace("_", "-"): value for key, value in arguments.items()}, save, before, after)


@dataclass
class Flow:
    """Steps that build on each other."""

    name: str
    steps: list[Step]
    options: list[str] = field(default_factory=list)
    apart: bool = False                                 # Each agent does all of it before the other begins.
    prepare: Callable[[], object] = lambda: None        # Done before each agent's turn.
    root: bool = False
    systemd: bool = False                               # It is the first process.
