#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds qtga's command line, configuration file and life as a process to qemu-ga's, with qemu-ga 7.2 beside it."""

import argparse
import base64
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Optional

SOURCES = Path(__file__).resolve().parents[2]
PATIENCE = 60  # Seconds until something that should happen is given up.


@dataclass
class Case:
    """One command line, perhaps beside a configuration file; both agents should do the same."""

    words: list[str]
    file: Optional[str] = None
    differs: str = ""  # Why ours does something else on purpose: a sentence of docs/differences.md.
    ours: dict[str, str] = field(default_factory=dict)  # The keys of our dump that differ.
    code: Optional[int] = None  # Our exit code, where it differs.


def general(text: str) -> str:
    return "[general]\n" + text


EMPTY = "An empty text is as if it had not been given."

DUMPS = [
    Case([]), Case(["-v"]), Case(["-vd"]), Case(["-d", "-r", "-v"]), Case(["--verb", "--re"]),
    Case(["-p", "/x"]), Case(["-p/x"]), Case(["--path=/x"]), Case(["--path", "/x"]), Case(["--pat=/x"]),
    Case(["-p", " /x y"]), Case(["-p", "\t\\n\n"]), Case(["-p", "-v"]), Case(["-p", "--", "-v"]),
    Case(["-m", "isa-serial"]), Case(["-m", "unix-listen"]), Case(["-m", "unix-listen", "-p", "/s"]),
    Case(["-m", "nonsense"]), Case(["-m", "nonsense", "-p", "/s"]),
    Case(["-F"]), Case(["-F/x"]), Case(["-F", "/x"]), Case(["--fsfreeze-hook"]), Case(["--fsfreeze-hook=/x"]), Case(["--fs=/x"]),
    Case(["-l", "/l", "-f", "/f", "-t", "/t"]), Case(["--logfile=/l", "--pidfile=/f", "--statedir=/t"]), Case(["--s", "/t"]),
    Case(["-b", "a,b"]), Case(["-b", "a", "-b", "b,c"]), Case(["--block-rpcs=a", "--blacklist", "b"]), Case(["--bl", "a"]),
    Case(["-b", ""]), Case(["-b", ",a,"]), Case(["-b", " guest-ping"]), Case(["-b", "help,x"]),
    Case(["-s", "install"]), Case(["--service", "install"]), Case(["positional", "-v", "-", "another"]), Case(["--", "-v"]),
    Case(["-x"]), Case(["-vX"]), Case(["--nonsense"]), Case(["--verbose=1"]), Case(["--p=x"]), Case(["-p"]), Case(["--path"]),
    Case([], general("")), Case([], ""), Case([], "# nothing\n"), Case([], "[other]\nverbose=1\n"),
    Case([], general("verbose=1\ndaemon=true\nretry-path=0\n")), Case([], general("verbose=true \n")),
    Case([], general("verbose=yes\n")), Case([], general("verbose=TRUE\n")), Case([], general("verbose=\n")),
    Case([], general("verbose\n")), Case([], "verbose=1\n"), Case([], "[general\nverbose=1\n"), Case([], "[general]x\n"),
    Case([], general("=x\n")), Case([], general("path=\\q\n")), Case([], general("path=a\\\n")), Case([], general("unknown=\\q\n")),
    Case([], general("path=a\npath=b\n")), Case([], general("path=a\n[general]\nlogfile=b\n")),
    Case([], general("  path  =  /x \n")), Case([], general("path=\\sa\\t\\\\\n")), Case([], "[general]\r\npath=/x\r\n"),
    Case([], general("path[de]=/x\npath y=z\n")), Case([], " [general] \npath=/x\n"), Case([], general("daemonize=1\n")),
    Case([], general("method=isa-serial\nstatedir=/s\npidfile=/p\nfsfreeze-hook=/h\nlogfile=/l\n")),
    Case([], general("block-rpcs=a,b;c\n")), Case([], general("blacklist=a,b\n")),
    Case(["-b", "c,d", "-p", "/g"], general("block-rpcs=a,b\npath=/f\nverbose=1\n")),
    Case([], general("block-rpcs=a\nblacklist=b\n"), "The lists of both keys add up; qemu-ga takes one of them.", {"block-rpcs": "a,b"}),
    Case(["-p", ""], None, EMPTY,
         {"path": "/dev/virtio-ports/org.qemu.guest_agent.0"}),
    Case(["-t", "", "-f", "", "-l", ""], None, EMPTY,
         {"statedir": "/var/run", "pidfile": "/var/run/qemu-ga.pid", "logfile": ""}),
    Case(["-m", ""], None, EMPTY, code=0),
]

