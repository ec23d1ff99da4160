# SPDX-License-Identifier: Apache-2.0
"""The ways in which a freeze could strand a guest, each done to a real agent and real file systems."""

import ctypes
import fcntl
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Callable

from guest import (HOOK, MOUNTS, FreezingAgent, Syslog, Writer, all_finish, can_be_written, children, is_gone, is_reaped, need,
                   thread_states, wait_until, writers)

import private_root
from wire import DEADLINE, request

FIFREEZE = 0xC0045877  # linux/fs.h
IOCTL, SYNCFS = (16, 306) if os.uname().machine == "x86_64" else (29, 267)  # asm/unistd.h
PIDFD_GETFD = 438
LEASE = "5s"  # Where its end is waited for: long enough for what is done before it.
LIBC = ctypes.CDLL(None)


def killed_agent(binary: str, name: str) -> None:
    with FreezingAgent(binary, name) as agent:
        agent.freeze()
        guardian, stuck = agent.guardian(), writers()
        need(agent.is_marked(), "there is no marker")
        agent.kill()
        all_finish(stuck)
        wait_until("the guardian ends", lambda: is_gone(guardian))
        need(agent.is_marked(), "who was killed can't have removed the marker")
        private_root.stub_log()
        agent.start_again()
        wait_until("the next agent is thawed", lambda: agent.status() == "thawed")
        need(not agent.is_marked(), "the next agent left the marker")
        need(private_root.stub_log() == "fsfreeze-hook [thaw]\n", "the next agent did not run the thaw hook")
        need(agent.log_has("the marker of an earlier agent's freeze was there"), "the log does not say so")
        agent.freeze()
        need(agent.ask("guest-fsfreeze-thaw") == 2, "it can't freeze and thaw")


def killed_while_freezing(binary: str, name: str) -> None:
    """Killed at each stage of the freeze, several times, while writers keep the file systems dirty."""
    stages: list[Callable[[FreezingAgent], bool]] = [
        lambda agent: True,
        lambda agent: agent.is_marked(),
        lambda agent: children(agent.pid) != [],
        lambda agent: agent.is_inside(SYNCFS),
        lambda agent: agent.is_inside(IOCTL, FIFREEZE),
        lambda agent: False,
    ]
    for reached in stages * 3:
        dirt = [subprocess.Popen(["dd", "if=/dev/zero", f"of={mount}/dirt", "bs=64k", "count=160"], stderr=subprocess.DEVNULL)
                for mount in MOUNTS]
        with FreezingAgent(binary, name) as agent:
            with agent.connect() as client:
                client.send(request("guest-fsfreeze-freeze"))
                while not reached(agent) and not client.has_reply():
                    pass  # Too short to sleep.
                agent.kill()
        for process in dirt:
            process.wait()  # A file system left frozen would keep it.
        for mount in MOUNTS:
            can_be_written(mount)


def copies_of_descriptors(pid: int) -> tuple[int, list[int]]:
    """A descriptor of the process, and copies of all of its own. It may close one while they are taken: then they are taken again."""
    process = os.pidfd_open(pid)
    end = time.monotonic() + DEADLINE
    while True:
        numbers = [int(each) for each in os.listdir(f"/proc/{pid}/fd")]
        copies = [copy for copy in (LIBC.syscall(PIDFD_GETFD, process, number, 0) for number in numbers) if copy >= 0]
        if len(copies) == len(numbers):
            return process, copies
        for descriptor in copies:
            os.close(descriptor)
        need(time.monotonic() < end, f"of {len(numbers)} descriptors {len(copies)} were copied")


def killed_with_a_stuck_thread(binary: str, name: str) -> None:
    """A thread that is stuck in the kernel keeps what the dead agent had open: here this process does, with copies of all of it."""
    with FreezingAgent(binary, name) as agent:
        agent.freeze()
        guardian, stuck = agent.guardian(), writers()
        process, copies = copies_of_descriptors(agent.pid)
        try:
            agent.kill()
            all_finish(stuck)
            need(not is_gone(guardian), "the guardian ended although a thread may still freeze")
        finally:
            for descriptor in [process, *copies]:
                os.close(descriptor)
        wait_until("the guardian ends", lambda: is_gone(guardian))


