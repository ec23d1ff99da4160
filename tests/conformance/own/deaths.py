# SPDX-License-Identifier: Apache-2.0
"""An agent that ends while file systems are frozen does not leave the guest behind frozen."""

import os
import signal
import time

from expect import DONE, returns
from own.effects import is_frozen
from talk import Talk
from wire import DEADLINE

GUARDIAN = "/usr/sbin/qtga-freeze-guardian"  # Built beside the agent; it outlives the agent's sudden end.
MOUNTS = ("/mnt/a", "/mnt/b")


def thawed_in_time() -> bool:
    end = time.monotonic() + DEADLINE
    while any(is_frozen(mount) for mount in MOUNTS):
        if time.monotonic() > end:
            return False
        os.sched_yield()
    return True


def run(talk: Talk) -> None:
    sudden = [signal.SIGKILL, signal.SIGSEGV] if os.path.exists(GUARDIAN) else []
    for number in [signal.SIGTERM, signal.SIGINT, *sudden]:
        name = number.name
        talk.ask(f"frozen before {name}", "guest-fsfreeze-freeze", returns(2))
        talk.hang_up()
        talk.agent.end_by(number)
        talk.check(f"thawed after {name}", thawed_in_time(), "one of /mnt/a and /mnt/b is still frozen")
        talk.agent.restart()
        talk.ask(f"the agent that comes after {name} answers", "guest-ping", DONE)
        talk.ask(f"a thaw after {name}", "guest-fsfreeze-thaw", returns(0))
        talk.ask(f"thawed once and for all after {name}", "guest-fsfreeze-status", returns("thawed"))
