# SPDX-License-Identifier: Apache-2.0
"""The flows that both agents are taken through."""

import base64
import os
import shutil
from typing import Any, Callable, Iterator

import private_root
from beside.steps import Flow, Step, step

KEYS = "/home/joe/.ssh/authorized_keys"
MODES = ["r", "rb", "w", "wb", "a", "ab", "r+", "rb+", "r+b", "w+", "wb+", "w+b", "a+", "ab+", "a+b"]
BAD_MODES = ["", "x", "rw", "rr", "b", "+r", "r+b+", "wx", "we", "w,ccs=UTF-8", "R"]


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


PROGRAMS: list[tuple[str, dict[str, Any]]] = [
    ("echo", {"arg": ["a", "", "b c", "\u00e9\U0001f600", "-n"]}), ("/bin/echo", {}), ("true", {}), ("false", {}),
    ("sh", {"arg": ["-c", "exit 255"]}), ("sh", {"arg": ["-c", "kill -15 $$"]}), ("sh", {"arg": ["-c", "kill -9 $$"]}),
    ("sh", {"arg": ["-c", "echo o; echo e >&2; exit 1"]}), ("sh", {"arg": ["-c", "printf 'a\\000b\\377'"]}),
    ("cat", {"input-data": b64(b"through\0the\xffpipe")}), ("cat", {"input-data": ""}), ("cat", {}), ("cat", {"input-data": "*"}),
    ("/usr/bin/env", {"env": ["A=1", "B=x=y", "C="]}), ("/usr/bin/env", {"env": []}), ("env", {"env": ["PATH=/usr/bin"]}),
    ("env", {"env": ["PATH=/no"]}), ("/usr/bin/env", {"env": ["NOEQUALS"]}), ("/usr/bin/env", {"env": ["A=1", "A=2"]}),
    ("/tmp/no-shebang", {}), ("/tmp/bad-interpreter", {}), ("/etc", {}), ("/no/such", {}),
    ("no-such-program", {}), ("", {}), ("a/b", {}), ("sh", {"arg": ["-c", "yes | head -c 200000 | tr y z"]}),
]
ADDED: list[dict[str, Any]] = [
    {"keys": ["ssh-ed25519 AAAA1 k1"]}, {"keys": ["ssh-ed25519 AAAA1 k1"]}, {"keys": ["ssh-rsa AAAA2 k2", "ssh-rsa AAAA3 k3"]},
    {"keys": []}, {"keys": ["# no key"]}, {"keys": ["two\nlines"]}, {"keys": [""]}, {"keys": ["  ssh-rsa AAAA4  "]},
    {"keys": ["anything"], "reset": True}, {"keys": [], "reset": True}, {"keys": ["ssh-rsa AAAA5"], "reset": False},
]


def content(name: str) -> Callable[[str], str]:
    def read(work: str) -> str:
        with open(f"{work}/{name}", "rb") as file:
            return repr(file.read())
    return read


def modes() -> Iterator[Step]:
    for mode in MODES + BAD_MODES:
        yield step("guest-file-open", path="there", mode="w", save="t")
        yield step("guest-file-write", handle="$t", buf_b64=b64(b"first"))
        yield step("guest-file-close", handle="$t", after=content("there"))
        yield step("guest-file-open", path="there", mode=mode, save="h")
        if mode in MODES:
            yield step("guest-file-read", handle="$h", count=3)
            yield step("guest-file-write", handle="$h", buf_b64=b64(b"XY"))
            yield step("guest-file-seek", handle="$h", offset=0, whence="cur")
            yield step("guest-file-flush", handle="$h", after=content("there"))
            yield step("guest-file-close", handle="$h", after=content("there"))


def rights(work: str) -> str:
    return " ".join(f"{name} {os.stat(f'{work}/{name}').st_mode:o}" for name in sorted(os.listdir(work)))


def new_files() -> Iterator[Step]:
    for mode in ("w", "a", "w+", "a+"):
        yield step("guest-file-open", path="new " + mode, mode=mode, after=rights)
    yield step("guest-exec", path="sh", arg=["-c", "umask 077; echo >'WORK/private'"], save="p")
    yield step("guest-exec-status", pid="$p")
    yield step("guest-file-open", path="private", mode="w", after=rights)


def opening() -> Iterator[Step]:
    for path in ("/etc", "/etc/passwd/x", "/no/such/place", "", "a" * 300, "/" + "d/" * 3000, "/proc/self/mem/x", "./././here", "/dev/full"):
        for mode in ("r", "w"):
            yield step("guest-file-open", path=path, mode=mode, save="h")
            yield step("guest-file-close", handle="$h")


