# SPDX-License-Identifier: Apache-2.0
"""What the owner sees and does, each on a real agent."""

import base64
import contextlib
import json
import os
import resource
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any, Iterator, TextIO

import private_root
from guest import Failed, all_finish, need, wait_until, writers
from watched_agent import Reader, WatchedAgent
from wire import request

NOBODY = 65534
SECRET = base64.b64encode(b"a very secret text").decode()


def status_tells_what_the_host_does_and_no_more(binary: str, name: str) -> None:
    with WatchedAgent(binary, name) as agent, agent.reader() as reader:
        hello = reader.next()["hello"]
        need(hello["pid"] == agent.pid and hello["protocol"] == 1, f"hello: {hello}")
        commands = {row["name"]: row for row in reader.next()["permissions"]["commands"]}
        need(commands["guest-exec"]["on"] and not commands["guest-get-devices"]["on"], "permissions")
        before = reader.until("status", lambda _: True)
        need(before["channel"]["open"] and before["channel"]["method"] == "unix-listen", f"status: {before}")
        agent.ask("guest-exec", path="/usr/bin/true", arg=[SECRET], env=["A=" + SECRET], **{"input-data": SECRET})
        done = reader.until("activity", lambda activity: activity["command"] == "guest-exec")
        need(done["outcome"] == "ok" and done["risk"] == "access" and done["channel"] == "unix-listen", f"activity: {done}")
        agent.ask("guest-file-open", path="/etc/missing-" + SECRET)
        failed = reader.until("activity", lambda activity: activity["command"] == "guest-file-open")
        need(failed["outcome"] == "failed" and "reason" not in failed, f"activity: {failed}")
        after = reader.until("status", lambda status: status["requests"] >= before["requests"] + 2)
        need("last-request" in after, f"status: {after}")
        need(SECRET not in json.dumps(reader.seen) and "missing-" not in json.dumps(reader.seen), "an argument was told")
        with _following(binary, "status", "--address=" + agent.channel) as follow:
            lines = iter(follow.readline, "")
            need(any("guest-exec" in line for line in lines), "qtga status --follow: what was")
            agent.ask("guest-exec", path="/usr/bin/sleep", arg=[SECRET])
            need(any("guest-exec" in line and SECRET not in line for line in lines), "qtga status --follow: what comes")
        with agent.connect():
            pass
        wait_until("no host is there", lambda: agent.present()["state"] == "no-host")
        told = agent.tool("status", "--address=" + agent.channel)
        need(told.returncode == 3 and "waiting for a host" in told.stdout, f"qtga status: {told}")
        lines = agent.tool("status", "--json", "--config=" + agent.configuration)
        need(json.loads(lines.stdout)["status"]["state"] == "no-host", f"qtga status --json: {lines}")
    gone = subprocess.run([binary, "status", "--address=" + agent.channel], capture_output=True, text=True)
    need(gone.returncode == 1 and "not running" in gone.stderr, f"without an agent: {gone}")


