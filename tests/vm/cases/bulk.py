# SPDX-License-Identifier: Apache-2.0
"""Large requests and replies through the real port."""

import base64
import hashlib
import json
import random
import time

from cases.stage import Case, Stage, check_equal
from host.agent_socket import request

MIB = 1 << 20
WRITTEN, READ = 30 * MIB, 36 * MIB  # Bytes: as base64 they are 40 and 48 MiB.
FILE = "/run/bulk"


def request_of_40_mib_and_reply_of_48(stage: Stage) -> None:
    control = stage.machine.control
    with stage.machine.agent() as agent:
        content = random.Random(40).randbytes(WRITTEN)
        handle = agent.call("guest-file-open", path=FILE, mode="w+")
        message = request("guest-file-write", handle=handle, buf_b64=base64.b64encode(content).decode())
        start = time.monotonic()
        agent.send(message)
        check_equal(json.loads(agent.line()), {"return": {"count": WRITTEN, "eof": False}}, "guest-file-write")
        written = time.monotonic()
        control.run(f"head -c {READ - WRITTEN} /dev/urandom >>{FILE}")
        agent.call("guest-file-seek", handle=handle, offset=0, whence="set")
        asked = time.monotonic()
        reply = agent.call("guest-file-read", handle=handle, count=READ)
        end = time.monotonic()
        agent.call("guest-file-close", handle=handle)
    read = base64.b64decode(reply["buf-b64"])
    check_equal((reply["count"], len(reply["buf-b64"]), read[:WRITTEN] == content), (READ, 48 * MIB, True), "guest-file-read")
    check_equal(control.run(f"sha256sum <{FILE}; rm {FILE}").split()[0], hashlib.sha256(read).hexdigest(), "the file's sum")
    memory = control.run("grep -E 'Vm(HWM|RSS)' /proc/$(systemctl show qtga -p MainPID --value)/status")
    print(f"          {len(message) / MIB:.0f} MiB in within {written - start:.1f} s, 48 MiB out within {end - asked:.1f} s; "
          f"{' '.join(memory.split())}", flush=True)


CASES: list[Case] = [request_of_40_mib_and_reply_of_48]
