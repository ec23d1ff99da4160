# SPDX-License-Identifier: Apache-2.0
"""Runs tests in namespaces of their own: with these go all processes, mounts and networks that they made."""

import os
import signal
import subprocess
import sys

PRIVATE = ["--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "--propagation", "private"]
OWN_NETWORK = "--net"


def possible(*options: str) -> bool:
    """Whether this process may make them; `options` are further ones of unshare(1)."""
    try:
        made = subprocess.run(["unshare", *options, *PRIVATE, OWN_NETWORK, "true"], stdin=subprocess.DEVNULL, capture_output=True)
    except OSError:
        return False
    return made.returncode == 0


def run(program: list[str], *options: str, environment: dict[str, str], pass_fds: tuple[int, ...] = (),
        networks: bool = False) -> int:
    """Runs it inside; its exit code, and 130 when interrupted. It ends with this process, whatever ends that. `networks`: those
    of this process are its, too."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    unshare = ["unshare", *options, *PRIVATE, *([] if networks else [OWN_NETWORK])]
    process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *unshare, *program],
                               env=os.environ | environment, stdin=subprocess.DEVNULL, pass_fds=pass_fds)
    try:
        return process.wait()
    except KeyboardInterrupt:
        return 130
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