def policy_is_reloaded_and_a_broken_one_is_not(binary: str, name: str) -> None:
    with WatchedAgent(binary, name, {"profile": "observe"}) as agent, agent.reader() as reader:
        reader.until("status", lambda _: True)
        error = agent.error("guest-exec", path="/usr/bin/true")
        need(error == {"class": "CommandNotFound", "desc": "Command guest-exec has been disabled: the command is not allowed by "
                       f"profile=observe in {agent.configuration}"}, f"{error}")
        refused = reader.until("activity", lambda activity: activity["outcome"] == "refused")
        need(refused["reason"].endswith(f"profile=observe in {agent.configuration}"), f"{refused}")
        need(refused["rule"] == {"key": "profile", "value": "observe", "file": agent.configuration}, f"the rule: {refused}")
        agent.configure(profile="rhel", block_rpcs="guest-get-time")
        changed = reader.until("permissions", lambda _: True)
        need(changed["profile"] == "rhel", f"{changed['profile']}")
        need("fstrim" in json.dumps(agent.ask("guest-info")) and isinstance(agent.ask("guest-get-host-name"), dict), "rhel")
        need(agent.error("guest-get-time")["desc"].endswith(f"by block-rpcs in {agent.configuration}"), "the list")
        agent.configure(profile="obsreve")
        problem = reader.until("status", lambda status: "policy-problem" in status)["policy-problem"]
        need("'obsreve' is not open, rhel, observe or backup" in problem and "line " in problem, problem)
        need("profile=rhel" in agent.error("guest-exec", path="/usr/bin/true")["desc"], "the former rules are gone")
        need(agent.log_has("the former rules stay in force"), "the log says nothing")
        agent.configure(profile="rhel", exec_programs="")
        reader.until("status", lambda status: "exec-programs: the list is empty" in status.get("policy-problem", ""))
        agent.configure(profile="open", block_rpcs="", exec_programs="/usr/bin/true")
        reader.until("status", lambda status: "policy-problem" not in status)
        need("pid" in agent.ask("guest-exec", path="/usr/bin/true"), "open")


def a_policy_that_is_gone_for_a_moment_stays_in_force(binary: str, name: str) -> None:
    """An editor unlinks the file and writes it anew; a pause, whose signal is the same, may come in between."""
    os.makedirs("/etc/qemu", exist_ok=True)
    with WatchedAgent(binary, name, {"profile": "rhel"}, installed="/etc/qemu/qemu-ga.conf") as agent, agent.reader() as reader:
        reader.until("status", lambda _: True)
        os.rename(agent.configuration, agent.configuration + "~")
        agent.signal(signal.SIGHUP)
        problem = reader.until("status", lambda status: "policy-problem" in status)["policy-problem"]
        need(agent.configuration in problem, problem)
        need("profile=rhel" in agent.error("guest-exec", path="/usr/bin/true")["desc"], "the rules are gone with their file")
        os.rename(agent.configuration + "~", agent.configuration)
        agent.signal(signal.SIGHUP)
        reader.until("status", lambda status: "policy-problem" not in status)
        need("profile=rhel" in agent.error("guest-exec", path="/usr/bin/true")["desc"], "the rules of the file")
    os.unlink("/etc/qemu/qemu-ga.conf")


def a_mistake_in_the_policy_keeps_nobody_from_thawing(binary: str, name: str) -> None:
    with WatchedAgent(binary, name) as agent:
        agent.configure(profile="obsreve")
        agent.freeze()
        for word in ("thaw", "pause", "resume"):
            done = agent.tool(word, "--config=" + agent.configuration)
            need(done.returncode == 0 and "'obsreve'" in done.stderr, f"qtga {word}: {done}")
        need(agent.status() == "thawed" and isinstance(agent.ask("guest-get-host-name"), dict), "the agent")


def what_the_agent_can_do_is_its_own_word(binary: str, name: str) -> None:
    """And not what an ordinary user's tool could do in its place."""
    with WatchedAgent(binary, name, {"profile": "rhel"}) as agent:
        for user in (0, NOBODY):
            told = agent.tool("doctor", "--json", "--config=" + agent.configuration, user=user)
            doctor = json.loads(told.stdout)
            commands = {row["name"]: row for row in doctor["commands"]}
            need(commands["guest-fsfreeze-freeze"]["on"] and commands["guest-fstrim"]["on"], f"as {user}: {commands['guest-fstrim']}")
            freeze = next(step for step in doctor["findings"] if step["step"] == "freeze")
            need(freeze["verdict"] == ("ok" if user == 0 else "unknown"), f"as {user}: {freeze}")
            shown = agent.tool("policy", "show", "--config=" + agent.configuration, user=user)
            need("no agent answers" not in shown.stdout and "CAP_SYS_ADMIN" not in shown.stdout, f"as {user}: {shown}")
            need(agent.tool("policy", "check", "--config=" + agent.configuration, "guest-fstrim", user=user).returncode == 0, f"as {user}")
    shown = subprocess.run([binary, "policy", "show", "--config=" + agent.configuration], capture_output=True, text=True, user=NOBODY)
    need("no agent answers" in shown.stdout and "CAP_SYS_ADMIN" in shown.stdout, f"without an agent: {shown}")


