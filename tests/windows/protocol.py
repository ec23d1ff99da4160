# SPDX-License-Identifier: Apache-2.0
"""The conformance tests' recordings and exchanges, as far as they are not about Linux, against qtga.exe."""

import fnmatch
import json
from itertools import groupby
from pathlib import Path
from typing import Callable, Optional

import own
import recorded
import recorded_setups
from agent import NotStarted
from own import Theme, arguments, limits, streams, wire_table
from report import Report
from talk import Talk
from wine import Wine
from wine_agent import WineAgent

HERE = Path(__file__).resolve().parent
LEFT_OUT = HERE / "left_out.json"


def in_turn(*parts: Callable[[Talk], None]) -> Callable[[Talk], None]:
    def run(talk: Talk) -> None:
        for part in parts:
            part(talk)
    return run


# What of the themes of our own is for Windows, too. left_out.json says why the rest is not.
THEMES = [
    Theme("wire", wire_table.run),
    Theme("arguments", arguments.run),
    Theme("streams", in_turn(streams.tiny_pieces, streams.ff_anywhere, streams.clients_change, streams.slow_reader, streams.two_clients)),
    Theme("rude-clients", streams.leaves_unread),
    Theme("limits", in_turn(limits.depth, limits.tokens, limits.white_space)),
    Theme("sizes", limits.run_sizes),
]


def left_out() -> dict[str, str]:
    """Patterns of names of tests, and why they are not for Windows."""
    return {pattern: entry["why"] for entry in json.loads(LEFT_OUT.read_text(encoding="utf-8")) for pattern in entry["where"]}


def why_left_out(name: str, table: dict[str, str]) -> Optional[str]:
    return next((why for pattern, why in table.items() if fnmatch.fnmatchcase(name, pattern)), None)


def run_recorded(windows: Wine, build: Path, report: Report) -> None:
    """A fresh agent for each setup. Left-out exchanges are not replayed, so none that stays may build on one."""
    table = left_out()
    recordings = [recording for recording in recorded.load() if why_left_out(recording.name, table) is None]
    for number, (setup, rows) in enumerate(groupby(recordings, key=lambda recording: recording.setup)):
        of_setup = list(rows)
        if not any(report.wanted(recording.title) for recording in of_setup):
            continue
        try:
            with WineAgent(windows, build, f"recorded-{number}", recorded_setups.OPTIONS.get(setup, [])) as agent:
                recorded.Replay(agent, report).run(of_setup)  # type: ignore[arg-type]
        except NotStarted as problem:
            report.fail(f"recorded/{of_setup[0].group}", str(problem))


def run_own(windows: Wine, build: Path, report: Report) -> None:
    # The catalogue is the same on every system.
    arguments.CATALOGUE_OF = str(HERE.parents[1] / "build" / "qtga")
    listed = {theme.name for theme in THEMES}
    for theme in own.THEMES:
        if theme.name not in listed and why_left_out(f"own/{theme.name}", left_out()) is None:
            report.fail(f"own/{theme.name}", "it is neither run nor in left_out.json")
    for theme in THEMES:
        name = f"own/{theme.name}"
        if not report.concerns(name):
            continue
        try:
            with WineAgent(windows, build, theme.name, theme.options) as agent:
                own.carry_out(theme, Talk(agent, report, name))  # type: ignore[arg-type]
                if not agent.running():
                    report.fail(name, f"the agent died; its standard error: {agent.errors() or 'empty'}")
        except NotStarted as problem:
            report.fail(name, str(problem))
