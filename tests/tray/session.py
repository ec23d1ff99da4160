# SPDX-License-Identifier: Apache-2.0
"""A desktop session of its own: X server, session bus, window manager, notification daemon, and a panel when it is asked for."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Callable, Iterator

SOURCES = Path(__file__).resolve().parents[2]
DEMO = SOURCES / "gui-tray/demo/all-states.ndjson"
PATIENCE = 60  # Seconds: the machine may be busy.

LXQT_PANEL = """[General]
iconTheme=hicolor
[panel1]
alignment=-1
desktop=0
iconSize={icon}
lockPanel=true
panelSize={size}
plugins=desktopswitch, taskbar, statusnotifier
position=Bottom
width=100
width-percent=true
background-color=@Variant(\\0\\0\\0\\x43\\x1\\xff\\xff{rgb}\\0\\0)
[desktopswitch]
alignment=Left
type=desktopswitch
[taskbar]
alignment=Left
type=taskbar
[statusnotifier]
alignment=Right
type=statusnotifier
"""


class Failure(Exception):
    """What a test found wrong."""


class Skip(Exception):
    """Why a test can't be run here."""


def wait_for(what: str, condition: Callable[[], object], patience: float = PATIENCE) -> object:
    deadline = time.monotonic() + patience
    while True:
        value: object = None
        with contextlib.suppress(subprocess.TimeoutExpired):  # What does not answer in time does not say yes.
            value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f"waited {patience:.0f} s in vain: {what}")
        time.sleep(0.1)


def demo_file(folder: Path, state: str) -> Path:
    """The demonstration's `state` for ever, with what the host did before as history: nothing is notified of."""
    lines: list[str] = []
    reached = False
    for line in DEMO.read_text().splitlines():
        message = json.loads(line)
        direction = message.get("demo", {})
        if "state" in direction:
            if reached:
                break
            reached = direction["state"] == state
        if reached or ("wait" not in direction and "status" not in message):
            lines.append(line)
    if not reached:
        raise Failure(f"{DEMO.name} has no state {state}")
    path = folder / f"{state}.ndjson"
    path.write_text("\n".join(lines) + "\n")
    return path


def state_color(state: str) -> str:
    """The colour of its icon, as #RRGGBB."""
    found = re.search(r'fill="(#\w+)"', (SOURCES / f"gui-tray/icons/qtga-tray-{state}.svg").read_text())
    assert found
    return found[1].upper()