# What later versions than the reference have.
LATER = {"guest-get-load", "guest-network-get-route"}


@dataclass
class Outcome:
    code: int
    out: str
    err: str


class Failure(Exception):
    """What a check found wrong."""


def expect(condition: object, text: object) -> None:
    if not condition:
        raise Failure(str(text))


def run(binary: str, words: list[str], config: str = "/nonexistent") -> Outcome:
    """Runs the agent to its end, in an environment with nothing but QGA_CONF."""
    done = subprocess.run([binary, *words], env={"QGA_CONF": config}, capture_output=True, timeout=PATIENCE, check=False)
    return Outcome(done.returncode, done.stdout.decode(errors="replace").replace(binary, "PROG"),
                   done.stderr.decode(errors="replace").replace(binary, "PROG"))


def keys(dump: str) -> dict[str, str]:
    """The dump's keys, less those that the reference hasn't; lists in an order that doesn't matter."""
    found = dict(line.split("=", 1) for line in dump.splitlines() if "=" in line)
    found.pop("allow-rpcs", None)
    if "block-rpcs" in found:
        found["block-rpcs"] = ",".join(sorted(found["block-rpcs"].split(",")))
    return found


def compare(case: Case, agent: str, reference: str, directory: Path) -> None:
    config = directory / "agent.conf"
    if case.file is not None:
        config.write_bytes(case.file.encode())
    words = ["-D", *case.words]
    ours, theirs = run(agent, words, str(config)), run(reference, words, str(config))
    expect(ours.code == (theirs.code if case.code is None else case.code), f"exits with {ours}, reference {theirs}")
    if ours.code == 0 and case.code is None:
        expected = {**keys(theirs.out), **case.ours}
        expect(keys(ours.out) == {key: value for key, value in expected.items() if value or key == "block-rpcs"},
               f"prints {keys(ours.out)}, reference {expected}")
        expect(ours.err == "", f"standard error: {ours.err!r}")
    if ours.code != 0:
        expect(ours.out == "", f"standard output: {ours.out!r}")
        expect(ours.err.endswith("\n") and ours.err.count("\n") <= 2, f"standard error: {ours.err!r}")
    hint = theirs.out.strip()  # Ours belongs to the message, on standard error.
    if hint.startswith("Unknown option"):
        expect(ours.err.splitlines()[-1] == hint, f"ends with {ours.err!r}, reference {theirs.err!r}")


def same_commands(agent: str, reference: str) -> None:
    for words in (["-b", "help"], ["-b", "?"], ["--block-rpcs=help"], ["-vbhelp"]):
        ours, theirs = run(agent, words), run(reference, words)
        expect((ours.code, theirs.code) == (0, 0), f"{words}: {ours} {theirs}")
        names, expected = ours.out.splitlines(), set(theirs.out.splitlines()) | LATER
        expect(set(names) == expected and len(names) == len(expected), f"{words}: {set(names) ^ expected}")
    expect(run(agent, ["-a", "help"]).out == run(agent, ["-b", "help"]).out, "-a help is another list")


def dump_keeps_the_order_of_lists(agent: str, _: Path) -> None:
    dump = run(agent, ["-D", "-b", "c,a", "-b", "b", "-a", "z,y"]).out
    expect("\nblock-rpcs=c,a,b\nallow-rpcs=z,y\n" in dump, dump)


