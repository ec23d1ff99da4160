#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the list of what a package's programs are made of, in SPDX 2.3 (JSON): each library that they are linked with, or that
is built into them, with its version and licence. The same programs on the same system give the same bytes."""

import argparse
import hashlib
import json
import os
import re
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

QT = "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only"
LGPL = "LGPL-2.1-or-later"
RUNTIME = "GPL-3.0-or-later WITH GCC-exception-3.1"
SUPPLIER = "Organization: Qt Guest Agent maintainers"


class Part(NamedTuple):
    name: str
    licence: str
    home: str


# A library by the beginning of its file's name.
LIBRARIES = {
    "libQt6": Part("Qt", QT, "https://www.qt.io"),
    "libxcb": Part("libxcb", "MIT", "https://xcb.freedesktop.org"),
    "libmnl": Part("libmnl", LGPL, "https://netfilter.org/projects/libmnl"),
    "libudev": Part("libudev", LGPL, "https://systemd.io"),
    "libmount": Part("libmount", LGPL, "https://github.com/util-linux/util-linux"),
    "libc": Part("glibc", LGPL, "https://www.gnu.org/software/libc"),
    "libm": Part("glibc", LGPL, "https://www.gnu.org/software/libc"),
    "ld-linux": Part("glibc", LGPL, "https://www.gnu.org/software/libc"),
    "libstdc++": Part("libstdc++", RUNTIME, "https://gcc.gnu.org"),
    "libgcc_s": Part("libgcc", RUNTIME, "https://gcc.gnu.org"),
}
HEADERS = Part("tl-expected", "CC0-1.0", "https://github.com/TartanLlama/expected")


def output(*command: object) -> str:
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""


def needed(program: Path) -> set[str]:
    """The shared libraries that the program names itself, not those that they need in turn."""
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", output("readelf", "-d", program)))


def system_version(library: str) -> str:
    """Of the system's package that has the library; empty where that is no Debian's."""
    owners = output("dpkg-query", "-S", f"*/{library}").split(":")
    return output("dpkg-query", "-W", "-f", "${Version}\n", owners[0]).split("\n")[0] if owners[0] else ""


def part_of(library: str) -> Part:
    stem = re.split(r"\.so|\.dll", library)[0]
    fitting = [name for name in LIBRARIES if stem == name or stem.startswith(name + "-") or (name == "libQt6" and stem.startswith(name))]
    return LIBRARIES[max(fitting, key=len)] if fitting else Part(stem, "NOASSERTION", "NOASSERTION")


def package(name: str, version: str, licence: str, home: str) -> dict[str, object]:
    return {"SPDXID": identifier(name), "name": name, "versionInfo": version, "downloadLocation": home, "filesAnalyzed": False,
            "licenseConcluded": licence, "licenseDeclared": licence, "copyrightText": "NOASSERTION"}


def identifier(name: str) -> str:
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.]", "-", name)


def relation(name: str, kind: str, other: str) -> dict[str, str]:
    return {"spdxElementId": identifier(name), "relationshipType": kind, "relatedSpdxElement": identifier(other)}


def document(name: str, version: str, programs: list[Path], static: list[str]) -> dict[str, object]:
    """`static`: parts that are built in, as NAME=VERSION=LICENCE."""
    own = package(name, version, "Apache-2.0", "NOASSERTION") | {"supplier": SUPPLIER}
    parts, relations = {name: own}, [relation("DOCUMENT", "DESCRIBES", name)]
    for library in sorted(set().union(*map(needed, programs))):
        part = part_of(library)
        parts[library] = package(library, system_version(library) or "NOASSERTION", part.licence, part.home)
        relations.append(relation(name, "DYNAMIC_LINK", library))
    version_of_headers = output("dpkg-query", "-W", "-f", "${Version}", "libexpected-dev") or "NOASSERTION"
    for text in [f"{HEADERS.name}={version_of_headers}={HEADERS.licence}", *static]:
        built_in, built_in_version, licence = text.split("=")
        parts[built_in] = package(built_in, built_in_version, licence, "NOASSERTION")
        relations.append(relation(name, "STATIC_LINK", built_in))
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "0"))))
    content = json.dumps([list(parts.values()), relations], sort_keys=True)
    return {"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "dataLicense": "CC0-1.0", "name": f"{name}-{version}",
            "documentNamespace": f"https://spdx.org/spdxdocs/{name}-{version}-{hashlib.sha256(content.encode()).hexdigest()[:32]}",
            "creationInfo": {"created": created, "creators": [SUPPLIER, "Tool: qtga-sbom"]},
            "packages": list(parts.values()), "relationships": relations}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--static", action="append", default=[], metavar="NAME=VERSION=LICENCE", help="what is built in besides")
    parser.add_argument("programs", nargs="+", type=Path)
    options = parser.parse_args()
    text = json.dumps(document(options.name, options.version, options.programs, options.static), indent=2, sort_keys=True)
    options.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