class Session:
    def __init__(self, folder: Path, size: str, language: str, scale: int) -> None:
        self.folder = folder
        self.scale = scale
        self.size = size
        self.processes: list["subprocess.Popen[bytes]"] = []
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        self.env = {
            "HOME": str(folder), "XDG_RUNTIME_DIR": str(runtime), "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"), "XDG_CURRENT_DESKTOP": "LXQt", "LANG": language, "TZ": "UTC",
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        try:
            self._start(size)
        except BaseException:
            self.close()
            raise

    def _start(self, size: str) -> None:
        self._start_x(size)
        self._start_bus()
        self.start("openbox")
        # A window that is shown while the window manager starts may stay unseen for ever.
        wait_for("the window manager", lambda: "0x" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))
        self.run("display", "-window", "root", "xc:#4a6078")

    def _start_x(self, size: str) -> None:
        reader, writer = os.pipe()
        with open(self.folder / "Xvfb.log", "wb") as log:
            server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
                                      pass_fds=[writer], stdout=log, stderr=log, env={"PATH": os.environ["PATH"]})
        os.close(writer)
        self.processes.append(server)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failure("Xvfb did not start: " + (self.folder / "Xvfb.log").read_text())
        self.env["DISPLAY"] = f":{number}"

    def _start_bus(self) -> None:
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], env=self.env,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.processes.append(bus)
        assert bus.stdout
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()

    def start(self, *command: str, **extra: str) -> "subprocess.Popen[bytes]":
        name = Path(command[0]).name
        with open(self.folder / f"{name}.log", "ab") as log:
            process = subprocess.Popen(command, env={**self.env, **extra}, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def run(self, *command: str) -> str:
        done = subprocess.run(command, env={**self.env, "LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
        return done.stdout

    def stop(self, process: "subprocess.Popen[bytes]") -> None:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process in self.processes:
            self.processes.remove(process)

    def log(self, name: str) -> str:
        path = self.folder / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    # Desktop parts.

    def start_notifier_panel(self, dark: bool) -> "subprocess.Popen[bytes]":
        """lxqt-panel, which hosts StatusNotifierItem icons."""
        config = self.folder / "config/lxqt"
        config.mkdir(parents=True, exist_ok=True)
        rgb = "\\x22\\x22\\x26\\x26\\x2a\\x2a" if dark else "\\xf2\\xf2\\xf2\\xf2\\xf2\\xf2"
        (config / "panel.conf").write_text(LXQT_PANEL.format(size=32 * self.scale, icon=22 * self.scale, rgb=rgb))
        process = self.start("lxqt-panel", "-c", str(config / "panel.conf"), XDG_CURRENT_DESKTOP="LXQt")
        wait_for("lxqt-panel owns the watcher", lambda: self.has_name("org.kde.StatusNotifierWatcher"))
        return process

    def start_embedding_panel(self, dark: bool) -> "subprocess.Popen[bytes]":
        """trayer, which hosts icons by XEmbed."""
        process = self.start("trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request", "--height", str(32 * self.scale),
                             "--iconspacing", "6", "--transparent", "true", "--alpha", "0", "--tint", "0x22262a" if dark else "0xf2f2f2")
        wait_for("trayer shows its window", lambda: self.run("xdotool", "search", "--class", "trayer").strip())
        return process

    def start_notifications(self) -> "subprocess.Popen[bytes]":
        process = self.start("dunst", "-config", "/dev/null")
        wait_for("the notification daemon", lambda: self.has_name("org.freedesktop.Notifications"))
        return process

    # What can be asked.

    def call(self, service: str, path: str, method: str, *arguments: str) -> str:
        return self.run("dbus-send", "--session", "--print-reply", f"--dest={service}", path, method, *arguments)

    def has_name(self, name: str) -> bool:
        return "true" in self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", f"string:{name}")

    def items(self) -> list[str]:
        """The services of the icons that are registered by StatusNotifierItem."""
        reply = self.call("org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties.Get",
                          "string:org.kde.StatusNotifierWatcher", "string:RegisteredStatusNotifierItems")
        return re.findall(r'string "([^"/]+)', reply)

    def item_property(self, item: str, name: str) -> str:
        return self.call(item, "/StatusNotifierItem", "org.freedesktop.DBus.Properties.Get", "string:org.kde.StatusNotifierItem",
                         f"string:{name}")

    def menu_labels(self, item: str) -> list[str]:
        reply = self.call(item, "/MenuBar", "com.canonical.dbusmenu.GetLayout", "int32:0", "int32:-1", "array:string:label")
        return re.findall(r'string "label"\s+variant\s+string "([^"]*)"', reply)

    def windows(self, title: str) -> list[str]:
        """The windows that the window manager knows, whose title begins so (xdotool doesn't understand UTF-8)."""
        clients = re.findall(r"0x[0-9a-f]+", self.run("xprop", "-root", "_NET_CLIENT_LIST"))
        return [window for window in clients if f'= "{title}' in self.run("xprop", "-id", window, "_NET_WM_NAME")]

    def popups(self, name: str) -> list[str]:
        """Windows that no window manager looks after."""
        return self.run("xdotool", "search", "--onlyvisible", "--class", name).split()

    def focus(self, window: str) -> None:
        """xdotool's own --sync would wait for ever where the window doesn't get the focus, or has it."""
        def has_focus() -> bool:
            self.run("xdotool", "windowfocus", window)
            return self.run("xdotool", "getwindowfocus").strip() == str(int(window, 16))

        wait_for("the window has the focus", has_focus)

    def press(self, *keys: str) -> None:
        self.run("xdotool", "key", "--clearmodifiers", "--delay", "120", *keys)

    def accessible(self) -> list[dict[str, object]]:
        """The tray's accessibility tree, as a screen reader gets it over AT-SPI."""
        output = self.run("/usr/bin/python3", str(SOURCES / "tests/tray/atspi_tree.py"), "qtga-tray")
        return json.loads(output) if output.strip() else []

    def panel_shows(self, color: str) -> bool:
        """Whether something of this colour is in the panel's right half, where icons are."""
        width, height = (int(number) for number in self.size.split("x"))
        part = f"{width // 2}x{32 * self.scale}+{width // 2}+{height - 32 * self.scale}"
        return color in self.run("import", "-silent", "-window", "root", "-crop", part, "-depth", "8", "-format", "%c", "histogram:info:-")

    def screenshot(self, path: Path) -> None:
        self.run("import", "-silent", "-window", "root", str(path))

    def close(self) -> None:
        for process in reversed(self.processes[:]):
            self.stop(process)
        # What the bus has started by itself ends with it; what doesn't is found by its display.
        mark = f"DISPLAY={self.env.get('DISPLAY', ':')}\0".encode()
        home = f"HOME={self.folder}\0".encode()
        for entry in Path("/proc").glob("[0-9]*/environ"):
            with contextlib.suppress(OSError):
                content = entry.read_bytes()
                if mark in content and home in content:
                    os.kill(int(entry.parent.name), signal.SIGKILL)


@contextlib.contextmanager
def session(size: str = "1000x720", language: str = "en_US.UTF-8", scale: int = 1) -> Iterator[Session]:
    folder = Path(tempfile.mkdtemp(prefix="qtga-tray-"))
    try:
        desktop = Session(folder, size, language, scale)
        try:
            yield desktop
        finally:
            desktop.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