def arguments_are_held_to_the_rules(binary: str, name: str) -> None:
    os.makedirs("/srv/in", exist_ok=True)
    Path("/srv/in/plain").write_text("plain")
    if not os.path.lexists("/srv/in/out"):
        os.symlink("/etc/passwd", "/srv/in/out")
        os.symlink("/srv/in/plain", "/srv/in/absolute")
        os.symlink("../../etc/nothing", "/srv/in/dangling")
    rules = {"exec-programs": "/usr/bin/true", "file-read-directories": "/srv/in", "file-write-directories": "none",
             "password-users": "joe", "key-users": "none"}
    with WatchedAgent(binary, name, rules) as agent:
        need("pid" in agent.ask("guest-exec", path="/usr/bin/true"), "an allowed program")
        for arguments in ({"path": "/usr/bin/id"}, {"path": "true"}, {"path": "/usr/bin/true", "env": ["LD_PRELOAD=/tmp/x"]}):
            error = agent.error("guest-exec", **arguments)
            need(error["class"] == "CommandNotFound" and f"by exec-programs in {agent.configuration}" in error["desc"], f"{error}")
        handle = agent.ask("guest-file-open", path="/srv/in/plain")
        need(agent.ask("guest-file-read", handle=handle)["count"] == 5, "an allowed file")
        for path in ("/etc/passwd", "/srv/in/../../etc/passwd", "/srv/in/out", "/srv/in/absolute", "/srv/in/dangling"):
            error = agent.error("guest-file-open", path=path)
            need("the file is not allowed by file-read-directories" in error["desc"], f"{path}: {error}")
        need("file-write-directories" in agent.error("guest-file-open", path="/srv/in/new", mode="w")["desc"], "writing")
        need("password-users" in agent.error("guest-set-user-password", username="root", password="eA==", crypted=False)["desc"], "root")
        need("key-users" in agent.error("guest-ssh-add-authorized-keys", username="joe", keys=["ssh-ed25519 AAAA"])["desc"], "keys")
        check = [("guest-exec", "path=/usr/bin/id", 1), ("guest-exec", "path=/usr/bin/true", 0), ("guest-ping", None, 0),
                 ("guest-file-open", "path=/srv/in/plain", 0), ("guest-file-open", "path=/srv/in/out", 1),
                 ("guest-file-open", "path=/srv/in/absolute", 1), ("guest-file-open", "path=/srv/in/dangling", 1),
                 ("guest-file-open", "path=/srv/in/not-there", 0),
                 ("guest-set-user-password", "username=root", 1), ("guest-set-user-password", "username=joe", 0),
                 ("guest-exec", None, 0), ("guest-nonsense", None, 2)]
        for command, argument, code in check:
            words = [command] + ([argument] if argument else [])
            done = agent.tool("policy", "check", "--config=" + agent.configuration, *words)
            need(done.returncode == code, f"policy check {words}: {done}")
        os.makedirs("/srv/in/closed", mode=0o700, exist_ok=True)
        Path("/srv/in/closed/secret").write_text("plain")
        for user, code in ((0, 0), (NOBODY, 2)):
            done = agent.tool("policy", "check", "--config=" + agent.configuration, "guest-file-open", "path=/srv/in/closed/secret",
                              user=user)
            need(done.returncode == code, f"policy check of what {user} may not see: {done}")
        told = agent.tool("policy", "check", "--config=" + agent.configuration, "guest-exec").stdout
        need("allowed: only programs of exec-programs" in told, f"policy check guest-exec: {told}")
        shown = agent.tool("policy", "show", "--config=" + agent.configuration)
        need(f"only programs of exec-programs in {agent.configuration}" in shown.stdout, f"policy show: {shown}")


