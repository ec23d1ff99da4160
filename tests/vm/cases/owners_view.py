# SPDX-License-Identifier: Apache-2.0
"""What the guest's owner is told in a real guest, whatever holds the host's side of the port: the doctor's word, the journal's audit."""

import json

from cases.stage import Case, Stage, check, check_equal

AUDIT = "b7c3f2a45e8d4c1f9a60d2e8417b53cc"  # The journal's MESSAGE_ID, as docs/audit.md has it.
HEALTHY = ("virtual machine", "device", "permissions", "held by", "service", "second agent")


def doctor(stage: Stage) -> None:
    """Asked by root, it finds nothing wrong between host and agent: QEMU, the port, who holds it, the udev rule."""
    said = stage.machine.control.try_run("qtga doctor --json 2>/dev/null")[1]
    findings = {row["step"]: row for row in json.loads(said)["findings"]}
    check_equal({step: findings[step]["verdict"] for step in HEALTHY}, dict.fromkeys(HEALTHY, "ok"), f"what the doctor says in {said}")
    process = stage.machine.control.run("systemctl show qtga -p MainPID --value")
    for step, part in (("virtual machine", "QEMU"), ("held by", f"process {process} (qtga)"), ("service", "udev rule")):
        check(part in findings[step]["text"], f"{part!r} is missing in {findings[step]}")


def audit_in_the_journal(stage: Stage) -> None:
    """With fields that journalctl picks by."""
    stage.client.qemu_agent_command("guest-exec", path="/usr/bin/env")
    picked = f"journalctl --quiet --no-pager --output=json MESSAGE_ID={AUDIT} QTGA_COMMAND=guest-exec QTGA_SUBJECT=/usr/bin/env"
    line = stage.machine.control.wait(picked, lambda text: text.splitlines()[-1:], "in the journal")[0]
    record = json.loads(line)
    told = {name: record.get(name) for name in ("QTGA_OUTCOME", "QTGA_RISK", "QTGA_CHANNEL")}
    check_equal(told, {"QTGA_OUTCOME": "ok", "QTGA_RISK": "access", "QTGA_CHANNEL": "virtio-serial"}, "the record")


CASES: list[Case] = [doctor, audit_in_the_journal]
