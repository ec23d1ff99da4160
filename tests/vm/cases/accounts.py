# SPDX-License-Identifier: Apache-2.0
"""Passwords, proved by logging in at a terminal, and authorised keys."""

import re

from cases.stage import Case, Stage, check, check_equal
from host.console import Console
from image import system

USER = "alice"
PASSWORD = system.USERS[USER]
KEYS = [f"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{letter * 43} {letter}@host" for letter in "AB"]
# crypt(3) of "encrypted-password", SHA-512.
ENCRYPTED, ENCRYPTED_PASSWORD = "$6$qtgaqtga$2GWSifXz.NST1Ox.upIxjqDZmcLDWu1GhJRgx.RVb3ZEw98WtZmZP5XrHf3e8OFrPKFFlxr1Brt8HbGicTD4b0", "encrypted-password"
GETTY = "serial-getty@ttyS1"


def set_user_password(stage: Stage) -> None:
    """The new password opens a session at the terminal and the old one does not; while it is open, the agent tells of it."""
    with Console(stage.machine.folder / "console") as console:
        stage.client.set_user_password(USER, "new: pass'word")
        stage.machine.control.run(f"systemctl start {GETTY}")
        try:
            console.expect("login: ")
            check(not console.try_log_in(USER, PASSWORD), "the old password is still good")
            console.expect("login: ")
            check(console.try_log_in(USER, "new: pass'word"), "the new password is no good")
            users = stage.client.qemu_agent_command("guest-get-users")
            check_equal([user["user"] for user in users], [USER], "users with a session")
            answer = stage.client.guestinfo()
            check(re.search(rf"\b{USER}\b", answer), f"{USER} is missing in {answer}")
            console.type("id -un; exit")
            console.expect(rf"{USER}\r")
            console.expect("login: ")
            stage.client.set_user_password(USER, ENCRYPTED, encrypted=True)
            check(console.try_log_in(USER, ENCRYPTED_PASSWORD), "the password set encrypted is no good")
            console.type("exit")
            console.expect("login: ")
        finally:
            stage.machine.control.run(f"systemctl stop {GETTY}")
            stage.client.set_user_password(USER, PASSWORD)
    try:
        stage.client.set_user_password("nobody-of-that-name", "x")
    except RuntimeError:
        return
    raise AssertionError("a password for a user who isn't there is no error")


def get_and_set_user_sshkeys(stage: Stage) -> None:
    """The file is the user's own, as sshd wants it."""
    file = f"/home/{USER}/.ssh/authorized_keys"
    stage.client.set_user_sshkeys(USER, KEYS[:1], "reset")
    check_equal(stage.machine.control.run(f"cat {file}"), KEYS[0], file)
    check_equal(stage.machine.control.run(f"stat -c '%U %a' {file} {file[:-16]}"), f"{USER} 600\n{USER} 700", f"owners and rights of {file}")
    stage.client.set_user_sshkeys(USER, KEYS[1:])
    check_equal(sorted(stage.client.get_user_sshkeys(USER)), KEYS, "the keys after one was added")
    stage.client.set_user_sshkeys(USER, KEYS[:1], "remove")
    check_equal(stage.machine.control.run(f"cat {file}"), KEYS[1], "the keys after one was removed")
    stage.machine.control.run(f"rm -r /home/{USER}/.ssh")


CASES: list[Case] = [set_user_password, get_and_set_user_sshkeys]
