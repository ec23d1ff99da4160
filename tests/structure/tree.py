# SPDX-License-Identifier: Apache-2.0
"""The project's own files, as git knows them or, without git, as they lie there."""

import os
import subprocess
from pathlib import Path
from typing import Iterator

SOURCES = Path(__file__).resolve().parents[2]
CODE = (".h", ".cpp", ".c", ".rc", ".py", ".sh", ".cmake", ".in", ".nsi", ".idl")
PRODUCT = ("agent/", "platform/", "gui-tray/")


def files() -> list[str]:
    """Paths relative to the project's root, sorted."""
    command = ["git", "-C", str(SOURCES), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        listing = list(_walk())
    return sorted({path for path in listing if path and (SOURCES / path).is_file()})


def _walk() -> Iterator[str]:
    for folder, folders, names in os.walk(SOURCES):
        folders[:] = [name for name in folders if name not in (".git", "__pycache__") and not name.startswith("build")]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), SOURCES)


def text(path: str) -> str:
    return (SOURCES / path).read_text(encoding="utf-8", errors="replace")


def is_script(path: str) -> bool:
    with open(SOURCES / path, "rb") as file:
        return file.read(2) == b"#!"


def is_shell(path: str) -> bool:
    first = text(path).split("\n", 1)[0]
    return first.startswith("#!") and first.split()[-1].split("/")[-1] in ("sh", "bash", "dash")


def is_source(path: str) -> bool:
    return path.endswith(CODE) or os.path.basename(path) == "CMakeLists.txt" or is_script(path)


def is_cpp(path: str) -> bool:
    return path.endswith((".h", ".cpp"))


def is_product(path: str) -> bool:
    return path.startswith(PRODUCT)
