# SPDX-License-Identifier: Apache-2.0
"""What is tried with qtga-tray in a real session."""

import re
import subprocess
from pathlib import Path

from session import SOURCES, Failure, Session, demo_file, session, state_color, wait_for

# Sections of the demonstration, and what the first line of the menu says then, in English and German.
STATES = {
    "not-running": ("Agent not running", "Agent läuft nicht"),
    "no-device": ("No channel to the host", "Kein Kanal zum Host"),
    "no-host": ("No host connected", "Kein Host verbunden"),
    "working": ("Working", "In Betrieb"),
    "frozen": ("File systems frozen", "Dateisysteme eingefroren"),
    "lease-expired": ("Freeze ended without the host", "Einfrieren endete ohne den Host"),
    "paused": ("Host access paused", "Host-Zugriff pausiert"),
}


class Tray:
    """qtga-tray as a user starts it."""

    def __init__(self, program: Path, agent: Path, shots: Path) -> None:
        self.program = program
        self.agent = agent
        self.shots = shots

    def start(self, desktop: Session, *arguments: str) -> "subprocess.Popen[bytes]":
        return desktop.start(str(self.program), *arguments, QT_SCALE_FACTOR=str(desktop.scale))

    def demo(self, desktop: Session, state: str, *arguments: str) -> "subprocess.Popen[bytes]":
        return self.start(desktop, "--demo", str(demo_file(desktop.folder, state)), *arguments)


def first_label(desktop: Session) -> str:
    items = desktop.items()
    labels = desktop.menu_labels(items[0]) if items else []
    return labels[0] if labels else ""


def check(condition: object, message: str) -> None:
    if not condition:
        raise Failure(message)


def instance_socket(desktop: Session) -> list[Path]:
    """Where a tray that runs is asked to show itself."""
    return list((desktop.folder / "runtime").glob("qtga-tray*.sock"))


def waits_for_a_notifier_panel(tray: Tray) -> None:
    with session() as desktop:
        # Not a demonstration: its socket tells that it runs.
        process = tray.start(desktop, "--status-address", str(desktop.folder / "no-agent"))
        wait_for("the tray runs", lambda: instance_socket(desktop) or process.poll() is not None)
        check(process.poll() is None, "the tray ended where no tray is yet")
        desktop.start_notifier_panel(dark=False)
        wait_for("the icon registers", desktop.items)
        wait_for("the menu begins with the state", lambda: first_label(desktop) == "Agent not running")
        check(process.poll() is None, "the tray ended")


def comes_back_with_a_new_panel(tray: Tray) -> None:
    with session() as desktop:
        panel = desktop.start_notifier_panel(dark=False)
        tray.demo(desktop, "working")
        wait_for("the icon registers", desktop.items)
        desktop.stop(panel)
        wait_for("the panel is gone", lambda: not desktop.has_name("org.kde.StatusNotifierWatcher"))
        desktop.start_notifier_panel(dark=False)
        wait_for("the icon registers with the new panel", desktop.items)


def embedded(desktop: Session) -> str:
    """The X window of the icon where a panel has taken it in: deeper in the tree than a window in its frame."""
    found = re.search(r'^ {12,}(0x[0-9a-f]+) "qtga-tray"', desktop.run("xwininfo", "-root", "-tree"), re.MULTILINE)
    return found[1] if found else ""


def waits_for_an_embedding_panel(tray: Tray) -> None:
    with session() as desktop:
        process = tray.demo(desktop, "working")
        desktop.start_embedding_panel(dark=False)
        wait_for("the icon is taken into the panel", lambda: embedded(desktop))
        check(process.poll() is None, "the tray ended")


def the_menu_opens_at_the_icon(tray: Tray) -> None:
    """Its first line leads to the window; its notices can be switched."""
    with session() as desktop:
        desktop.start_embedding_panel(dark=False)
        tray.demo(desktop, "paused")
        icon = wait_for("the icon is taken into the panel", lambda: embedded(desktop))
        wait_for("the icon shows the state", lambda: desktop.panel_shows(state_color("paused")))
        desktop.run("xdotool", "mousemove", "--window", str(icon), "10", "14", "click", "3")
        wait_for("the menu", lambda: len(desktop.popups("qtga-tray")) > 1)
        desktop.screenshot(tray.shots / "menu.png")
        desktop.press("Down", "Return")
        wait_for("the window", lambda: desktop.windows("Host access paused"))


