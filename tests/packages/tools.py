# SPDX-License-Identifier: Apache-2.0
"""The packages as the tools of the trade see them, and built twice."""

import json
import re
import shutil
import subprocess
from pathlib import Path

from stage import SOURCES, Skip, Stage, check, check_equal, output

HERE = Path(__file__).resolve().parent
LINUX = SOURCES / "installer/linux"
ELSEWHERE = Path("/mnt")


def need(*programs: str) -> None:
    missing = [program for program in programs if not shutil.which(program)]
    if missing:
        raise Skip(f"not installed: {', '.join(missing)}")


def unpacked(stage: Stage) -> Path:
    """All .deb packages in one tree."""
    folder = stage.folder / f"unpacked-{next(stage.numbers)}"
    for package in stage.packages.glob("*.deb"):
        output("dpkg-deb", "-x", package, folder)
    return folder


def lintian_is_content(stage: Stage) -> None:
    need("lintian")
    said = output("lintian", "--allow-root", "--no-cfg", "--pedantic", "--fail-on", "none", *stage.packages.glob("*.deb"))
    check_equal(re.findall(r"^[EWIP]: .*$", said, re.MULTILINE), [], "complaints")


def rpmlint_is_content(stage: Stage) -> None:
    need("rpmlint")
    done = subprocess.run(["rpmlint", "--config", HERE / "rpmlint.toml", *stage.packages.glob("*.rpm")], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)
    check_equal(re.findall(r"^\S+: [EW]: .*$", done.stdout, re.MULTILINE), [], "complaints")
    check("packages and 0 specfiles checked" in done.stdout, done.stdout + done.stderr)


def manual_pages_are_sound(stage: Stage) -> None:
    need("mandoc")
    pages = [*(SOURCES / "docs/man").iterdir()]
    check(len(pages) >= 4, f"the pages: {pages}")
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *pages], capture_output=True, text=True)
    complaints = [line for line in done.stdout.splitlines() if "referenced manual not found" not in line]
    check_equal(complaints, [], "complaints")


def the_desktop_accepts_its_files(stage: Stage) -> None:
    need("desktop-file-validate", "appstreamcli", "xmllint")
    if not stage.has_tray():
        raise Skip("there is no tray to package")
    tree = unpacked(stage)
    entries = [*tree.rglob("*.desktop")]
    check(entries, "no desktop entry")
    for path in entries:
        check_equal(output("desktop-file-validate", path), "", f"complaints about {path.name}")
    for path in tree.glob("usr/share/metainfo/*.xml"):
        output("appstreamcli", "validate", "--no-net", path)
    for path in tree.glob("usr/share/polkit-1/actions/*.policy"):
        output("xmllint", "--nonet", "--noout", path)


def every_program_has_a_manual_page(stage: Stage) -> None:
    tree = unpacked(stage)
    pages = {path.name.split(".")[0] for path in tree.glob("usr/share/man/man*/*")}
    programs = {path.name for folder in ("bin", "sbin") for path in tree.glob(f"usr/{folder}/*")}
    check(programs and programs <= pages, f"without a page: {programs - pages}")


def the_security_policies_compile(stage: Stage) -> None:
    need("checkmodule", "semodule_package", "apparmor_parser")
    output("checkmodule", "-M", "-m", "-o", stage.folder / "qtga.mod", LINUX / "selinux/qtga.te")
    contexts = LINUX / "selinux/qtga.fc"
    output("semodule_package", "-o", stage.folder / "qtga.pp", "-m", stage.folder / "qtga.mod", "-f", contexts)
    patterns = [line.split()[0] for line in contexts.read_text().splitlines()]
    for path in ("/usr/sbin/qtga", "/run/qtga", "/run/qtga/status", "/var/log/qtga", "/var/log/qtga/audit.log.1"):
        check(any(re.fullmatch(pattern, path) for pattern in patterns), f"{path} has no context")
    profile = LINUX / "apparmor/qtga"
    output("apparmor_parser", "--skip-kernel-load", "--skip-cache", "--debug", profile)
    # A program that has a profile by its path is confined whoever calls it, and this one is for the service alone.
    names = re.findall(r"^profile (\w+)(?: flags=\(\w+\))? {$", profile.read_text(), re.MULTILINE)
    check_equal([f"AppArmorProfile={name}" in profile.read_text() for name in names], [True], "profiles without a path, which a drop-in names")


def the_parts_are_listed(stage: Stage) -> None:
    tree = unpacked(stage)
    lists = [*tree.glob("usr/share/doc/*/*.spdx.json")]
    check_equal(len(lists), len([*stage.packages.glob("*.deb")]), "lists of parts")
    for path in lists:
        document = json.loads(path.read_text())
        names = {package["SPDXID"] for package in document["packages"]} | {"SPDXRef-DOCUMENT"}
        for relation in document["relationships"]:
            check({relation["spdxElementId"], relation["relatedSpdxElement"]} <= names, f"{path.name}: {relation} leads nowhere")
        unknown = [package["name"] for package in document["packages"] if package["licenseConcluded"] == "NOASSERTION"]
        check_equal(unknown, [], f"{path.name}: parts without a licence")
        check(any("Qt6Core" in package["name"] for package in document["packages"]), f"{path.name}: Qt is not listed")


def built_elsewhere_they_are_the_same(stage: Stage) -> None:
    """On another kind of file system, at another time, in another folder. That is always the same folder, in this case's own view
    of the system, so that ccache has what was compiled there before; it has nothing of what was compiled elsewhere. Of what lies there already only
    what is made anew goes."""
    output("mount", "-t", "tmpfs", "tmpfs", ELSEWHERE)
    try:
        copy = ELSEWHERE / "another/place/for/the/sources"
        copy.mkdir(parents=True)
        listed = output("git", "-C", SOURCES, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        subprocess.run(["rsync", "-a", "--no-times", "--ignore-missing-args", "--from0", "--files-from=-", f"{SOURCES}/", f"{copy}/"],
                       input=listed, text=True, check=True)
        again = copy / "build-package/packages"
        again.mkdir(parents=True)
        for name in ("qtga.msi", "qtga_0.0_amd64.deb"):
            (again / name).touch()
        epoch = output("git", "-C", SOURCES, "log", "-1", "--format=%ct").strip()
        output(copy / "package", "deb", "rpm", cwd=copy, env={"SOURCE_DATE_EPOCH": epoch})
        packages = [*stage.packages.glob("*.deb"), *stage.packages.glob("*.rpm")]
        check_equal({path.name for path in again.iterdir()}, {path.name for path in packages} | {"qtga.msi"}, "what was built, and what was there")
        check_equal([path.name for path in packages if (again / path.name).read_bytes() != path.read_bytes()], [], "what differs")
    finally:
        output("umount", ELSEWHERE)


CASES = [lintian_is_content, rpmlint_is_content, manual_pages_are_sound, the_desktop_accepts_its_files, every_program_has_a_manual_page,
         the_security_policies_compile, the_parts_are_listed, built_elsewhere_they_are_the_same]