def prints_and_exits_whatever_the_file_says(agent: str, directory: Path) -> None:
    config = directory / "agent.conf"
    config.write_text("broken", encoding="utf-8")
    for words, start in ((["-V"], "QEMU Guest Agent "), (["-h"], "Usage: PROG"), (["--help", "-x"], "Usage: PROG")):
        done = run(agent, words, str(config))
        expect(done.code == 0 and done.out.startswith(start) and not done.err, done)


def named_file_must_exist(agent: str, _: Path) -> None:
    done = run(agent, ["-c", "/nonexistent/x", "-D"])
    expect(done.code == 1, done)
    expect(done.err == "error loading configuration from path: /nonexistent/x, No such file or directory\n", done)


def dump_leaves_the_pid_file(agent: str, directory: Path) -> None:
    pid_file = directory / "pid"
    pid_file.write_text("1\n", encoding="utf-8")
    expect(run(agent, ["-D", "-d", "-f", str(pid_file)]).code == 0 and pid_file.read_text(encoding="utf-8") == "1\n", "touched it")


def refuses_what_it_cannot_start_with(agent: str, directory: Path) -> None:
    listening = ["-m", "unix-listen", "-p", str(directory / "socket")]
    for words, text in (
        (listening + ["-t", "/nonexistent"], "unable to create state file at path /nonexistent/qga.state"),
        (listening + ["-t", str(directory), "-l", "/nonexistent/log"], "unable to open specified log file: No such file"),
        (["-m", "unix-listen"], "must specify a path for this channel"),
        (["-m", "nonsense", "-p", "/x"], "unsupported channel method/type: nonsense"),
    ):
        done = run(agent, words)
        expect(done.code == 1 and text in done.err, f"{words}: {done}")
    (directory / "qga.state").write_text("junk\n", encoding="utf-8")
    done = run(agent, listening + ["-t", str(directory)])
    expect(done.code == 1 and "error loading persistent state from path: " in done.err, done)