def pause_holds_until_it_is_lifted(binary: str, name: str) -> None:
    with WatchedAgent(binary, name) as agent:
        need(isinstance(agent.ask("guest-get-host-name"), dict), "before")
        other = agent.tool("pause", "--config=" + agent.configuration, user=NOBODY)
        need(other.returncode == 1 and not agent.present()["paused"], f"somebody else paused it: {other}")
        done = agent.tool("pause", "--config=" + agent.configuration)
        need(done.returncode == 0 and agent.present()["state"] == "paused", f"qtga pause: {done}")
        error = agent.error("guest-get-host-name")
        need(error["class"] == "CommandNotFound" and "has been disabled: host access was paused" in error["desc"], f"{error}")
        need(agent.ask("guest-ping") == {} and agent.ask("guest-fsfreeze-status") == "thawed", "the session is served")
        for command, code in (("guest-get-host-name", 1), ("guest-ping", 0)):
            done = agent.tool("policy", "check", "--config=" + agent.configuration, command)
            need(done.returncode == code and ("paused" in done.stdout) == bool(code), f"policy check while paused: {done}")
        need("paused" in agent.tool("policy", "show", "--config=" + agent.configuration).stdout, "policy show while paused")
        enabled = {row["name"] for row in agent.ask("guest-info")["supported_commands"] if row["enabled"]}
        need("guest-exec" not in enabled and "guest-ping" in enabled, f"guest-info: {enabled}")
        agent.restart()
        need("paused" in agent.error("guest-exec", path="/usr/bin/true")["desc"], "a restart lifts it")
        done = agent.tool("resume", "--config=" + agent.configuration)
        need(done.returncode == 0 and isinstance(agent.ask("guest-get-host-name"), dict), f"qtga resume: {done}")


def thaw_by_the_owner(binary: str, name: str) -> None:
    with WatchedAgent(binary, name) as agent, agent.reader() as reader:
        reader.until("status", lambda _: True)
        agent.freeze()
        frozen = reader.until("status", lambda status: status["state"] == "frozen")
        need(frozen["freeze"]["file-systems"] == 2 and 500 < frozen["freeze"]["seconds-left"] <= 600, f"{frozen}")
        stuck = writers()
        other = agent.tool("thaw", "--config=" + agent.configuration, user=NOBODY)
        need(other.returncode == 1 and agent.status() == "frozen", f"somebody else thawed it: {other}")
        done = agent.tool("thaw", "--config=" + agent.configuration)
        need(done.returncode == 0, f"qtga thaw: {done}")
        all_finish(stuck)
        thawed = reader.until("status", lambda status: "last-freeze" in status)
        need(thawed["last-freeze"]["outcome"] == "thawed" and thawed["last-freeze"]["file-systems"] == 2, f"{thawed}")
        need(thawed["last-freeze"]["ended-by"] == "owner", f"who thawed: {thawed}")
        by_owner = reader.until("activity", lambda activity: activity["channel"] == "owner")
        need(by_owner["command"] == "guest-fsfreeze-thaw", f"{by_owner}")
        need(agent.ask("guest-fsfreeze-thaw") == 0 and agent.status() == "thawed", "the host's thaw after that")