def files() -> Iterator[Step]:
    yield step("guest-file-open", path="data", mode="w+", save="h")
    yield step("guest-file-write", handle="$h", buf_b64=b64(bytes(range(256)) * 40))
    for offset, whence in ((0, "set"), (10, "set"), (5, "cur"), (-3, "cur"), (-7, "end"), (0, 2), (100, 1), (1, 0), (1 << 40, "set"),
                           (-1, "set"), (-(1 << 62), "cur"), ((1 << 63) - 1, "set"), (0, 3), (0, -1), (0, "SET"), (0, "")):
        yield step("guest-file-seek", handle="$h", offset=offset, whence=whence)
        yield step("guest-file-read", handle="$h", count=4)
    yield step("guest-file-seek", handle="$h", offset=0, whence="set")
    for count in (0, 1, 4095, 4096, 10000, 1, 0, -1, 50331649, -(1 << 63)):
        yield step("guest-file-read", handle="$h", count=count)
    yield step("guest-file-read", handle="$h")
    yield step("guest-file-seek", handle="$h", offset=20000, whence="set")
    yield step("guest-file-write", handle="$h", buf_b64=b64(b"behind a hole"))
    yield step("guest-file-seek", handle="$h", offset=19990, whence="set")
    yield step("guest-file-read", handle="$h", count=100)
    for count in (0, 3, 13, 14, -1):
        yield step("guest-file-write", handle="$h", buf_b64=b64(b"thirteen byte"), count=count)
    yield step("guest-file-close", handle="$h", after=content("data"))
    yield step("guest-file-close", handle="$h")
    for command in ("guest-file-read", "guest-file-flush", "guest-file-close"):
        for handle in (0, -1, 1 << 40, -(1 << 63)):
            yield step(command, handle=handle)


def base64_text() -> Iterator[Step]:
    yield step("guest-file-open", path="text", mode="w", save="h")
    for text in ("", "aGk=", "aGkh", "aGk", "a", "aA", "aA==", "aA=", "aGk=aGk=", "aA==JA==", "=", "====", "=aGk", "aG\nkh", "\n", "aGkh\n",
                 "aG kh", "aG\rkh", "-_==", "aGk*", "aGVsbG8", "//++", "\u00e9", "aGkh="):
        yield step("guest-file-write", handle="$h", buf_b64=text)
    yield step("guest-file-close", handle="$h", after=content("text"))


def make_scripts() -> None:
    private_root.write("/tmp/no-shebang", "echo from a script without a first line\n", 0o755)
    private_root.write("/tmp/bad-interpreter", "#!/no/such/interpreter\n", 0o755)


def programs() -> Iterator[Step]:
    for path, more in PROGRAMS:
        yield step("guest-exec", path=path, capture_output=True, save="p", **{key.replace("-", "_"): more[key] for key in more})
        yield step("guest-exec-status", pid="$p")
    yield step("guest-exec", path="sh", arg=["-c", "echo unseen; exit 4"], save="p")
    yield step("guest-exec-status", pid="$p")
    yield step("guest-exec-status", pid="$p")
    yield step("guest-exec", path="sh", arg=["-c", "echo unseen"], capture_output=False, save="p")
    yield step("guest-exec-status", pid="$p")
    for pid in (0, 1, -1, 1 << 40):
        yield step("guest-exec-status", pid=pid)


def keys() -> Iterator[Step]:
    yield step("guest-ssh-get-authorized-keys", username="joe")
    for arguments in ADDED:
        yield step("guest-ssh-add-authorized-keys", username="joe", after=joes_keys, **arguments)
        yield step("guest-ssh-get-authorized-keys", username="joe")
    for removed in ([], ["nope"], ["ssh-rsa AAAA5"], ["ssh-rsa AAAA5"]):
        yield step("guest-ssh-remove-authorized-keys", username="joe", keys=removed, after=joes_keys)
        yield step("guest-ssh-get-authorized-keys", username="joe")
    for name in ("nobody-there", "", "joe ", "1000"):
        yield step("guest-ssh-get-authorized-keys", username=name)
        yield step("guest-ssh-remove-authorized-keys", username=name, keys=["x"])


def joes_keys(_: str) -> str:
    if not os.path.exists(KEYS):
        return "no file"
    status, folder = os.stat(KEYS), os.stat(os.path.dirname(KEYS))
    with open(KEYS, encoding="utf-8") as file:
        return f"{file.read()!r} {status.st_uid} {status.st_gid} {status.st_mode:o} {folder.st_uid} {folder.st_gid} {folder.st_mode:o}"


def no_keys() -> None:
    shutil.rmtree("/home/joe/.ssh", ignore_errors=True)


def stubs(_: str) -> str:
    return private_root.stub_log()


def accounts() -> Iterator[Step]:
    for name, password, crypted in (("root", b"secret", False), ("root", b"a:b c", False), ("joe", b"$6$salt$hash", True), ("root", b"", False),
                                    ("nobody-there", b"x", False), ("root", b"two\nlines", False), ("ro:ot", b"x", False), ("ro\not", b"x", False),
                                    ("", b"x", False), ("joe", "p\u00e4ss".encode(), False)):
        yield step("guest-set-user-password", username=name, password=b64(password), crypted=crypted, after=stubs)
    yield step("guest-set-user-password", username="root", password="*", crypted=False, after=stubs)


