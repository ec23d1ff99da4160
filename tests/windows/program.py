# SPDX-License-Identifier: Apache-2.0
"""qtga.exe as a program: what it prints, what it needs, and how it ends."""

import json
import re
import subprocess
from pathlib import Path

import catalogue
from report import Report
from wine import Wine
from wine_agent import WineAgent

# What every Windows 10 has. Everything else would have to be shipped beside the program.
SYSTEM = {"advapi32", "bcrypt", "cfgmgr32", "crypt32", "dnsapi", "iphlpapi", "kernel32", "mpr", "msvcrt", "ncrypt", "netapi32", "ntdll",
          "ole32", "oleaut32", "pdh", "powrprof", "secur32", "setupapi", "shell32", "shlwapi", "user32", "userenv", "version", "vssapi",
          "winmm", "winhttp", "ws2_32", "wtsapi32", "authz", "rpcrt4", "taskschd", "wevtapi", "virtdisk", "gdi32", "propsys", "synchronization"}


def needs(program: Path) -> set[str]:
    """The libraries that a program is linked with."""
    dump = subprocess.run(["x86_64-w64-mingw32-objdump", "-p", str(program)], capture_output=True, text=True, check=True).stdout
    return {name.lower().removesuffix(".dll") for name in re.findall(r"DLL Name: (\S+)", dump)}


def run(windows: Wine, build: Path, report: Report) -> None:
    program = build / "qtga.exe"

    def check(name: str, good: bool, what: str) -> None:
        if report.wanted(f"windows/program/{name}"):
            report.succeed(f"windows/program/{name}") if good else report.fail(f"windows/program/{name}", what)

    extra = {name for name in needs(program) - SYSTEM if not name.startswith("api-ms-win-")}
    check("needs nothing but Windows", not extra, f"linked with {sorted(extra)}")

    version = windows.run(str(program), "--version")
    check("version", version.returncode == 0 and version.stdout.startswith("QEMU Guest Agent "), f"{version.returncode}: {version.stdout}{version.stderr}")

    schema = windows.run(str(program), "schema")
    try:
        commands = json.loads(schema.stdout)
    except ValueError:
        commands = None
    check("schema", schema.returncode == 0 and bool(commands), f"{schema.returncode}: {schema.stdout[:500]}{schema.stderr}")

    doctor = windows.run(str(program), "doctor", "--json")
    wrong = catalogue.faults() + catalogue.judge(doctor.stdout)
    check("every command is as listed", not wrong, "\n  ".join(wrong))

    for name, options, said in (
            ("unknown option", ["--nope"], "unrecognized option '--nope'"),
            ("unknown method", ["-m", "vsock-listen", "-p", "1:2"], "unsupported channel method/type: vsock-listen"),
            ("no pipe", ["-m", "unix-listen", "-p", r"C:\sock"], r"error parsing address 'C:\sock'"),
            ("missing port", [], r"error opening channel '\\.\Global\org.qemu.guest_agent.0': "),
            ("service without its manager", ["-d"], "-d is for the service manager"),
            ("unknown action", ["-s", "nope"], "Unknown service command.")):
        ended = windows.run(str(program), *options)
        check(name, ended.returncode == 1 and said in ended.stderr, f"{ended.returncode}: {ended.stdout}{ended.stderr}")

    with WineAgent(windows, build, "call") as agent:
        called = windows.run(str(program), "call", r"--socket=\\.\pipe\qtga-call", "guest-ping")
        check("call over a pipe", called.returncode == 0, f"{called.returncode}: {called.stdout}{called.stderr}; agent: {agent.errors()}")
