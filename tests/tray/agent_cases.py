# SPDX-License-Identifier: Apache-2.0
"""qtga-tray beside a real agent, which a real client asks."""

import subprocess

from cases import Tray, check
from session import Failure, Session, Skip, session, wait_for

CONFIGURATION = """[general]
method = unix-listen
path = {folder}/agent.sock
statedir = {folder}
pidfile = {folder}/agent.pid
status-address = {folder}/status
audit-file = {folder}/audit
profile = rhel
"""


class Agent:
    def __init__(self, tray: Tray, desktop: Session) -> None:
        self.program = str(tray.agent)
        self.desktop = desktop
        self.folder = desktop.folder / "agent"
        self.folder.mkdir()
        self.configuration = self.folder / "qtga.conf"
        self.configuration.write_text(CONFIGURATION.format(folder=self.folder))
        self.process = self.start()

    def start(self) -> "subprocess.Popen[bytes]":
        self.process = self.desktop.start(self.program, "-c", str(self.configuration))
        wait_for("the agent tells its status", lambda: (self.folder / "status").exists() or self.process.poll() is not None)
        if self.process.poll() is not None:
            raise Failure("the agent ended: " + self.desktop.log("qtga"))
        return self.process

    def ask(self, *request: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([self.program, "call", "--socket", str(self.folder / "agent.sock"), *request], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=120)


def need_status_channel(tray: Tray) -> None:
    helped = subprocess.run([str(tray.agent), "--help"], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    if "status-address" not in helped.stdout:
        raise Skip(f"{tray.agent} has no status channel")


def follows_a_real_agent(tray: Tray) -> None:
    """What a client asked for and was refused is in the window, and why; an agent that ends and comes back is noticed."""
    need_status_channel(tray)
    with session() as desktop:
        desktop.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        wait_for("the accessibility bus", lambda: desktop.has_name("org.a11y.Bus"))
        agent = Agent(tray, desktop)
        tray.start(desktop, "--window", "--page", "activity", "--status-address", str(agent.folder / "status"))
        wait_for("the window says that no host is there", lambda: desktop.windows("No host connected"))
        refused = agent.ask("guest-exec", "path=true")
        check("profile=rhel" in refused.stderr, f"guest-exec was not refused: {refused}")
        for words in ("Start a program", "Refused"):
            wait_for(f"“{words}” in the list", lambda words=words: any(one["name"] == words for one in desktop.accessible()))
        desktop.screenshot(tray.shots / "real-agent.png")
        desktop.stop(agent.process)
        wait_for("the window says that the agent is gone", lambda: desktop.windows("Agent not running"))
        agent.start()
        wait_for("the window finds the new agent", lambda: desktop.windows("No host connected"))


def shows_a_real_doctor(tray: Tray) -> None:
    need_status_channel(tray)
    with session() as desktop:
        desktop.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        wait_for("the accessibility bus", lambda: desktop.has_name("org.a11y.Bus"))
        tray.demo(desktop, "no-device", "--window", "--page", "doctor", "--agent", str(tray.agent))
        wait_for("a finding", lambda: any(str(one["name"]).startswith(("OK: ", "Warning: ", "Failure: ")) for one in desktop.accessible()))
        desktop.screenshot(tray.shots / "doctor.png")


CASES = {"follows a real agent": follows_a_real_agent, "shows a real doctor's findings": shows_a_real_doctor}