def window_without_a_tray(tray: Tray) -> None:
    with session() as desktop:
        process = tray.demo(desktop, "working", "--window")
        window = wait_for("the window", lambda: desktop.windows("Working"))
        assert isinstance(window, list)
        desktop.focus(window[0])
        desktop.press("Escape")
        wait_for("the program ends with its window", lambda: process.poll() is not None)
        check(process.returncode == 0, f"it ended with {process.returncode}")


def a_second_start_shows_the_first(tray: Tray) -> None:
    with session() as desktop:
        address = str(desktop.folder / "no-agent")
        first = tray.start(desktop, "--status-address", address)
        wait_for("the first has its lock", lambda: instance_socket(desktop))
        second = tray.start(desktop, "--status-address", address)
        wait_for("the second ends", lambda: second.poll() is not None)
        check(second.returncode == 0, f"the second ended with {second.returncode}")
        wait_for("the first shows its window", lambda: desktop.windows("Agent not running"))
        check(first.poll() is None, "the first ended")


def notifies_of_a_long_freeze(tray: Tray, panel: bool) -> None:
    with session() as desktop:
        desktop.start_notifications()
        if panel:
            desktop.start_notifier_panel(dark=False)
        with open(desktop.folder / "bus.log", "wb") as log:
            monitor = subprocess.Popen(["dbus-monitor", "--session", "interface='org.freedesktop.Notifications',member='Notify'"],
                                       env=desktop.env, stdout=log, stderr=log)
        desktop.processes.append(monitor)
        wait_for("the monitor listens", lambda: desktop.log("bus"))
        tray.demo(desktop, "frozen")
        wait_for("the notification", lambda: "File systems are frozen" in desktop.log("bus"))
        wait_for("the notification's window", lambda: desktop.popups("Dunst"))
        if panel:
            desktop.screenshot(tray.shots / "notification.png")


def speaks_to_screen_readers(tray: Tray) -> None:
    with session() as desktop:
        desktop.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        wait_for("the accessibility bus", lambda: desktop.has_name("org.a11y.Bus"))
        tray.demo(desktop, "working", "--window", "--page", "permissions")
        wait_for("the window", lambda: desktop.windows("Working"))

        def named(role: str, name: str) -> bool:
            return any(one["role"] == role and one["name"] == name for one in desktop.accessible())

        for role, name in (("frame", "Working – Guest agent"), ("page tab", "Overview"), ("page tab", "Permissions"),
                           ("push button", "Pause host access"), ("check box", "Only what is off or limited"),
                           ("text", "Search in the permissions")):
            wait_for(f"{role} “{name}”", lambda role=role, name=name: named(role, name))
        everything = desktop.accessible()
        check(any(one["name"] == "Start a program" for one in everything), "guest-exec's line is not in the tree")
        nameless = [one for one in everything if one["focusable"] and not one["name"]]
        check(not nameless, f"focusable without a name: {nameless}")


def focus_is_in(desktop: Session, name: str) -> bool:
    """Whether the widget of this name, or something within it, has the focus."""
    return any(one["focused"] and name in (one["name"], one["inside"]) for one in desktop.accessible())


def focused(desktop: Session) -> list[tuple[object, object]]:
    return [(one["role"], one["name"]) for one in desktop.accessible() if one["focused"]]


def next_chosen(desktop: Session, before: str) -> str:
    """What is said of the line that is chosen in the list, once it is another than `before`."""
    said = [str(one["name"]) for one in desktop.accessible() if one["role"] == "label" and str(one["name"]).startswith("guest-")]
    return said[0] if said and said[0] != before else ""


def keyboard_leads_to_the_reason(tray: Tray) -> None:
    """Nothing but keys: from the window to why guest-exec was refused."""
    with session() as desktop:
        desktop.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        wait_for("the accessibility bus", lambda: desktop.has_name("org.a11y.Bus"))
        tray.demo(desktop, "working", "--window")
        window = wait_for("the window", lambda: desktop.windows("Working"))
        assert isinstance(window, list)
        desktop.focus(window[0])
        desktop.press("alt+a")
        for _ in range(10):
            if focus_is_in(desktop, "What the host did"):
                break
            before = focused(desktop)
            desktop.press("Tab")
            wait_for("the focus goes on", lambda before=before: focused(desktop) not in ([], before))
        else:
            raise Failure("the list was not reached with the tabulator key")
        # A line that is chosen stays chosen while newer ones come above it: the keys begin when the last one is there.
        wait_for("what the host did last", lambda: any(one["name"] == "Turn processors on or off" for one in desktop.accessible()))
        chosen = ""
        for key in ("Home", *["Down"] * 4):
            desktop.press(key)
            chosen = wait_for(f"another line after {key}", lambda before=chosen: next_chosen(desktop, before))
            if chosen.startswith("guest-exec: Refused"):
                break
        else:
            raise Failure("the refusal was not reached with the cursor keys")
        desktop.press("alt+w")
        wait_for("the reason", lambda: any("profile=rhel" in str(one["name"]) and "systemctl reload" in str(one["name"])
                                           for one in desktop.accessible()))
        desktop.screenshot(tray.shots / "why-guest-exec.png")