def power() -> Iterator[Step]:
    for mode in ("powerdown", "halt", "reboot"):
        yield step("guest-shutdown", mode=mode, after=stubs)
    yield step("guest-shutdown", after=stubs)
    for mode in ("", "poweroff", "HALT"):
        yield step("guest-shutdown", mode=mode, after=stubs)


def under_systemd() -> Iterator[Step]:
    for mode in ("powerdown", "halt", "reboot"):
        yield step("guest-shutdown", mode=mode, after=stubs)
    yield step("guest-suspend-disk", after=stubs)
    yield step("guest-suspend-ram", after=stubs)


def switched_on(_: str) -> str:
    states = []
    for path in [f"/sys/devices/system/cpu/cpu{number}/online" for number in (1, 2, 3)] + [f"/sys/devices/system/memory/memory{number}/state" for number in range(4)]:
        with open(path, encoding="utf-8") as file:
            states.append(file.read().strip())
    return " ".join(states)


def hardware() -> Iterator[Step]:
    for items in ([], [{"logical-id": 0, "online": True}], [{"logical-id": 999, "online": True}], [{"logical-id": -1, "online": True}],
                  [{"logical-id": 0, "online": False}], [{"logical-id": 1, "online": False}], [{"logical-id": 1, "online": False}],
                  [{"logical-id": 1, "online": True, "can-offline": False}, {"logical-id": 3, "online": True}], [{"logical-id": 0, "online": True}, {"logical-id": 999, "online": True}]):
        yield step("guest-set-vcpus", vcpus=items, after=switched_on)
    for items in ([], [{"phys-index": 0, "online": True}], [{"phys-index": 1, "online": False}], [{"phys-index": 3, "online": True}],
                  [{"phys-index": 1, "online": True}, {"phys-index": 3, "online": False}], [{"phys-index": 0, "online": False}], [{"phys-index": 99999, "online": True}], [{"phys-index": -1, "online": False}],
                  [{"phys-index": 0, "online": True}, {"phys-index": 99998, "online": False}]):
        yield step("guest-set-memory-blocks", mem_blks=items, before=private_root.restore_hardware, after=switched_on)
    for time in (-(1 << 63), (1 << 63) - 1, 4_000_000_000_000_000_000, 1_700_000_000_000_000_000):
        yield step("guest-set-time", time=time)


def freezing() -> Iterator[Step]:
    yield step("guest-fsfreeze-status")
    yield step("guest-fsfreeze-thaw", after=stubs)
    yield step("guest-fsfreeze-freeze", after=stubs)
    for command in ("guest-fsfreeze-status", "guest-ping", "guest-fsfreeze-thaw", "guest-fsfreeze-thaw", "guest-fsfreeze-status"):
        yield step(command)
    for points in ([], ["/mnt/a"], ["/mnt/b", "/nope"], ["/nope"], ["/mnt/a", "/mnt/a"], ["/mnt/a", "/mnt/b"], ["/"]):
        yield step("guest-fsfreeze-freeze-list", mountpoints=points, after=stubs)
        yield step("guest-fsfreeze-status")
        yield step("guest-fsfreeze-thaw", after=stubs)
    yield step("guest-fsfreeze-freeze-list", after=stubs)
    yield step("guest-fsfreeze-thaw", after=stubs)
    hook = "/etc/qemu/fsfreeze-hook"
    yield step("guest-fsfreeze-freeze", before=lambda: private_root.install_stub(hook, "exit 1\n"), after=stubs)
    yield step("guest-fsfreeze-status")
    yield step("guest-fsfreeze-thaw", before=lambda: private_root.install_stub(hook), after=stubs)


def freezing_with_a_slash() -> Iterator[Step]:
    yield step("guest-fsfreeze-freeze-list", mountpoints=["/mnt/a/"])
    yield step("guest-fsfreeze-thaw")


ALL = [
    Flow("opening", list(opening())),
    Flow("new-files", list(new_files())),
    Flow("modes", list(modes())),
    Flow("files", list(files())),
    Flow("base64", list(base64_text())),
    Flow("programs", list(programs()), prepare=make_scripts),
    Flow("keys", list(keys()), apart=True, prepare=no_keys, root=True),
    Flow("accounts", list(accounts())),
    Flow("power", list(power())),
    Flow("power-under-systemd", list(under_systemd()), systemd=True),
    Flow("hardware", list(hardware()), apart=True, prepare=private_root.restore_hardware),
    Flow("freezing", list(freezing()), options=["-F/etc/qemu/fsfreeze-hook"], apart=True, root=True, prepare=private_root.restore_stubs),
    Flow("freezing-with-a-slash", list(freezing_with_a_slash()), apart=True, root=True),
]
