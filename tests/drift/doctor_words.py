# SPDX-License-Identifier: Apache-2.0
"""The sentences of qtga doctor: what the sources mark for translation, and what the translations hold of it."""

import re
from pathlib import Path
from typing import Iterator
from xml.etree import ElementTree

SOURCES = Path(__file__).resolve().parents[2]
LITERAL = r'"((?:[^"\\]|\\.)*)"'
MARKED = re.compile(rf'QT_TRANSLATE_NOOP\(\s*"Doctor",\s*((?:{LITERAL}\s*)+)\)')


def marked() -> set[str]:
    """What stands in QT_TRANSLATE_NOOP("Doctor", ...) in the agent and on the platforms."""
    found: set[str] = set()
    for path in (path for folder in ("agent", "platform") for path in (SOURCES / folder).rglob("*") if path.suffix in (".cpp", ".h")):
        for match in MARKED.finditer(path.read_text(encoding="utf-8")):
            words = "".join(re.findall(LITERAL, match.group(1)))
            found.add(re.sub(r"\\(.)", r"\1", words))
    return found


def translated(path: Path) -> set[str]:
    """What a Qt Linguist file has a finished translation of."""
    messages = ElementTree.parse(path).iterfind("context[name='Doctor']/message")
    return {message.findtext("source", "") for message in messages if message.find("translation[@type]") is None}


def faults(path: Path) -> Iterator[str]:
    wanted, held = marked(), translated(path)
    yield from (f"not translated: {words}" for words in sorted(wanted - held))
    yield from (f"no longer in the sources: {words}" for words in sorted(held - wanted))