def until(condition: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        expect(time.monotonic() < end, f"never: {what}")
        time.sleep(0.01)


class Running:
    """An agent that listens on a socket of its own, in the foreground."""

    def __init__(self, agent: str, directory: Path, *words: str) -> None:
        self.socket = directory / "socket"
        command = [agent, "-m", "unix-listen", "-p", str(self.socket), "-t", str(directory), *words]
        self.process = subprocess.Popen(command, env={"QGA_CONF": "/nonexistent"}, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __enter__(self) -> "Running":
        until(self.answers, "the agent answers")
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()

    def answers(self) -> bool:
        expect(self.process.poll() is None, "the agent ended")
        try:
            return self.call("guest-ping") == {}
        except OSError:
            return False

    def call(self, name: str, /, **arguments: object) -> object:
        return call(self.socket, name, **arguments)

    def error(self, name: str, /, **arguments: object) -> str:
        """What is said to a request that must be refused."""
        reply = exchange(self.socket, name, **arguments)
        expect("error" in reply, f"{name}: {reply}")
        return reply["error"]["desc"]

    def end(self, number: int = signal.SIGTERM) -> Outcome:
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE)
        return Outcome(self.process.returncode, out.decode(), err.decode())


def exchange(path: Path, name: str, /, **arguments: object) -> dict[str, Any]:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(PATIENCE)
        client.connect(str(path))
        client.sendall(json.dumps({"execute": name, "arguments": arguments}).encode() + b"\n")
        with client.makefile() as replies:
            return json.loads(replies.readline())


def call(path: Path, name: str, /, **arguments: object) -> object:
    reply = exchange(path, name, **arguments)
    expect("return" in reply, f"{name}: {reply}")
    return reply["return"]


def is_silent_and_ends_cleanly(agent: str, directory: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        with Running(agent, directory) as running:
            done = running.end(number)
        expect((done.code, done.out, done.err) == (0, "", ""), f"{number}: {done}")
    expect(not (directory / "pid").exists(), "a pid file without -d")


def stays_silent_in_other_locales(agent: str, directory: Path) -> None:
    command = [agent, "-m", "unix-listen", "-p", str(directory / "socket"), "-t", str(directory)]
    for locale in ("C", "de_DE.ISO-8859-1", "xx_YY.UTF-8"):
        process = subprocess.Popen(command, env={"LC_ALL": locale, "QGA_CONF": "/nonexistent"}, stderr=subprocess.PIPE)
        try:
            until(lambda: _connects(directory / "socket"), "the agent listens")
            process.terminate()
            _, err = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
            process.communicate()
        expect((process.returncode, err) == (0, b""), f"{locale}: {process.returncode} {err!r}")


def _connects(path: Path) -> bool:
    try:
        return call(path, "guest-ping") == {}
    except OSError:
        return False


def never_repeats_a_handle(agent: str, directory: Path) -> None:
    state, target = directory / "qga.state", str(directory / "target")
    handles = []
    with Running(agent, directory) as running:
        handles += [running.call("guest-file-open", path=target, mode="w") for _ in range(3)]
        running.process.kill()  # A crash.
    with Running(agent, directory) as running:
        handles.append(running.call("guest-file-open", path=target))
        expect(running.end().code == 0, "a clean end")
    expect(state.read_text(encoding="utf-8").split() == ["[global]", f"fd_counter={handles[-1] + 1}"], state.read_text())
    with Running(agent, directory) as running:
        handles.append(running.call("guest-file-open", path=target))
    expect(handles[0] == 1000 and handles == sorted(set(handles)), handles)


def starts_logs_and_ends_as_a_daemon(agent: str, directory: Path) -> None:
    try:
        lives_as_a_daemon(agent, directory)
    finally:
        for pid in started_in(directory):  # Whatever failed.
            os.kill(pid, signal.SIGKILL)


def lives_as_a_daemon(agent: str, directory: Path) -> None:
    pid_file, log, path = directory / "pid", directory / "log", directory / "socket"
    words = ["-d", "-v", "-m", "unix-listen", "-f", str(pid_file), "-t", str(directory)]
    first = run(agent, [*words, "-p", str(path), "-l", str(log)])
    expect((first.code, first.out, first.err) == (0, "", ""), first)
    pid = int(pid_file.read_text(encoding="utf-8"))
    expect(pid_file.stat().st_mode & 0o777 == 0o600, "the pid file's mode")
    expect(os.getsid(pid) == pid and os.readlink(f"/proc/{pid}/cwd") == "/", "not detached")
    expect({os.readlink(f"/proc/{pid}/fd/{n}") for n in range(3)} == {"/dev/null"}, "standard descriptors")
    expect(call(path, "guest-ping") == {}, "no answer")  # Ready means that it answers.
    second = run(agent, [*words, "-p", str(directory / "other")])
    expect(second.code == 1 and "Cannot lock pid file: Resource temporarily unavailable" in second.err, second)
    expect(int(pid_file.read_text(encoding="utf-8")) == pid and call(path, "guest-ping") == {}, "the first suffered")
    log.rename(directory / "log.1")
    os.kill(pid, signal.SIGHUP)
    until(log.exists, "the log is opened again")
    os.kill(pid, signal.SIGTERM)
    until(lambda: has_ended(pid), "the daemon ends")
    expect(not pid_file.exists(), "the pid file is left")


def started_in(directory: Path) -> list[int]:
    """The processes, of whatever parent, with that state directory on their command line."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.fsencode(directory) in (entry / "cmdline").read_bytes().split(b"\0"):
                found.append(int(entry.name))
        except OSError:
            pass  # It has ended meanwhile.
    return found


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def logs_no_contents(agent: str, directory: Path) -> None:
    secret, log = "c2VjcmV0d29yZA==", directory / "log"
    target, content = directory / "target", "secretword of a file"
    with Running(agent, directory, "-v", "-l", str(log)) as running:
        handle = running.call("guest-file-open", path=str(target), mode="w+")
        running.call("guest-file-write", **{"handle": handle, "buf-b64": secret})
        running.call("guest-exec", path="/bin/true", arg=["secretword"], **{"input-data": secret})
        target.write_text(content, encoding="utf-8")
        read = exchange(running.socket, "guest-file-read", handle=handle)["return"]["buf-b64"]
        expect(base64.b64decode(read).decode().endswith("of a file"), f"read {read}")
        for password in (secret, secret + "!"):
            expect(running.error("guest-set-user-password", username="nobody-there", password=password, crypted=False), "it was set")
        for keys in (["ssh-ed25519 secretword"], ["secretword\n"], ["secretword", 1]):
            expect(running.error("guest-ssh-add-authorized-keys", username="nobody-there", keys=keys), "keys were added")
        expect(running.error("guest-file-write", **{"handle": 1, "buf-b64": secret}), "was written")
        expect(running.error("guest-exec", path="/no/such/program", arg=["secretword"], env=["A=secretword"]), "was started")
        expect(running.end().code == 0, "a clean end")
    text = log.read_text(encoding="utf-8")
    expect(text, "-v logs nothing at all")
    for trace in ("secretword", secret, read, base64.b64encode(content.encode()).decode()):
        expect(trace not in text, f"{trace} is in the log: {text}")


def pings_do_not_fill_the_log(agent: str, directory: Path) -> None:
    log, ping = directory / "log", b'{"execute": "guest-ping"}\n'
    with Running(agent, directory, "-v", "-l", str(log)) as running:
        before = log.stat().st_size
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(PATIENCE)
            client.connect(str(running.socket))
            client.sendall(ping * 1000)
            with client.makefile() as replies:
                expect(all(json.loads(replies.readline()) == {"return": {}} for _ in range(1000)), "a ping was not answered")
        expect(running.end().code == 0, "a clean end")
    grown = log.stat().st_size - before
    expect(grown < 2000, f"a thousand pings made {grown} bytes of log")


def tells_of_a_missing_device_once(agent: str, directory: Path) -> None:
    log = directory / "log"
    command = [agent, "-v", "-r", "-m", "virtio-serial", "-p", str(directory / "port"), "-t", str(directory), "-l", str(log)]
    with subprocess.Popen(command, env={"QGA_CONF": "/nonexistent"}) as process:
        try:
            until(lambda: log.exists() and "trying again" in log.read_text(encoding="utf-8"), "it is told")
        finally:
            process.terminate()
        expect(process.wait(PATIENCE) == 0, "a clean end")
    text = log.read_text(encoding="utf-8")
    expect(text.count("trying again") == 1, text)


CHECKS: list[Callable[[str, Path], None]] = [
    dump_keeps_the_order_of_lists, prints_and_exits_whatever_the_file_says, named_file_must_exist, dump_leaves_the_pid_file,
    refuses_what_it_cannot_start_with, is_silent_and_ends_cleanly, stays_silent_in_other_locales, never_repeats_a_handle,
    starts_logs_and_ends_as_a_daemon, logs_no_contents, pings_do_not_fill_the_log, tells_of_a_missing_device_once,
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agent", default=str(SOURCES / "build" / "qtga"), help="the agent to test (default: %(default)s)")
    parser.add_argument("--reference", default="/usr/sbin/qemu-ga", help="Debian 12's qemu-ga, 7.2 (default: %(default)s)")
    options = parser.parse_args()
    agent = str(Path(options.agent).resolve())
    tests: list[tuple[str, Callable[[Path], None]]] = [
        (check.__name__, lambda directory, check=check: check(agent, directory)) for check in CHECKS
    ]
    has_reference = os.access(options.reference, os.X_OK)
    if has_reference:
        tests.append(("same commands", lambda _: same_commands(agent, options.reference)))
        tests += [(f"-D {case.words} {case.file!r}", lambda directory, case=case: compare(case, agent, options.reference, directory))
                  for case in DUMPS]
    skipped = 0 if has_reference else len(DUMPS) + 1
    if skipped:
        print(f"SKIP {skipped} comparisons: there is no {options.reference}")
    failed = 0
    for name, test in tests:
        with tempfile.TemporaryDirectory(prefix="qtga-") as directory:
            try:
                test(Path(directory))
            except (Failure, subprocess.TimeoutExpired, OSError, ValueError) as error:
                failed += 1
                print(f"FAIL {name}: {error}")
    print(f"{len(tests) - failed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