def audit_has_what_was_done_and_no_secret(binary: str, name: str) -> None:
    with WatchedAgent(binary, name, {"block-rpcs": "guest-get-users"}) as agent:
        agent.ask("guest-get-osinfo")
        agent.ask("guest-exec", path="/usr/bin/true", arg=[SECRET])
        handle = agent.ask("guest-file-open", path="/tmp/audited", mode="w")
        for _ in range(20):
            agent.ask("guest-file-write", handle=handle, **{"buf-b64": SECRET})
        agent.ask("guest-set-user-password", username="joe", password=SECRET, crypted=False)
        agent.error("guest-get-users")
        wait_until("the audit has the refusal", lambda: any(record["outcome"] == "refused" for record in agent.records()))
        text = Path(agent.audit_file).read_text()
        need(SECRET not in text and "very secret" not in text, "a secret is in the audit")
        records = agent.records()
        commands = [record["command"] for record in records]
        need("guest-get-osinfo" not in commands and "guest-ping" not in commands, f"{commands}")
        need(next(record for record in records if record["command"] == "guest-exec")["subject"] == "/usr/bin/true", text)
        written = [record for record in records if record["command"] == "guest-file-write"]
        need(sum(record["times"] for record in written) == 20 and len(written) < 6, f"{written}")
        need(oct(os.stat(agent.audit_file).st_mode & 0o777) == "0o600", "others may read the audit")
        only = agent.tool("audit", "--config=" + agent.configuration, "--outcome=refused", "--json")
        need([json.loads(line)["command"] for line in only.stdout.splitlines()] == ["guest-get-users"], f"{only}")
        files = agent.tool("audit", "--file=" + agent.audit_file, "--command=guest-file-*", "--since=1h")
        need("/tmp/audited" in files.stdout and "guest-exec" not in files.stdout, f"{files}")
        need(agent.tool("audit", "--file=/nowhere/audit.log").returncode == 1, "no file")
        with _following(binary, "audit", "--file=" + agent.audit_file, "--command=guest-exec") as follow:
            need("/usr/bin/true" in follow.readline(), "what was there")
            agent.ask("guest-exec", path="/usr/bin/sleep", arg=["0"])
            need("/usr/bin/sleep" in follow.readline(), "what came")


@contextlib.contextmanager
def _following(binary: str, *words: str) -> Iterator[TextIO]:
    """What a tool prints that goes on with what comes."""
    tool = subprocess.Popen([binary, *words, "--follow"], stdout=subprocess.PIPE, text=True)
    assert tool.stdout
    try:
        yield tool.stdout
    finally:
        tool.kill()
        tool.wait()
        tool.stdout.close()


def audit_has_what_never_finished(binary: str, name: str) -> None:
    """A command that hangs when the agent ends: nobody will tell what became of it, but it was begun."""
    gate = f"/run/{name}-gate"
    os.mkfifo(gate)
    private_root.install_stub("/usr/sbin/chpasswd", f"read line <{gate}\n")
    try:
        with WatchedAgent(binary, name) as agent, agent.connect() as client:
            client.send(request("guest-set-user-password", {"username": "joe", "password": SECRET, "crypted": False}))
            wait_until("the password is being set", lambda: os.path.exists("/stub.log"))
            agent.signal(signal.SIGTERM)
            need(agent.exit_code() == 0, "the agent doesn't end")
            record = agent.records()[-1]
            need(record["command"] == "guest-set-user-password" and record["subject"] == "joe" and record["outcome"] == "failed"
                 and record["reason"] == "not finished when the agent ended", f"{record}")
    finally:
        let_go = os.open(gate, os.O_RDWR)
        os.write(let_go, b"go on\n")
        os.close(let_go)


def audit_waits_for_the_thaw(binary: str, name: str) -> None:
    """The audit is on tmpfs, which nothing freezes: what is not in it while the others are frozen, the agent has held back."""
    with WatchedAgent(binary, name) as agent:
        path = Path(agent.audit_file)
        agent.ask("guest-exec", path="/usr/bin/true")
        wait_until("the audit is written", lambda: path.exists() and "guest-exec" in path.read_text())
        agent.freeze()
        size = path.stat().st_size
        for _ in range(50):
            agent.error("guest-get-users")
        need(agent.ask("guest-ping") == {}, "the agent waits for its audit")
        time.sleep(3)  # Alike requests are gathered for two seconds.
        need(path.stat().st_size == size, f"it has written: {path.read_text()[size:]}")
        agent.ask("guest-fsfreeze-thaw")
        wait_until("the audit goes on", lambda: "guest-fsfreeze-thaw" in path.read_text())
        refused = [record for record in agent.records() if record["command"] == "guest-get-users"]
        need(sum(record["times"] for record in refused) == 50, f"{refused}")
        need("frozen" in refused[0]["reason"], f"{refused[0]}")