def follows_the_desktop_into_the_dark(tray: Tray) -> None:
    """The desktop's preference is asked for at the start, and followed when it changes."""
    with session() as desktop:
        portal = subprocess.Popen([str(SOURCES / "tests/tray/portal.py")], env=desktop.env, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        desktop.processes.append(portal)
        wait_for("the portal", lambda: desktop.has_name("org.freedesktop.portal.Desktop"))
        tray.demo(desktop, "working", "--window")
        window = wait_for("the window", lambda: desktop.windows("Working"))
        assert isinstance(window, list) and portal.stdin

        def brightness() -> float:
            shades = desktop.run("import", "-silent", "-window", window[0], "-colorspace", "Gray", "-format", "%[fx:mean]", "info:-")
            return float(shades or 0.5)

        wait_for("a light window", lambda: brightness() > 0.7)
        for scheme, name, reached in ((1, "dark", lambda: brightness() < 0.3), (2, "light", lambda: brightness() > 0.7)):
            portal.stdin.write(f"{scheme}\n".encode())
            portal.stdin.flush()
            wait_for(f"a {name} window", reached)


def shows_states(tray: Tray, panel: str, dark: bool, scale: int, language: str) -> None:
    size = f"{1000 * scale}x{720 * scale}"
    with session(size, language, scale) as desktop:
        starter = desktop.start_notifier_panel if panel == "notifier" else desktop.start_embedding_panel
        starter(dark=dark)
        for state, titles in STATES.items():
            title = titles[language.startswith("de")]
            process = tray.demo(desktop, state, "--window", "--appearance", "dark" if dark else "light")
            wait_for(f"the window says “{title}”", lambda title=title: desktop.windows(title))
            if panel == "notifier":
                wait_for(f"the menu says “{title}”", lambda title=title: first_label(desktop).startswith(title))
            else:
                wait_for("the icon is taken into the panel", lambda: embedded(desktop))
            wait_for(f"the panel shows {state}", lambda state=state: desktop.panel_shows(state_color(state)))
            name = f"{state}-{panel}-{'dark' if dark else 'light'}-{scale}00-{language[:2]}.png"
            desktop.screenshot(tray.shots / name)
            desktop.stop(process)


CASES = {
    "waits for a StatusNotifier panel": waits_for_a_notifier_panel,
    "comes back with a new panel": comes_back_with_a_new_panel,
    "waits for an XEmbed panel": waits_for_an_embedding_panel,
    "the menu opens at the icon": the_menu_opens_at_the_icon,
    "window without a tray": window_without_a_tray,
    "a second start shows the first": a_second_start_shows_the_first,
    "notifies of a long freeze": lambda tray: notifies_of_a_long_freeze(tray, panel=True),
    "notifies of a long freeze without a panel": lambda tray: notifies_of_a_long_freeze(tray, panel=False),
    "speaks to screen readers": speaks_to_screen_readers,
    "keyboard leads to the reason": keyboard_leads_to_the_reason,
    "follows the desktop into the dark": follows_the_desktop_into_the_dark,
    "states, StatusNotifier, light, 100 %": lambda tray: shows_states(tray, "notifier", False, 1, "en_US.UTF-8"),
    "states, StatusNotifier, dark, 100 %": lambda tray: shows_states(tray, "notifier", True, 1, "en_US.UTF-8"),
    "states, StatusNotifier, dark, 200 %": lambda tray: shows_states(tray, "notifier", True, 2, "en_US.UTF-8"),
    "states, StatusNotifier, light, 200 %, German": lambda tray: shows_states(tray, "notifier", False, 2, "de_DE.UTF-8"),
    "states, XEmbed, light, 100 %, German": lambda tray: shows_states(tray, "xembed", False, 1, "de_DE.UTF-8"),
    "states, XEmbed, dark, 200 %": lambda tray: shows_states(tray, "xembed", True, 2, "en_US.UTF-8"),
}
