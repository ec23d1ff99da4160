# SPDX-License-Identifier: Apache-2.0
"""What commands do to the system, seen from outside of the agent: frozen file systems, called helpers, kept rights."""

import errno
import fcntl
import os
import shutil
import stat

import private_root
from expect import DONE, NOTHING, error, error_like, returns, returns_where
from sandbox import FITHAW
from talk import Talk

FIFREEZE = 0xC0045877  # linux/fs.h
ALLOWED = ["guest-fsfreeze-status", "guest-fsfreeze-thaw", "guest-info", "guest-ping", "guest-sync", "guest-sync-delimited"]


def is_frozen(mount_point: str) -> bool:
    """Whether a file system is frozen: then the kernel refuses to freeze it again."""
    directory = os.open(mount_point, os.O_RDONLY)
    try:
        fcntl.ioctl(directory, FIFREEZE, 0)
        fcntl.ioctl(directory, FITHAW, 0)
        return False
    except OSError as problem:
        return problem.errno == errno.EBUSY
    finally:
        os.close(directory)


def freeze_from_outside(mount_point: str) -> None:
    directory = os.open(mount_point, os.O_RDONLY)
    fcntl.ioctl(directory, FIFREEZE, 0)
    os.close(directory)


def freezing(talk: Talk) -> None:
    talk.ask("all are frozen", "guest-fsfreeze-freeze", returns(2))
    talk.check("the kernel says so too", is_frozen("/mnt/a") and is_frozen("/mnt/b"), "one of /mnt/a and /mnt/b is not frozen")
    talk.check("the state folder says so", os.path.exists(f"{talk.agent.state}/qga.state.isfrozen"), "there is no qga.state.isfrozen")
    rows = talk.ask("guest-info while frozen", "guest-info", returns_where("a list", lambda value: True)) or {"supported_commands": []}
    enabled = sorted(row["name"] for row in rows["supported_commands"] if row["enabled"])
    talk.check("six commands are enabled while frozen", enabled == ALLOWED, f"enabled: {enabled}")
    for row in sorted(rows["supported_commands"], key=lambda row: str(row["name"])):
        if row["name"] not in ALLOWED:
            refused = error_like(f"Command {row['name']} has been disabled.*", "CommandNotFound")
            talk.ask(f"{row['name']} is refused while frozen", row["name"], refused)
    talk.ask("an unknown command is unknown while frozen", "guest-nope", error("The command guest-nope has not been found", "CommandNotFound"))
    talk.hang_up()
    talk.ask("another client finds it frozen", "guest-fsfreeze-status", returns("frozen"))
    talk.ask("all are thawed", "guest-fsfreeze-thaw", returns(2))
    talk.check("the kernel says that they are", not is_frozen("/mnt/a") and not is_frozen("/mnt/b"), "one of /mnt/a and /mnt/b is frozen")
    talk.check("the state folder has no mark", not os.path.exists(f"{talk.agent.state}/qga.state.isfrozen"), "qga.state.isfrozen is still there")
    talk.ask("one is frozen by name", "guest-fsfreeze-freeze-list", returns(1), {"mountpoints": ["/mnt/b"]})
    talk.check("only that one", is_frozen("/mnt/b") and not is_frozen("/mnt/a"), "it is not /mnt/b alone")
    talk.ask("it is thawed", "guest-fsfreeze-thaw", returns(1))
    freeze_from_outside("/mnt/a")
    talk.ask("what is frozen already is not counted", "guest-fsfreeze-freeze", returns(1))
    talk.ask("but thawed", "guest-fsfreeze-thaw", returns(2))
    talk.check("nothing stays frozen", not is_frozen("/mnt/a") and not is_frozen("/mnt/b"), "one of /mnt/a and /mnt/b is frozen")


def hooks(talk: Talk) -> None:
    private_root.stub_log()
    talk.ask("a freeze with a hook", "guest-fsfreeze-freeze", returns(2))
    talk.check("the hook was told of the freeze", private_root.stub_log() == "fsfreeze-hook [freeze]\n", "it was not")
    talk.ask("a thaw with a hook", "guest-fsfreeze-thaw", returns(2))
    talk.check("the hook was told of the thaw", private_root.stub_log() == "fsfreeze-hook [thaw]\n", "it was not")
    private_root.install_stub("/etc/qemu/fsfreeze-hook", "exit 3\n")
    talk.ask("a hook that refuses", "guest-fsfreeze-freeze", error_like(".*hook.*3.*"))
    talk.check("stops the freeze", not is_frozen("/mnt/a") and not is_frozen("/mnt/b"), "one of /mnt/a and /mnt/b is frozen")
    talk.ask("and leaves the agent thawed", "guest-fsfreeze-status", returns("thawed"))
    private_root.restore_stubs()


def helpers(talk: Talk) -> None:
    for mode, flag in (("powerdown", "-P"), ("halt", "-H"), ("reboot", "-r")):
        private_root.stub_log()
        talk.ask(f"shutdown with mode {mode} answers nothing", "guest-shutdown", NOTHING, {"mode": mode})
        called = private_root.stub_log()
        talk.check(f"{mode} calls shutdown once", called.count("\n") == 1 and called.startswith("shutdown ") and f"[{flag}]" in called, called)
    os.unlink("/usr/sbin/shutdown")
    talk.ask("without a program to shut down: an error", "guest-shutdown", error_like("child process has failed to shutdown.*"))
    private_root.restore_stubs()
    talk.ask("a password is set", "guest-set-user-password", DONE, {"username": "root", "password": "cDp3", "crypted": False})
    talk.check("chpasswd got it on its input", private_root.stub_log() == "chpasswd []\nstdin root:p:w\n", "it did not, or otherwise")
    talk.ask("a crypted password is set", "guest-set-user-password", DONE, {"username": "root", "password": "JDYkeA==", "crypted": True})
    talk.check("chpasswd was told that it is crypted", private_root.stub_log() == "chpasswd [-e]\nstdin root:$6$x\n", "it was not")


def keys(talk: Talk) -> None:
    shutil.rmtree("/home/joe/.ssh", ignore_errors=True)
    arguments = {"username": "joe", "keys": ["ssh-ed25519 AAAA1 k1"]}
    talk.ask("a key is added", "guest-ssh-add-authorized-keys", DONE, arguments)
    folder, file = os.stat("/home/joe/.ssh"), os.stat("/home/joe/.ssh/authorized_keys")
    talk.check("the folder and the file are the user's alone", (folder.st_uid, file.st_uid) == (1000, 1000)
               and stat.S_IMODE(folder.st_mode) == 0o700 and stat.S_IMODE(file.st_mode) == 0o600, f"{folder} {file}")
    talk.ask("it is removed", "guest-ssh-remove-authorized-keys", DONE, arguments)
    talk.ask("and gone", "guest-ssh-get-authorized-keys", returns({"keys": []}), {"username": "joe"})


def follow_no_link(talk: Talk) -> None:
    """A user who makes ~/.ssh a symbolic link gains nothing by it."""
    if os.path.exists("/victim/authorized_keys"):
        os.unlink("/victim/authorized_keys")
    talk.ask("keys behind a symbolic link are refused", "guest-ssh-add-authorized-keys", error_like(".*/home/eve/.ssh.*"),
             {"username": "eve", "keys": ["ssh-ed25519 AAAA1 k1"]})
    talk.check("nothing is made where the link leads", not os.listdir("/victim"), f"/victim has {os.listdir('/victim')}")


def run(talk: Talk) -> None:
    freezing(talk)
    helpers(talk)
    keys(talk)