def a_user_can_do_nothing_to_the_service(binary: str, name: str) -> None:
    """Somebody without rights connects without end, writes, does not read, and sends signals; the owner is heard meanwhile."""
    with WatchedAgent(binary, name) as agent:
        _owner_rules(agent)
        for _ in range(100):
            agent.ask("guest-ping")
        before = _memory(agent.pid)
        processor = _processor_time(agent.pid)
        began = time.monotonic()
        with _Trouble(agent) as trouble:
            slowest = 0.0
            while time.monotonic() - began < 5:
                start = time.monotonic()
                need(agent.ask("guest-ping") == {}, "the host is not served")
                slowest = max(slowest, time.monotonic() - start)
                time.sleep(0.1)
            used = _processor_time(agent.pid) - processor
            grown = _memory(agent.pid) - before
            spent = time.monotonic() - began
            _owner_rules(agent)
        need(trouble.connections > 100, f"it connected {trouble.connections} times only")
        need(grown < 1 << 20, f"it has grown by {grown} bytes")
        need(used < 0.1 * spent, f"it worked for {used:.2f} s of {spent:.1f}")
        need(slowest < 10, f"a ping took {slowest:.1f} s")
        need(agent.present()["requests"] > 100, "the channel still tells")
        need(not agent.present()["paused"], "it was paused")


def _owner_rules(agent: WatchedAgent) -> None:
    """Pause, resume and thaw do what they say."""
    for word, refused in (("pause", True), ("resume", False)):
        done = agent.tool(word, "--config=" + agent.configuration)
        need(done.returncode == 0, f"qtga {word}: {done}")
        with agent.connect() as client:
            need(("error" in client.exchange(request("guest-get-host-name"))[0].value) == refused, f"qtga {word} came to nothing")
    agent.freeze()
    done = agent.tool("thaw", "--config=" + agent.configuration)
    need(done.returncode == 0 and agent.status() == "thawed", f"qtga thaw: {done}")


class _Trouble:
    """A process of a user without rights, which makes trouble until it is told to end."""

    def __init__(self, agent: WatchedAgent) -> None:
        self.connections = 0
        self._result, told = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.write(told, str(_trouble(agent.channel, agent.pid)).encode())
            os._exit(0)
        os.close(told)

    def __enter__(self) -> "_Trouble":
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._child, signal.SIGTERM)
        self.connections = int(os.read(self._result, 100) or b"0")
        os.waitpid(self._child, 0)
        os.close(self._result)


def _trouble(channel: str, pid: int) -> int:
    """How often it connected; 0 where it could signal the agent."""
    ended: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: ended.append(1))
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
    try:
        os.kill(pid, signal.SIGHUP)
        return 0
    except PermissionError:
        pass
    kept = []
    connections = 0
    while not ended:
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        client.setblocking(False)
        try:
            client.connect(channel)
            connections += 1
            client.send(b'{"execute": "guest-shutdown"}\n' * 1000)
        except OSError:
            pass  # Full, or refused: it goes on.
        kept.append(client)
        if len(kept) > 500:
            kept.pop(0).close()
    return connections


def _memory(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise Failed("no VmRSS")


def _processor_time(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


ALL: list[Any] = [
    status_tells_what_the_host_does_and_no_more, policy_is_reloaded_and_a_broken_one_is_not, arguments_are_held_to_the_rules,
    a_policy_that_is_gone_for_a_moment_stays_in_force, a_mistake_in_the_policy_keeps_nobody_from_thawing,
    what_the_agent_can_do_is_its_own_word, pause_holds_until_it_is_lifted, thaw_by_the_owner,
    audit_has_what_was_done_and_no_secret,
    audit_has_what_never_finished, audit_waits_for_the_thaw, a_user_can_do_nothing_to_the_service,
]
