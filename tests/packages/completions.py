# SPDX-License-Identifier: Apache-2.0
"""The completions, asked in the shells themselves: a person's keys on a terminal in bash and zsh, complete(1) in fish."""

import os
import pty
import select
import shutil
import time
from pathlib import Path
from typing import Callable

from stage import SOURCES, Skip, Stage, check, output

FOLDER = SOURCES / "installer/linux/completions"
PATIENCE = 60  # Seconds.
# What is typed, and what comes of it.
ASKED = {
    "qtga doc": "qtga doctor",
    "qtga call guest-get-osi": "qtga call guest-get-osinfo",
    "qtga call --socket=/x guest-file-open pa": "qtga call --socket=/x guest-file-open path=",
    "qtga call guest-file-seek whence=c": "qtga call guest-file-seek whence=cur",
    "qtga call guest-exec capture-output=sep": "qtga call guest-exec capture-output=separated",
    "qtga copy --ver": "qtga copy --verify=",
    "qtga --dump": "qtga --dump-conf",
    "qtga schema --format=mark": "qtga schema --format=markdown",
}


class Terminal:
    """A shell at a terminal."""

    def __init__(self, arguments: list[str], home: Path) -> None:
        self._process, self._end = pty.fork()
        if self._process == 0:
            os.chdir(home)
            os.execvpe(arguments[0], arguments, {"PATH": os.environ["PATH"], "TERM": "dumb", "HOME": str(home), "LC_ALL": "C.UTF-8"})
        self.text = ""

    def type(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def until(self, condition: Callable[[str], bool], what: str) -> str:
        """What has come since the last call, when `condition` is true of it."""
        deadline = time.monotonic() + PATIENCE
        while not condition(self.text):
            check(time.monotonic() < deadline, f"{what}; the terminal shows {self.text!r}")
            if select.select([self._end], [], [], 1)[0]:
                self.text += os.read(self._end, 65536).decode(errors="replace")
        text, self.text = self.text, ""
        return text

    def close(self) -> None:
        os.close(self._end)
        os.waitpid(self._process, 0)


def ask_all(terminal: Terminal) -> None:
    terminal.until(lambda text: "ready>" in text, "no prompt")
    for typed, expected in ASKED.items():
        terminal.type(typed + "\t")
        terminal.until(lambda text: expected in text.replace("\r", "").replace("\b", ""), f"{typed!r} does not become {expected!r}")
        terminal.type("\x15\r")  # Ctrl-U: away with it.
        terminal.until(lambda text: "ready>" in text, "no prompt again")


def home(stage: Stage) -> Path:
    folder = stage.folder / f"home-{next(stage.numbers)}"
    folder.mkdir()
    return folder


def bash_completes(stage: Stage) -> None:
    place = home(stage)
    (place / "rc").write_text(f"PS1='ready>'\nbind 'set bell-style none'\n. {FOLDER}/qtga\n")
    terminal = Terminal(["bash", "--noprofile", "--rcfile", "rc", "-i"], place)
    try:
        ask_all(terminal)
    finally:
        terminal.close()


def zsh_completes(stage: Stage) -> None:
    if not shutil.which("zsh"):
        raise Skip("zsh is not installed")
    place = home(stage)
    (place / ".zshrc").write_text(f"PS1='ready>'\nunsetopt prompt_sp beep zle_bracketed_paste 2>/dev/null\nfpath=({FOLDER} $fpath)\n"
                                  "autoload -U compinit\ncompinit -u -D\nbindkey -e\n")
    terminal = Terminal(["zsh", "-i"], place)
    try:
        ask_all(terminal)
    finally:
        terminal.close()


def fish_completes(stage: Stage) -> None:
    if not shutil.which("fish"):
        raise Skip("fish is not installed")
    place = home(stage)
    for typed, expected in ASKED.items():
        script = f"source {FOLDER}/qtga.fish; complete -C '{typed}'"
        said = output("fish", "--no-config", "-c", script, cwd=place, env={"HOME": str(place)})
        words = [line.split("\t")[0] for line in said.splitlines()]
        # fish puts the "=" of an option itself.
        check(expected.split()[-1].removesuffix("=" if expected.split()[-1].startswith("--") else ""
              ) in words, f"{typed!r} gives {words}, expected {expected!r}")


CASES = [bash_completes, zsh_completes, fish_completes]
