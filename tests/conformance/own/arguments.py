# SPDX-License-Identifier: Apache-2.0
"""Every way to get every command's arguments wrong, as the catalogue says; nothing of it is ever carried out."""

import schema
from expect import error
from talk import Talk

CATALOGUE_OF = "/usr/sbin/qtga"


def run(talk: Talk) -> None:
    commands = schema.load(CATALOGUE_OF)
    if commands is None:
        talk.report.skip(talk.full("all"), 1, "there is no qtga that prints its schema")
        return
    listed = talk.connection.call("guest-info")["return"]["supported_commands"]
    offered = {row["name"] for row in listed if row["enabled"]}
    for command in commands:
        if command["name"] not in offered:
            continue
        for fault in schema.object_faults(command["arguments"], ""):
            talk.ask(f"{command['name']}: {fault.name}", command["name"], error(fault.description).with_id(1), fault.value, id=1)
