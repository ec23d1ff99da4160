# SPDX-License-Identifier: Apache-2.0
"""A Windows in Wine, as the installers find and leave it."""

import json
import re
import time
from pathlib import Path

from wine import Wine

PATIENCE = 180  # Seconds; emulation on a busy machine.
SERVICE = "QEMU-GA"
KEY = rf"HKLM\SYSTEM\CurrentControlSet\Services\{SERVICE}"
FOLDER = "Program Files/Qt Guest Agent"
PIPE = r"\\.\pipe\qtga-installed"
# What a guest has that has no virtio port: the agent serves a pipe.
CONFIG = f"[general]\nmethod=unix-listen\npath={PIPE}\n".replace("\\", "\\\\")
# What Wine and Windows themselves write while anything runs.
CHANGING = re.compile(r"(^|/)(Temp|temp|users/[^/]+/AppData|windows/Installer|windows/temp)(/|$)")


class Machine:
    def __init__(self, windows: Wine) -> None:
        self.windows = windows
        self.c = windows.drive_c()
        self.folder = self.c / FOLDER

    def configure(self) -> None:
        """Before each installation: what is removed takes the configuration with it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "qemu-ga.conf").write_text(CONFIG)

    def run(self, *command: str) -> str:
        """What it says. AssertionError where it fails."""
        done = self.windows.run(*command, patience=3 * PATIENCE)
        assert done.returncode == 0, f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def setup(self, installer: Path, *options: str) -> str:
        """Its log. AssertionError with that where it fails."""
        log = self.c / "setup.log"
        done = self.windows.run(str(installer), "/S", rf"/LOG=C:\{log.name}", *options, patience=3 * PATIENCE)
        text = log.read_text(encoding="utf-16") if log.exists() else "(no log)"
        log.unlink(missing_ok=True)
        assert done.returncode == 0, f"{installer.name}: {done.returncode}\n{text}{done.stderr}"
        return text

    def msi(self, action: str, package: Path, *properties: str) -> None:
        self.run("msiexec", action, self.windows.path(package), "/qn", *properties)

    def uninstall(self) -> None:
        """The uninstaller goes on in a copy of itself when it has returned."""
        self.run(str(self.folder / "uninstall.exe"), "/S")
        self.wait(lambda: not (self.folder / "uninstall.exe").exists() and not self.value(UNINSTALL, "DisplayName"), "the uninstaller's end")

    def state(self) -> str:
        """As `sc query` has it; empty where there is no such service."""
        found = re.search(r"STATE\s*:\s*\d+\s+(\w+)", self.windows.run("sc", "query", SERVICE).stdout)
        return found.group(1) if found else ""

    def wait_for_state(self, wanted: str) -> None:
        self.wait(lambda: self.state() == wanted, f"the service {wanted or 'gone'}")

    def wait(self, condition: "object", what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():  # type: ignore[operator]
            assert time.monotonic() < deadline, f"waited {PATIENCE} s for {what}"
            time.sleep(0.3)

    def value(self, key: str, name: str) -> str:
        found = re.search(rf"{name}\s+REG_\w+\s+(.*)", self.windows.run("reg", "query", key, "/v", name).stdout)
        return found.group(1).strip() if found else ""

    def ask(self, command: str) -> dict:
        """What the installed service answers over its pipe."""
        program = self.windows.path(self.folder / "qtga.exe")
        deadline = time.monotonic() + PATIENCE
        while True:
            done = self.windows.run(program, "call", f"--socket={PIPE}", command)
            if done.returncode == 0:
                return json.loads(done.stdout)
            assert time.monotonic() < deadline, f"no answer: {done.returncode} {done.stdout}{done.stderr}"
            time.sleep(0.5)

    def files(self) -> set[str]:
        paths = (str(path.relative_to(self.c)) for path in self.c.rglob("*"))
        return {path for path in paths if not CHANGING.search(path)}

    def registry(self) -> list[str]:
        """Everything that names the agent, after the server has written it to its file."""
        self.windows.restart()
        prefix = self.windows.folder / "prefix"
        text = "".join((prefix / name).read_text(encoding="utf-8", errors="replace") for name in ("system.reg", "user.reg"))
        return sorted({line for line in text.splitlines() if re.search(r"qtga|Qt Guest Agent|QEMU-GA", line, re.IGNORECASE)})


UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\qtga"