def killed_in_the_hook(binary: str, name: str) -> None:
    """What the hook has quiesced is told of the thaw by the next agent."""
    gate = f"/run/{name}-gate"
    os.mkfifo(gate)
    private_root.install_stub(HOOK, f'if [ "$1" = freeze ]; then read line <{gate}; fi\n')
    with FreezingAgent(binary, name) as agent, agent.connect() as client:
        client.send(request("guest-fsfreeze-freeze"))
        wait_until("the hook runs", lambda: os.path.exists("/stub.log"))
        agent.kill()
        Path(gate).write_text("go on\n")
        agent.start_again()
        wait_until("the next agent runs the thaw hook",
                   lambda: Path("/stub.log").read_text() == "fsfreeze-hook [freeze]\nfsfreeze-hook [thaw]\n")
        wait_until("the marker is gone", lambda: not agent.is_marked())
        private_root.stub_log()


def reloaded_with_its_log_frozen(binary: str, name: str) -> None:
    """A rotation of the log while it lies on a frozen file system waits for the thaw, and keeps nobody."""
    log = f"{MOUNTS[0]}/{name}.log"
    with FreezingAgent(binary, name, options=["-l", log]) as agent:
        os.rename(log, f"{log}.1")
        agent.freeze()
        agent.signal(signal.SIGHUP)
        need(agent.ask("guest-ping") == {} and agent.ask("guest-fsfreeze-thaw") == 2, "it does not answer")
        wait_until("the log is begun anew", lambda: os.path.exists(log))
        agent.ask("guest-fstrim")
        wait_until("it is written to", lambda: "trims the file systems" in Path(log).read_text())


def time_is_up(binary: str, name: str) -> None:
    syslog = Syslog()
    with FreezingAgent(binary, name, {"fsfreeze-timeout": LEASE}) as agent:
        private_root.stub_log()
        agent.freeze()
        guardian, stuck = agent.guardian(), writers()
        need(agent.status() == "frozen", "it does not say that it is frozen")
        all_finish(stuck)
        wait_until("the agent says that it is thawed", lambda: agent.status() == "thawed")
        wait_until("the guardian is reaped", lambda: is_reaped(guardian))
        wait_until("the event log has it", lambda: syslog.has("the time of the freeze was up: the file systems were thawed"))
        need(not agent.is_marked(), "the marker is there still")
        need(agent.log_has("the time of the freeze was up"), "the log does not say so")
        need(private_root.stub_log() == "fsfreeze-hook [freeze]\nfsfreeze-hook [thaw]\n", "the thaw hook was not run")
        need(agent.ask("guest-fsfreeze-thaw") == 0, "the next thaw does not answer 0")
    syslog.close()


def stopped_agent(binary: str, name: str) -> None:
    """An agent that does not run at all, as one that hangs would, when the time is up."""
    with FreezingAgent(binary, name, {"fsfreeze-timeout": LEASE}) as agent:
        agent.freeze()
        stuck = writers()
        agent.signal(signal.SIGSTOP)
        all_finish(stuck)
        agent.signal(signal.SIGCONT)
        wait_until("the agent says that it is thawed", lambda: agent.status() == "thawed")
        need(agent.ask("guest-fsfreeze-thaw") == 0, "the next thaw does not answer 0")


def terminated_agent(binary: str, name: str) -> None:
    with FreezingAgent(binary, name) as agent:
        private_root.stub_log()
        agent.freeze()
        guardian, stuck = agent.guardian(), writers()
        agent.signal(signal.SIGTERM)
        need(agent.exit_code() == 0, "it did not end cleanly")
        all_finish(stuck)
        wait_until("the guardian ends", lambda: is_gone(guardian))
        need(not agent.is_marked(), "the marker is there still")
        need(private_root.stub_log() == "fsfreeze-hook [freeze]\nfsfreeze-hook [thaw]\n", "the thaw hook was not run")


def stopped_service(binary: str, name: str) -> None:
    """A service manager signals every process of the service at once."""
    with FreezingAgent(binary, name) as agent:
        agent.freeze()
        guardian, stuck = agent.guardian(), writers()
        os.kill(guardian, signal.SIGTERM)
        need(agent.status() == "frozen" and not is_gone(guardian), "SIGTERM ended the guardian")
        agent.signal(signal.SIGTERM)
        need(agent.exit_code() == 0, "the agent did not end cleanly")
        all_finish(stuck)
        wait_until("the guardian ends", lambda: is_gone(guardian))


def killed_guardian(binary: str, name: str) -> None:
    with FreezingAgent(binary, name) as agent:
        private_root.stub_log()
        agent.freeze()
        guardian, stuck = agent.guardian(), writers()
        os.kill(guardian, signal.SIGKILL)
        all_finish(stuck)
        wait_until("the agent says that it is thawed", lambda: agent.status() == "thawed")
        wait_until("the guardian is reaped", lambda: is_reaped(guardian))
        wait_until("the log says so, after the hook", lambda: agent.log_has("the guardian of the freeze was lost"))
        need(private_root.stub_log() == "fsfreeze-hook [freeze]\nfsfreeze-hook [thaw]\n", "the thaw hook was not run")
        answer = agent.ask("guest-fsfreeze-thaw")
        need("did not stay frozen" in str(answer), f"the next thaw says: {answer}")
        need(agent.ask("guest-fsfreeze-thaw") == 0, "the thaw after it does not answer 0")


