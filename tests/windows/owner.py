# SPDX-License-Identifier: Apache-2.0
"""What the guest's owner sees of a service in Wine, and tells it: status, policy, pause, audit, doctor."""

import json
import re
import time
from pathlib import Path
from typing import Any, Callable, Optional

from agent import NotStarted
from report import Report
from wine import Wine
from wine_agent import Bridge, wait_until_it_answers
from wire import DEADLINE, request

NAME = "QEMU-GA"
PIPE = r"\\.\pipe\qtga-owner"


class Trial:
    """The service with a configuration of its own; counts under the names of this part."""

    def __init__(self, windows: Wine, build: Path, report: Report) -> None:
        self.windows, self.build, self._report = windows, build, report
        self.program = str(build / "qtga.exe")
        self.folder = windows.folder / "owner"
        self.folder.mkdir()
        self.file = self.folder / "qemu-ga.conf"
        self.bridge: Optional[Bridge] = None

    def check(self, name: str, good: bool, what: object) -> None:
        full = f"windows/owner/{name}"
        if not self._report.wanted(full):
            return
        self._report.succeed(full) if good else self._report.fail(full, str(what)[:2000])

    def configure(self, *lines: str, file: Optional[Path] = None) -> None:
        state, audit = self.windows.path(self.folder), self.windows.path(self.folder / "audit.log")
        own = ["[general]", "method=unix-listen", f"path={PIPE}", f"statedir={state}", f"audit-file={audit}", *lines]
        (file or self.file).write_text("\n".join(own).replace("\\", "\\\\") + "\n")

    def act(self, *words: str, file: Optional[Path] = None) -> tuple[int, str]:
        done = self.windows.run(self.program, *words, f"--config={self.windows.path(file or self.file)}")
        return done.returncode, done.stdout + done.stderr

    def status(self) -> dict[str, Any]:
        """What the agent tells of itself; empty where it tells nothing."""
        done = self.windows.run(self.program, "status", "--json", f"--config={self.windows.path(self.file)}")
        try:
            told: dict[str, Any] = json.loads(done.stdout)["status"]
        except (ValueError, KeyError):
            return {}
        return told

    def await_status(self, good: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first status that is good; the last one, where none comes."""
        end = time.monotonic() + 3 * DEADLINE
        while True:
            status = self.status()
            if good(status) or time.monotonic() > end:
                return status
            time.sleep(0.2)

    def ask(self, command: str, arguments: Optional[dict[str, Any]] = None) -> str:
        """The reply's error, empty where there is none."""
        assert self.bridge
        with self.bridge.connect() as client:
            replies = client.exchange(request(command, arguments))
        return str(replies[0].value.get("error", {}).get("desc", "")) if replies else "no reply"

    def service_state(self) -> Optional[str]:
        found = re.search(r"STATE\s*:\s*\d+\s+(\w+)", self.windows.run("sc", "query", NAME).stdout)
        return found.group(1) if found else None


def speak(trial: Trial) -> None:
    """The status goes over the pipe that everybody knows."""
    status = trial.await_status(lambda status: status.get("state") == "no-host")
    trial.check("status", status.get("channel", {}).get("path") == PIPE and status.get("requests") is not None, status)
    refused = trial.ask("guest-exec")
    trial.check("refusal", "profile=rhel in" in refused, refused)
    counted = trial.await_status(lambda status: status.get("refused") == 1)
    trial.check("refusal in the status", counted.get("refused") == 1, counted)


def reload(trial: Trial) -> None:
    """The configuration is read anew when the service is told that it changed; a broken one changes nothing."""
    trial.configure("profile=open", "block-rpcs=guest-get-time")
    code, said = trial.act("pause")
    trial.check("pause", code == 0, f"{code}: {said}")
    paused = trial.status()
    trial.check("pause in the status", paused.get("state") == "paused" and paused.get("paused") is True, paused)
    refused = trial.ask("guest-get-osinfo")
    trial.check("pause refuses", "paused" in refused, refused)
    code, said = trial.act("resume")
    trial.check("resume", code == 0, f"{code}: {said}")
    changed = trial.ask("guest-get-time")
    trial.check("a changed policy", "block-rpcs in" in changed, changed)
    trial.configure("profile=nonsense")
    tools = trial.folder / "tools.conf"  # The tool itself needs one that is in order.
    trial.configure(file=tools)
    for word in ("pause", "resume"):
        trial.act(word, file=tools)
    broken = trial.await_status(lambda status: "policy-problem" in status)
    trial.check("a broken policy is told", "nonsense" in str(broken.get("policy-problem")), broken)
    former = trial.ask("guest-get-time")
    trial.check("a broken policy changes nothing", "block-rpcs in" in former, former)
    trial.configure("profile=rhel")


def hold_files(trial: Trial) -> None:
    """Files are opened beneath the directory of the rule only; the tool says the same without an agent."""
    inside = trial.folder / "in"
    inside.mkdir()
    (inside / "plain").write_text("plain")
    directory = trial.windows.path(inside)
    trial.configure("file-read-directories=" + directory)
    for word in ("pause", "resume"):
        trial.act(word)
    for path, allowed in (("plain", True), ("PLAIN", True), (r"..\qemu-ga.conf", False), ("plain::$DATA", False), ("NUL", False)):
        full = f"{directory}\\{path}"
        said = trial.ask("guest-file-open", {"path": full})
        trial.check(f"opens {path}", said == "" if allowed else "not allowed by file-read-directories in" in said, said)
        told = trial.windows.run(trial.program, "policy", "check", f"--config={trial.windows.path(trial.file)}", "guest-file-open", f"path={full}")
        trial.check(f"policy check of {path}", told.returncode == (0 if allowed else 1), told)
    elsewhere = trial.ask("guest-file-open", {"path": r"C:\windows\win.ini"})
    trial.check("opens nothing elsewhere", "not allowed by" in elsewhere, elsewhere)
    trial.configure("profile=rhel")


def examine(trial: Trial) -> None:
    code, said = trial.act("audit", "--outcome=refused")
    trial.check("audit", code == 0 and "guest-exec" in said and "profile=rhel" in said, f"{code}: {said}")
    code, said = trial.act("doctor", "--json")
    try:
        findings = {finding["step"]: finding for finding in json.loads(said)["findings"]}
    except (ValueError, KeyError):
        findings = {}
    wanted = {"device": "ok", "driver": "ok", "held by": "ok", "service": "ok", "recovery": "ok", "second agent": "ok", "VSS service": "warning",
              "VSS writers": "unknown", "configuration": "ok", "owner's view": "ok"}
    found = {step: findings.get(step, {}).get("verdict") for step in wanted}
    trial.check("doctor", found == wanted, [findings.get(step, step) for step in wanted if found[step] != wanted[step]] or said)
    held = findings.get("held by", {}).get("text", "")
    trial.check("doctor knows who has the pipe", "says that it has it open" in held, held)


def run(windows: Wine, build: Path, report: Report) -> None:
    trial = Trial(windows, build, report)
    trial.configure("profile=rhel")
    installed = trial.act("-s", "install")
    trial.check("install", installed[0] == 0, installed)
    try:
        windows.run("sc", "start", NAME)
        try:
            with Bridge(windows, build, PIPE) as trial.bridge:
                wait_until_it_answers(trial.bridge)
                for step in (speak, reload, hold_files, examine):
                    step(trial)
        except NotStarted as problem:
            trial.check("starts", False, f"{trial.service_state()}: {problem}")
    finally:
        windows.run(trial.program, "-s", "uninstall")
