# SPDX-License-Identifier: Apache-2.0
"""Who may include whom: the table of docs/architecture.md, held against the #include lines."""

import re
from typing import Iterator

import tree

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)

TYPES = "agent/commands/*/*_types.h"            # The families' plain types.
TABLES = "agent/runtime/*_{table,session}.h"    # What lives longer than one command.
CHANNEL = "agent/channel/{channel,write_queue}.h"  # What a channel of a system is built from.
API = ["platform/api/", "agent/protocol/", CHANNEL, TYPES]
AGENT = ["agent/app/", "agent/channel/", "agent/cli/", "agent/client/", "agent/commands/", "agent/policy/", "agent/protocol/",
         "agent/runtime/", "agent/status/", "platform/api/"]

# A part (the longest that fits counts), and what its files may include besides each other.
MAY_INCLUDE: dict[str, list[str]] = {
    "agent/protocol/": [],
    "agent/channel/": ["agent/protocol/result.h"],
    "agent/client/": ["agent/protocol/", "agent/commands/catalogue.h"],
    "agent/commands/": ["agent/protocol/", "platform/api/", TABLES],
    "agent/runtime/": ["agent/protocol/", "agent/commands/", "agent/policy/", "agent/channel/channel.h", "platform/api/"],
    "agent/policy/": ["agent/protocol/", "agent/commands/"],
    "agent/status/": ["agent/protocol/", "agent/commands/", "agent/policy/"],
    "agent/app/": AGENT,
    "agent/cli/": AGENT,
    "agent/main.cpp": AGENT,
    "platform/api/": ["agent/protocol/", "agent/channel/channel.h", TYPES],
    "platform/common/": API,
    "platform/linux/": [*API, "platform/common/"],
    "platform/windows/": [*API, "platform/common/"],
    "gui-tray/": ["agent/status/status_protocol.h", "agent/protocol/result.h", "platform/api/defaults.h", "platform/api/sentence.h"],
}


def part_of(path: str) -> str:
    return max((part for part in MAY_INCLUDE if path.startswith(part)), key=len, default="")


def resolve(path: str, included: str, known: set[str]) -> str:
    """The file that the compiler finds: beside the including one, under agent/, or from the root; else as it is written."""
    folder = path.rsplit("/", 1)[0]
    return next((there for there in (f"{folder}/{included}", f"agent/{included}", included) if there in known), included)


def allowed(included: str, rules: list[str]) -> bool:
    return any(included.startswith(rule) if rule.endswith("/") else _pattern(rule).fullmatch(included) for rule in rules)


def _pattern(rule: str) -> "re.Pattern[str]":
    words = re.sub(r"\{([^}]*)\}", lambda match: "(?:" + match.group(1).replace(",", "|") + ")", rule.replace(".", r"\."))
    return re.compile(words.replace("*", "[^/]*"))


def violations() -> Iterator[str]:
    paths = [path for path in tree.files() if tree.is_cpp(path) and tree.is_product(path)]
    known = set(paths)
    for path in paths:
        part = part_of(path)
        if not part:
            yield f"{path}: of no part that layers.py knows"
            continue
        for included in INCLUDE.findall(tree.text(path)):
            target = resolve(path, included, known)
            if target in known and part_of(target) != part and not allowed(target, MAY_INCLUDE[part]):
                yield f"{path} includes {target}: {part} may not"
