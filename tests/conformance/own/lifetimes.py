# SPDX-License-Identifier: Apache-2.0
"""What outlives a client or the agent: handles, programs, the counter of handles; and what lists of commands do."""

import os
import signal

from expect import DONE, error, error_like, returns, returns_like, returns_where
from talk import Talk


def handles(talk: Talk) -> None:
    first = talk.ask("the first handle is 1000", "guest-file-open", returns(1000), {"path": "/etc/passwd"})
    second = talk.ask("the next is one more", "guest-file-open", returns(1001), {"path": "/etc/passwd"})
    talk.ask("the first is closed", "guest-file-close", DONE, {"handle": first})
    talk.ask("its number is not given again", "guest-file-open", returns(1002), {"path": "/etc/passwd"})
    talk.ask("a file that cannot be opened", "guest-file-open", error_like("failed to open file .*"), {"path": "/no/such"})
    talk.ask("takes no number", "guest-file-open", returns(1003), {"path": "/etc/passwd"})
    talk.hang_up()
    talk.ask("another client has the handle too", "guest-file-read", returns_like({"count": 1, "buf-b64": "x", "eof": True}), {"handle": second})
    talk.agent.restart()
    talk.hang_up()
    talk.ask("another agent has not", "guest-file-read", error("handle '1001' has not been found"), {"handle": 1001})
    talk.ask("and goes on counting", "guest-file-open", returns_where("over 1003", lambda value: value > 1003), {"path": "/etc/passwd"})


def programs(talk: Talk) -> None:
    pid = talk.ask("a program is started", "guest-exec", returns_like({"pid": 1}), {"path": "sleep", "arg": ["1000"]})["pid"]
    talk.ask("it runs", "guest-exec-status", returns({"exited": False}), {"pid": pid})
    talk.hang_up()
    talk.ask("for another client too", "guest-exec-status", returns({"exited": False}), {"pid": pid})
    os.kill(pid, signal.SIGTERM)
    talk.ask_until("its signal is told", "guest-exec-status", returns({"exited": True, "signal": 15}), {"pid": pid})
    gone = error_like(f"PID (ld|{pid}) does not exist|Invalid parameter 'pid'")
    talk.ask("once", "guest-exec-status", gone, {"pid": pid})
    pid = talk.ask("another is started", "guest-exec", returns_like({"pid": 1}), {"path": "sleep", "arg": ["1000"]})["pid"]
    talk.agent.restart()
    talk.hang_up()
    talk.check("it outlives the agent", os.path.exists(f"/proc/{pid}"), "it is gone")
    os.kill(pid, signal.SIGKILL)


def blocked(talk: Talk) -> None:
    """-b guest-ping,guest-exec,nope"""
    for command in ("guest-ping", "guest-exec"):
        talk.ask(f"{command} is blocked", command, error_like(f"Command {command} has been disabled.*", "CommandNotFound"))
    rows = talk.ask("guest-info with a block list", "guest-info", returns_where("a list", lambda value: True)) or {"supported_commands": []}
    states = {row["name"]: row["enabled"] for row in rows["supported_commands"]}
    talk.check("shows them as not enabled", states.get("guest-ping") is False and states.get("guest-exec") is False, str(states))
    talk.check("and the others as enabled", states.get("guest-info") is True and states.get("guest-exec-status") is True, str(states))
    talk.ask("others work", "guest-get-host-name", returns({"host-name": "conformance-guest"}))


def run(talk: Talk) -> None:
    handles(talk)
    programs(talk)
