# SPDX-License-Identifier: Apache-2.0
"""A Windows of its own for one run of the tests: a Wine prefix that is made, used and removed."""

import os
import select
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Optional, Sequence

DESKTOP_TRIES = 5
STARTING = 300  # Seconds; making a prefix takes 15 s on a machine that has nothing else to do.


# Debian's Wine has no preloader, which would keep 0x7ffe0000 free: there Windows has what every process sees. The heap of about one
# process in five thousand lies just there, since Linux 6.9 spreads heaps over 1 GiB, and it dies before it begins ("failed to map
# the shared user data: c0000018"). Without randomization heaps lie elsewhere; a container may forbid that.
FIXED_ADDRESSES = ["setarch", "--addr-no-randomize"]


class Wine:
    """A prefix with nothing but Windows 10 in it. There is no display: no program shows a window."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="qtga-wine-"))
        self._desktop_errors = self.folder / "desktop-errors"
        self._keepers: list["subprocess.Popen[bytes]"] = []
        self._command = [*FIXED_ADDRESSES, "wine"] if _can_run(*FIXED_ADDRESSES, "true") else ["wine"]
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LANG": "C.UTF-8", "HOME": str(self.folder), "USER": "root",
            "WINEPREFIX": str(self.folder / "prefix"), "WINEARCH": "win64", "WINEDEBUG": "-all",
            # Neither .NET nor Internet Explorer: their installers would be asked for.
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "WINEQT_ASSUME_STDERR_HAS_CONSOLE": "1",
        }

    def __enter__(self) -> "Wine":
        try:
            self._prepare()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end_keepers()
        for option in ("-k", "-w"):
            subprocess.run([self._server(), option], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _prepare(self) -> None:
        self.run("wineboot", "-i", patience=STARTING)
        self.run("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f", patience=STARTING)
        self.restart()

    def keep_desktop(self, build: Path, debug: str = "-all") -> None:
        """Starts a program with an event loop, unless one is there, and thereby what every event loop needs: Wine's desktop.

        On a loaded machine Wine loses patience with that, and the loop doesn't work; later programs find the desktop. What is
        started after restart() also starts the service manager: what that and its services say by `debug` is in services_said().
        """
        for _ in range(0 if self._keepers else DESKTOP_TRIES):
            with open(self._desktop_errors, "wb") as file:
                keeper = self.start([str(build / "tests" / "windows" / "pipe_bridge.exe"), "-"], debug, stdout=subprocess.PIPE, stderr=file, cwd=self.folder)
            self._keepers.append(keeper)
            try:
                first_line(keeper)  # It has its event loop.
                if "CreateWindow" not in self.services_said():
                    return
            except TimeoutError:
                pass  # It is tried once more.
            self._end_keepers()

    def services_said(self) -> str:
        return self._desktop_errors.read_text(errors="replace")

    def _end_keepers(self) -> None:
        for keeper in self._keepers:
            keeper.kill()
            keeper.wait()
            if keeper.stdout:
                keeper.stdout.close()
        self._keepers.clear()

    def restart(self) -> None:
        """Everything that runs in it ends; the registry's changes that count at its start take effect."""
        self._end_keepers()
        subprocess.run([self._server(), "-k"], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True)
        subprocess.run([self._server(), "-w"], env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=STARTING)

    def run(self, *command: str, patience: float = 120, folder: Optional[Path] = None) -> "subprocess.CompletedProcess[str]":
        """Runs a program of Windows to its end. What it prints is decoded as UTF-8, come what may."""
        return subprocess.run([*self._command, *command], env=self.environment, cwd=folder or self.folder, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, errors="replace", timeout=patience)

    def start(self, command: Sequence[str], debug: str = "-all", **options: object) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([*self._command, *command], env=self.environment | {"WINEDEBUG": debug}, stdin=subprocess.DEVNULL,
                                **options)  # type: ignore[call-overload]

    def drive_c(self) -> Path:
        return self.folder / "prefix" / "drive_c"

    @staticmethod
    def path(path: Path) -> str:
        """A file of the host's, as Windows sees it."""
        return "Z:" + str(path).replace("/", "\\")

    @staticmethod
    def _server() -> str:
        return shutil.which("wineserver") or "/usr/lib/wine/wineserver64"


def first_line(program: "subprocess.Popen[bytes]") -> bytes:
    """What it prints first. TimeoutError where it starts, and says nothing."""
    assert program.stdout
    if not select.select([program.stdout], [], [], STARTING)[0]:
        raise TimeoutError(f"{program.args} has printed nothing for {STARTING} s")
    return program.stdout.readline()


def _can_run(*command: str) -> bool:
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True).returncode == 0


def missing() -> str:
    """Why there is no Wine here; empty where there is one."""
    return "" if shutil.which("wine") else "wine is not installed"
