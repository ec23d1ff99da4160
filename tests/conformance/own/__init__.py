# SPDX-License-Identifier: Apache-2.0
"""Exchanges of our own: the themes, and what each needs."""

from dataclasses import dataclass, field
from typing import Callable

import private_root
from agent import Agent, NotStarted
from own import arguments, clients, deaths, effects, facts, lifetimes, limits, overload, streams, wire_table
from report import Report
from talk import Talk
from wire import NoAnswer


@dataclass
class Theme:
    """Tests that share one agent."""

    name: str
    run: Callable[[Talk], None]
    options: list[str] = field(default_factory=list)
    root: bool = False        # Needs loop mounts or further users.
    ours_only: bool = False   # Takes qemu-ga very long, or ends it.


THEMES = [
    Theme("wire", wire_table.run),
    Theme("clients", clients.run),
    Theme("arguments", arguments.run),
    Theme("streams", streams.run),
    Theme("facts", facts.run),
    Theme("lifetimes", lifetimes.run),
    Theme("blocked", lifetimes.blocked, options=["-b", "guest-ping,guest-exec,nope"]),
    Theme("effects", effects.run, root=True),
    Theme("hooks", effects.hooks, options=["-F/etc/qemu/fsfreeze-hook"], root=True),
    Theme("deaths", deaths.run, root=True, ours_only=True),
    Theme("links", effects.follow_no_link, root=True, ours_only=True),
    Theme("rude-clients", streams.run_rude, ours_only=True),
    Theme("limits", limits.run, ours_only=True),
    Theme("sizes", limits.run_sizes, ours_only=True),
    Theme("overload", overload.run, ours_only=True),
]


def run(binary: str, label: str, level: str, report: Report, ours: bool) -> None:
    """All themes, each with an agent of its own."""
    private_root.run_systemd(False)
    for theme in THEMES:
        name = f"own/{theme.name}"
        if not report.concerns(name) or (theme.ours_only and not ours):
            continue
        if theme.root and level != "root":
            report.skip(name, 1, "loop mounts and further users need root")
            continue
        private_root.restore_stubs()
        try:
            with Agent(binary, f"{label}-{theme.name}", theme.options) as agent:
                talk = Talk(agent, report, name)
                carry_out(theme, talk)
                if not agent.running():
                    report.fail(name, f"the agent died; its standard error: {agent.errors() or 'empty'}")
        except NotStarted as problem:
            report.fail(name, str(problem))


def carry_out(theme: Theme, talk: Talk) -> None:
    """Runs a theme; one that cannot go on, because an answer that it builds on was wrong, counts as failed."""
    try:
        theme.run(talk)
    except (NoAnswer, OSError, KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
        line = problem.__traceback__.tb_next.tb_lineno if problem.__traceback__ and problem.__traceback__.tb_next else 0
        talk.report.fail(talk.full("all"), f"it could not go on: {type(problem).__name__}: {problem} (line {line} of the theme)")
    talk.hang_up()
