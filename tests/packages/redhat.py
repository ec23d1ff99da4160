# SPDX-License-Identifier: Apache-2.0
"""The .rpm, installed by rpm into a root without Red Hat's own packages: its files and what its scriptlets do."""

import bare
from debian import CONFIG, Agent
from stage import Stage, check, check_equal, output

LIBRARIES = ("libqt6core6", "libqt6network6", "libqt6serialport6", "libmnl0", "libmount1")
SYSCONFIG = 'BLACKLIST_RPC=guest-file-open,guest-file-read\nFSFREEZE_HOOK_PATHNAME=/etc/qemu-ga/fsfreeze-hook\nQEMU_GA_ARGS="-v"\n'
DIRECTORIES = {"/usr", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/libexec", "/usr/share", "/usr/share/man", "/usr/share/man/man8",
               "/usr/lib/systemd/system", "/etc"}


def root(stage: Stage) -> bare.Tree:
    tree = stage.tree()
    tree.apt("install", *LIBRARIES)
    return tree


def rpm(tree: bare.Tree, *words: object) -> str:
    # What it requires is named as Red Hat names it, and is there under Debian's names.
    return output("rpm", "--root", tree.root, "--dbpath", "/var/lib/rpm", "--nodeps", *words)


def the_rpm_installs_and_leaves_nothing(stage: Stage) -> None:
    tree = root(stage)
    before = tree.snapshot()
    rpm(tree, "-i", stage.rpm())
    check_equal(rpm(tree, "-V", "qtga"), "", "files that are not as packaged")
    check("Qt Guest Agent" in tree.run("/usr/bin/qemu-ga", "--version"), "qemu-ga is another program")
    with Agent(tree) as agent:
        check("return" in agent.ask("guest-get-osinfo"), "no answer")
    rpm(tree, "-e", "qtga")
    left = [line for line in bare.difference(before, tree.snapshot()) if line != "+ run/agent.sock"]
    # Directories that Red Hat's own packages have, and Debian has not.
    check_equal([line for line in left if not line.startswith(("+ usr/share/zsh", "+ usr/share/fish", "+ usr/share/licenses", "+ usr/share/bash"))],
                [], "what was left")


def the_rpm_takes_sysconfig_over(stage: Stage) -> None:
    tree = root(stage)
    tree.write("/etc/sysconfig/qemu-ga.rpmsave", SYSCONFIG)
    tree.write("/etc/qemu-ga/fsfreeze-hook", "#!/bin/sh\n")
    (tree.root / "etc/qemu-ga/fsfreeze-hook").chmod(0o755)
    said = rpm(tree, "-i", stage.rpm())
    check("taken over" in said, f"not said what was taken over: {said}")
    effective = tree.run("qtga", "--dump-conf").splitlines()
    for line in ("block-rpcs=guest-file-open,guest-file-read", "fsfreeze-hook=/etc/qemu-ga/fsfreeze-hook", "verbose=true"):
        check(line in effective, f"{line} is not in effect: {effective}")
    rpm(tree, "-e", "qtga")
    check(not tree.has(CONFIG), "the file that was made is still there")
    check_equal(tree.read("/etc/sysconfig/qemu-ga.rpmsave"), SYSCONFIG, "the options after the removal")


def the_rpm_upgrades(stage: Stage) -> None:
    """To the same version, as --replacepkgs does: the scriptlets are called as in an upgrade."""
    tree = root(stage)
    tree.write("/etc/sysconfig/qemu-ga", SYSCONFIG)
    rpm(tree, "-i", stage.rpm())
    changed = "[general]\nblock-rpcs=guest-set-time\n"
    tree.write(CONFIG, changed)
    rpm(tree, "-U", "--replacepkgs", stage.rpm())
    check_equal(tree.read(CONFIG), changed, "the configuration after the upgrade")
    check("Qt" in tree.run("/usr/bin/qemu-ga", "--version"), "no program after the upgrade")


def the_rpm_has_what_it_should(stage: Stage) -> None:
    package = stage.rpm()
    owned = set(output("rpm", "-qp", "--list", package).split("\n"))
    for path in ("/usr/sbin/qtga", "/usr/bin/qemu-ga", "/usr/lib/systemd/system/qtga.service", "/usr/lib/systemd/system/qemu-guest-agent.service",
                 "/usr/libexec/qtga/qtga-freeze-guardian", "/usr/share/licenses/qtga/LICENSE"):
        check(path in owned, f"{path} is not in it")
    check(not owned & DIRECTORIES, f"it owns what is not its own: {owned & DIRECTORIES}")
    check("qemu-guest-agent = 2:" in output("rpm", "-qp", "--provides", package), "it does not provide qemu-guest-agent")
    check("qemu-guest-agent" in output("rpm", "-qp", "--conflicts", package), "it does not conflict with qemu-guest-agent")
    check("/LICENSE" in output("rpm", "-qp", "--licensefiles", package), "its licence is not marked as one")
    for scriptlet in output("rpm", "-qp", "--qf", "%{POSTIN}\n%{PREUN}\n%{POSTUN}\n%{POSTTRANS}\n", package).split("(none)"):
        output("sh", "-n", "-c", scriptlet)


CASES = [the_rpm_has_what_it_should, the_rpm_installs_and_leaves_nothing, the_rpm_takes_sysconfig_over, the_rpm_upgrades]
