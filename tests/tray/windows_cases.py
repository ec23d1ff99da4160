# SPDX-License-Identifier: Apache-2.0
"""qtga-tray.exe under Wine: what can be seen of it without Windows."""

import subprocess
import sys
from pathlib import Path
from typing import Sequence

from session import SOURCES, Failure, Session, Skip, demo_file, session, state_color, wait_for

sys.path.insert(0, str(SOURCES / "tests/windows"))

import wine  # noqa: E402

PROGRAM = SOURCES / "build-windows/qtga-tray.exe"
PIPE = SOURCES / "build-windows/tests/tray/status_pipe.exe"
AGENT = SOURCES / "build-windows/qtga.exe"
STATES = {"working": "Working", "frozen": "File systems frozen", "paused": "Host access paused", "not-running": "Agent not running"}


class WineWithDisplay(wine.Wine):
    def __init__(self, desktop: Session) -> None:
        super().__init__()
        self.environment["DISPLAY"] = desktop.env["DISPLAY"]

    def start_with_input(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([*self._command, *command], env=self.environment, stdin=subprocess.PIPE)

    def _prepare(self) -> None:
        super()._prepare()
        for font in ("MS Shell Dlg", "MS Shell Dlg 2", "Segoe UI", "Tahoma"):  # Wine has none of Windows' own.
            self.run("reg", "add", r"HKCU\Software\Wine\Fonts\Replacements", "/v", font, "/d", "DejaVu Sans", "/f")
        self.restart()


def shows_states_under_wine(shots: Path) -> None:
    """Windows have their titles, and Wine's stand-alone tray has the icon of the state."""
    reason = wine.missing() or ("" if PROGRAM.exists() else f"{PROGRAM.relative_to(SOURCES)} was not built")
    if reason:
        raise Skip(reason)
    with session() as desktop, WineWithDisplay(desktop) as windows:
        for state, title in STATES.items():
            demo = windows.path(demo_file(desktop.folder, state))
            process = windows.start([str(PROGRAM), "--demo", demo, "--window", "--page", "overview"])
            desktop.processes.append(process)
            for window in (title, "Wine System Tray"):  # That is where icons go that no panel takes in.
                wait_for(f"“{window}” shows {state}", lambda window=window, state=state: painted(desktop, window, state_color(state)), 180)
            desktop.screenshot(shots / f"{state}-wine.png")
            desktop.stop(process)
            wait_for("the window is gone", lambda title=title: not desktop.windows(title), 180)


def painted(desktop: Session, title: str, color: str) -> bool:
    """Whether a window of this title has the colour in it."""
    for window in desktop.windows(title):
        if color in desktop.run("import", "-silent", "-window", window, "-depth", "8", "-format", "%c", "histogram:info:-"):
            return True
    return False


def asks_for_the_first_under_wine(_: Path) -> None:
    """One instance for each session on Windows too: a second start ends, and the first shows its window."""
    if wine.missing() or not PROGRAM.exists():
        raise Skip("no Wine, or no program for it")
    with session() as desktop, WineWithDisplay(desktop) as windows:
        first = windows.start([str(PROGRAM)])
        desktop.processes.append(first)
        wait_for("the first has its icon", lambda: desktop.windows("Wine System Tray"), 180)
        second = windows.run(str(PROGRAM), patience=300)
        if second.returncode:
            raise Failure(f"the second ended with {second.returncode}: {second.stderr}")
        wait_for("the first shows its window", lambda: desktop.windows("Agent not running"), 180)


def finds_the_agents_pipe_again(_: Path) -> None:
    """The status comes over a named pipe; when it ends, the next one is found."""
    if wine.missing() or not PROGRAM.exists() or not PIPE.exists():
        raise Skip("no Wine, or no programs for it")
    with session() as desktop, WineWithDisplay(desktop) as windows:
        sample = windows.path(SOURCES / "tests/data/status/refused.ndjson")
        pipe = windows.start_with_input([str(PIPE), r"\\.\pipe\status-of-a-test", sample])
        assert pipe.stdin
        desktop.processes.append(pipe)
        desktop.processes.append(windows.start([str(PROGRAM), "--window", "--status-address", r"\\.\pipe\status-of-a-test"]))
        for title in ("Working", "Agent not running", "Working"):
            wait_for(f"the window says “{title}”", lambda title=title: desktop.windows(title), 180)
            pipe.stdin.write(b"\n")  # Drops the client, then makes the next pipe.
            pipe.stdin.flush()


def follows_a_real_agent(shots: Path) -> None:
    """qtga.exe on the pipe that both know, started before and after the tray."""
    if wine.missing() or not PROGRAM.exists() or not AGENT.exists():
        raise Skip("no Wine, or no programs for it")
    with session() as desktop, WineWithDisplay(desktop) as windows:
        state = desktop.folder / "state"
        state.mkdir()
        agent = [str(AGENT), "-m", "unix-listen", "-p", r"\\.\pipe\agent-of-a-test", "-t", windows.path(state)]
        first = windows.start(agent)
        desktop.processes.append(first)
        desktop.processes.append(windows.start([str(PROGRAM), "--window"]))
        wait_for("the window says that no host is there", lambda: desktop.windows("No host connected"), 180)
        desktop.screenshot(shots / "real-agent-wine.png")
        desktop.stop(first)
        wait_for("the window says that the agent is gone", lambda: desktop.windows("Agent not running"), 180)
        desktop.processes.append(windows.start(agent))
        wait_for("the window finds the new agent", lambda: desktop.windows("No host connected"), 180)


CASES = {
    "follows a real agent, Wine": follows_a_real_agent,
    "finds the agent's pipe again, Wine": finds_the_agents_pipe_again,
    "states, Wine": shows_states_under_wine,
    "a second start shows the first, Wine": asks_for_the_first_under_wine,
}