def marker_at_start(binary: str, name: str) -> None:
    """An earlier agent's marker, and file systems that are frozen still; the log is to lie on one of them."""
    log = Path(f"{MOUNTS[0]}/{name}.log")
    for mount in MOUNTS:
        directory = os.open(mount, os.O_RDONLY)
        fcntl.ioctl(directory, FIFREEZE, 0)
        os.close(directory)
    stuck = writers()
    with FreezingAgent(binary, name, options=["-l", str(log)], frozen=True) as agent:
        all_finish(stuck)
        wait_until("the agent is thawed", lambda: agent.status() == "thawed")
        need(not agent.is_marked(), "the marker is there still")
        need(agent.ask("guest-fsfreeze-thaw") == 0, "there was something left to thaw")
        wait_until("the log says so", lambda: log.exists() and "the marker of an earlier agent's freeze was there" in log.read_text())


def daemon_with_its_pid_file_frozen(binary: str, name: str) -> None:
    """The same where even the pid file is to lie there."""
    state, pid_file = f"/run/{name}", Path(f"{MOUNTS[0]}/{name}.pid")
    os.makedirs(state)
    Path(f"{state}/qga.state.isfrozen").touch()
    directory = os.open(MOUNTS[0], os.O_RDONLY)
    fcntl.ioctl(directory, FIFREEZE, 0)
    os.close(directory)
    stuck = Writer(MOUNTS[0])
    subprocess.run([binary, "-d", "-f", str(pid_file), "-m", "unix-listen", "-p", f"{state}/socket", "-t", state], check=True)
    stuck.finishes()
    wait_until("the pid file is written", lambda: pid_file.exists() and pid_file.read_text().endswith("\n"))
    pid = int(pid_file.read_text())
    os.kill(pid, signal.SIGTERM)
    wait_until("the daemon ends", lambda: is_gone(pid))
    need(not pid_file.exists(), "the pid file is left")


def own_files_frozen(binary: str, name: str) -> None:
    """State, marker and log lie on what is frozen; all that is logged meanwhile is in the file after the thaw."""
    state = f"{MOUNTS[0]}/state"
    os.makedirs(state, exist_ok=True)
    log = Path(f"{MOUNTS[1]}/agent.log")
    with FreezingAgent(binary, name, {"fsfreeze-timeout": "0"}, ["-v", "-t", state, "-l", str(log)]) as agent:
        agent.ask("guest-file-open", path="/etc/hostname")  # The counter of handles is written, too.
        agent.freeze()
        stuck, size = writers(), log.stat().st_size
        for number in range(50):
            answer = agent.ask("guest-file-open", path=f"/etc/{number}")
            need("disabled" in str(answer), f"it opens files: {answer}")
        need(agent.ask("guest-ping") == {} and agent.status() == "frozen", "it does not answer")
        need("D" not in thread_states(agent.pid) and log.stat().st_size == size, "it wrote")
        need(agent.ask("guest-fsfreeze-thaw") == 2, "it does not thaw")
        all_finish(stuck)
        need(log.read_text()[size:].count("Command guest-file-open has been disabled") == 50, "the log has not all of it")
        need(not os.path.exists(f"{state}/qga.state.isfrozen"), "the marker is there still")


def killed_with_its_files_frozen(binary: str, name: str) -> None:
    state = f"{MOUNTS[0]}/state2"
    os.makedirs(state, exist_ok=True)
    with FreezingAgent(binary, name, {}, ["-v", "-t", state, "-l", f"{MOUNTS[1]}/agent2.log"]) as agent:
        agent.freeze()
        stuck = writers()
        agent.kill()
        all_finish(stuck)
        agent.start_again()
        wait_until("the next agent is thawed", lambda: agent.status() == "thawed")
        need(not os.path.exists(f"{state}/qga.state.isfrozen"), "the marker is there still")


