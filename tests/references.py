# SPDX-License-Identifier: Apache-2.0
"""References to tests, as lists have them: "PATH: TEXT", where the text, the name of a test mostly, stands in the file."""

from pathlib import Path

SOURCES = Path(__file__).resolve().parents[1]


def missing(references: list[str]) -> list[str]:
    """Those that lead nowhere."""
    return [reference for reference in references if not _leads_to_something(*reference.split(": ", 1))]


def _leads_to_something(path: str, text: str) -> bool:
    source = SOURCES / path
    return source.is_file() and text in source.read_text(encoding="utf-8")
