# SPDX-License-Identifier: Apache-2.0
"""What the owner sees of freezes that the host did not end, each on a real agent."""

import os
import signal
from pathlib import Path
from typing import Any

import private_root
from guest import HOOK, need, wait_until
from watched_agent import WatchedAgent
from wire import request


def expired_lease_is_shown(binary: str, name: str) -> None:
    with WatchedAgent(binary, name, {"fsfreeze-timeout": "5s"}) as agent, agent.reader() as reader:
        agent.freeze()
        shown = reader.until("status", lambda status: status["state"] == "lease-expired")
        need(shown["last-freeze"]["ended-by"] == "time", f"what ended it: {shown}")
        need(shown["last-freeze"]["outcome"] == "expired" and "time of the freeze was up" in shown["reason"], f"{shown}")
        need(agent.tool("status", "--config=" + agent.configuration).returncode == 3, "qtga status")
        need(agent.ask("guest-fsfreeze-thaw") == 0, "the host's thaw after that")
        wait_until("the audit has both", lambda: len(agent.records()) == 3)
        need(own_thaws(agent) == [("ok", "the time of the freeze was up")], f"{agent.records()}")


def own_thaws(agent: WatchedAgent) -> list[tuple[str, str]]:
    """What the audit says of thaws that nobody asked for."""
    return [(record["outcome"], record["reason"]) for record in agent.records()
            if record["channel"] == "agent" and record["command"] == "guest-fsfreeze-thaw"]


def own_thaws_are_audited(binary: str, name: str) -> None:
    """At the agent's end, by the next agent, and where nobody waited for the freeze."""
    with WatchedAgent(binary, name, {"fsfreeze-hook": HOOK}) as agent:
        agent.freeze()
        agent.signal(signal.SIGTERM)
        need(agent.exit_code() == 0, "it did not end cleanly")
        need(own_thaws(agent) == [("ok", "the agent was ending")], f"at the end: {agent.records()}")
        agent.start_again()
        agent.freeze()
        agent.kill()
        agent.start_again()
        wait_until("recovery is audited", lambda: ("ok", "an earlier agent had left file systems frozen") in own_thaws(agent))
        gate = f"/run/{name}-gate"
        os.mkfifo(gate)
        private_root.install_stub(HOOK, f'if [ "$1" = freeze ]; then read line <{gate}; fi\n')
        private_root.stub_log()
        with agent.connect() as client, agent.reader() as reader:
            client.send(request("guest-fsfreeze-freeze"))
            wait_until("the hook runs", lambda: os.path.exists("/stub.log"))
            client.send(request("guest-sync", {"id": 1}))
            need(client.reply().value == {"return": 1}, "the sync")
            Path(gate).write_text("go on\n")
            shown = reader.until("status", lambda status: status.get("last-freeze", {}).get("outcome") == "thawed")
            need(shown["last-freeze"]["ended-by"] == "agent", f"what ended it: {shown}")
        wait_until("that is audited", lambda: own_thaws(agent)[-1] == ("ok", "nobody waited for the freeze any more"))
        need(len(own_thaws(agent)) == 3, f"{agent.records()}")


def terminated_in_the_thaw_hook(binary: str, name: str) -> None:
    """All is thawed when the agent goes, so that everything is written, although the hook has not ended."""
    private_root.install_stub(HOOK, 'if [ "$1" = thaw ]; then exec sleep 1000; fi\n')
    with WatchedAgent(binary, name, {"fsfreeze-hook": HOOK}) as agent:
        agent.ask("guest-file-open", path="/etc/hostname")
        agent.freeze()
        agent.error("guest-file-open", path="/etc/hostname")
        agent.error("guest-file-open", path="/etc/hostname")
        agent.signal(signal.SIGTERM)
        need(agent.exit_code() == 0, "it did not end cleanly")
        need(agent.log_has("all is thawed at the end, but a hook has not ended"), "the log does not say so")
        opened = [record for record in agent.records() if record["command"] == "guest-file-open"]
        need(sum(record["times"] for record in opened) == 3, f"not all is in the audit: {agent.records()}")
        need("fd_counter=1001" in Path(f"{agent.state}/qga.state").read_text(), "the handles were not given back")
    private_root.restore_stubs()


ALL: list[Any] = [expired_lease_is_shown, own_thaws_are_audited, terminated_in_the_thaw_hook]