def missing_guardian(binary: str, name: str) -> None:
    guardian = Path(binary).parent / "qtga-freeze-guardian"
    away = guardian.with_suffix(".away")
    guardian.rename(away)
    try:
        with FreezingAgent(binary, name) as agent:
            answer = str(agent.ask("guest-fsfreeze-freeze"))
            need(answer.startswith("no file system is frozen without its guardian: failed to start"), f"the freeze says: {answer}")
            need(agent.status() == "thawed" and not agent.is_marked(), "it believes that it is frozen")
            for mount in MOUNTS:
                can_be_written(mount)
            away.rename(guardian)
            agent.freeze()
            need(agent.ask("guest-fsfreeze-thaw") == 2, "it can't freeze when the guardian is back")
    finally:
        if away.exists():
            away.rename(guardian)


def unmounted_while_frozen(binary: str, name: str) -> None:
    """Only the guardian's descriptor still leads to it. Comes last: it stays unmounted."""
    with FreezingAgent(binary, name) as agent:
        agent.freeze()
        stuck = Writer("/mnt/b")
        subprocess.run(["umount", "--lazy", "/mnt/b"], check=True)
        agent.kill()
        stuck.finishes()


def plan(binary: str, name: str) -> None:
    configuration = Path(f"/run/{name}.conf")
    configuration.write_text("[general]\nfsfreeze-exclude-mountpoints=/mnt/a\nfsfreeze-hook=/etc/qemu/fsfreeze-hook\n")
    done = subprocess.run([binary, "freeze-plan", "--json", "-c", str(configuration)], capture_output=True, text=True)
    need(done.returncode == 0, done.stderr)
    told = json.loads(done.stdout)
    need([row["mountpoint"] for row in told["frozen"]] == ["/mnt/b"], f"frozen: {told['frozen']}")
    reasons = {row["mountpoint"]: row["reason"] for row in told["left-out"]}
    need(reasons.get("/mnt/a") == "excluded by the configuration", f"left out: {reasons}")
    need(reasons.get("/") == "it lies on no block device of this guest", f"left out: {reasons}")
    need(told["hooks"] == ["/etc/qemu/fsfreeze-hook"] and told["timeout-ms"] == 600_000, f"hooks or timeout: {told}")
    done = subprocess.run([binary, "freeze-plan"], capture_output=True, text=True)
    first, second = done.stdout.find("/mnt/b"), done.stdout.find("/mnt/a")
    need(0 < first < second, f"the order is not: the last mounted first: {done.stdout}")


def tried_freeze(binary: str, name: str) -> None:
    """`qtga freeze-test`, and the same killed in the middle."""
    private_root.stub_log()
    options = ["freeze-test", "-c", f"/run/{name}.conf"]
    Path(f"/run/{name}.conf").write_text("[general]\nfsfreeze-hook=/etc/qemu/fsfreeze-hook\n")
    done = subprocess.run([binary, *options, "1s"], capture_output=True, text=True)
    need(done.returncode == 0 and done.stdout.startswith("2 file systems: frozen in "), done.stdout + done.stderr)
    need(private_root.stub_log() == "fsfreeze-hook [freeze]\nfsfreeze-hook [thaw]\n", "the hooks were not run")
    for number in (signal.SIGTERM, signal.SIGKILL):
        tested = subprocess.Popen([binary, *options, "5m"], stdout=subprocess.DEVNULL)
        stuck = Writer("/mnt/a", keep_trying=True)
        tested.send_signal(number)
        stuck.finishes()
        tested.wait()
    with FreezingAgent(binary, name) as agent:
        need(agent.ask("guest-fsfreeze-freeze-list", mountpoints=["/mnt/b"]) == 1, "it does not freeze one of them")
        stuck = Writer("/mnt/b")
        Path(f"/run/{name}.conf").write_text(f"[general]\nstatedir={agent.state}\n")
        done = subprocess.run([binary, *options, "1s"], capture_output=True, text=True)
        need(done.returncode == 1 and done.stderr == "file systems are frozen already\n", f"beside the host's freeze: {done}")
        need(agent.ask("guest-fsfreeze-thaw") == 1, "the host's freeze was undone")
        stuck.finishes()
    for wrong in (["soon"], [], ["1s", "2s"], ["1h"]):
        need(subprocess.run([binary, "freeze-test", *wrong], capture_output=True).returncode == 2, f"{wrong} is taken")


ALL: list[Callable[[str, str], None]] = [
    killed_agent, killed_with_a_stuck_thread, killed_while_freezing, killed_in_the_hook, reloaded_with_its_log_frozen, time_is_up,
    stopped_agent, terminated_agent, stopped_service, killed_guardian, marker_at_start,
    daemon_with_its_pid_file_frozen, own_files_frozen, killed_with_its_files_frozen, missing_guardian, plan, tried_freeze, unmounted_while_frozen,
]
