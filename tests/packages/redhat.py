# SPDX-License-Identifier: Apache-2.0
"""The .rpm, installed by rpm into a root without Red Hat's own packages: its files and what its scriptlets do."""

import bare
import standin
from debian import AUDIT, CONFIG, LIBRARIES, Agent
from stage import Stage, check, check_equal, output

SYSCONFIG = 'BLACKLIST_RPC=guest-file-open,guest-file-read\nFSFREEZE_HOOK_PATHNAME=/opt/hook\nQEMU_GA_ARGS="-v"\n'
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
    tree.write(AUDIT, "{}\n")
    rpm(tree, "-e", "qtga")
    left = [line for line in bare.difference(before, tree.snapshot()) if line != "+ run/agent.sock"]
    # Directories that Red Hat's own packages have, and Debian has not.
    check_equal([line for line in left if not line.startswith(("+ usr/share/zsh", "+ usr/share/fish", "+ usr/share/licenses", "+ usr/share/bash"))],
                [], "what was left")


def the_rpm_takes_sysconfig_over(stage: Stage) -> None:
    tree = root(stage)
    tree.write("/etc/sysconfig/qemu-ga.rpmsave", SYSCONFIG)
    tree.write("/opt/hook", "#!/bin/sh\n")
    (tree.root / "opt/hook").chmod(0o755)
    said = rpm(tree, "-i", stage.rpm())
    check("taken over" in said, f"not said what was taken over: {said}")
    effective = tree.run("qtga", "--dump-conf").splitlines()
    for line in ("block-rpcs=guest-file-open,guest-file-read", "fsfreeze-hook=/opt/hook", "verbose=true"):
        check(line in effective, f"{line} is not in effect: {effective}")
    rpm(tree, "-e", "qtga")
    check(not tree.has(CONFIG), "the file that was made is still there")
    check_equal(tree.read("/etc/sysconfig/qemu-ga"), SYSCONFIG, "the options after the removal")


def the_rpm_takes_the_place_of_qemus(stage: Stage) -> None:
    """In one transaction. Its options go with it, or get another name where they were changed."""
    for owners in ("", "QEMU_GA_ARGS=-v\n"):
        tree = root(stage)
        rpm(tree, "-i", standin.agent(stage))
        standin.service_manager(tree)
        tree.write(f"{standin.HOOK}.d/database", "#!/bin/sh\n")
        if owners:
            tree.write("/etc/sysconfig/qemu-ga", standin.SYSCONFIG + owners)
        rpm(tree, "-U", stage.rpm(), standin.swap(stage))
        check_equal(sorted(output("rpm", "--root", tree.root, "--dbpath", "/var/lib/rpm", "-qa", "--qf", "%{NAME}\n").split()), ["qtga", "swap"],
                    "what is installed")
        check(not tree.has("/etc/sysconfig/qemu-ga"), "qemu-guest-agent has left its options")
        effective = tree.run("qtga", "--dump-conf").splitlines()
        for line in ("allow-rpcs=guest-ping,guest-sync", f"fsfreeze-hook-dir={standin.HOOK}.d", "fsfreeze-hook-failure=ignore",
                     f"verbose={'true' if owners else 'false'}"):
            check(line in effective, f"{line} is not in effect: {effective}")
        check_equal(standin.calls(tree), ["start qtga.service"], "asked of the service manager")
        rpm(tree, "-e", "qtga")
        check_equal(standin.calls(tree), ["--no-reload disable --now qtga.service"], "asked at the removal")
        if owners:
            check_equal(tree.read("/etc/sysconfig/qemu-ga"), standin.SYSCONFIG + owners, "the options after the removal")


def the_rpm_upgrades(stage: Stage) -> None:
    """To the same version, as --replacepkgs does: the scriptlets are called as in an upgrade."""
    tree = root(stage)
    standin.service_manager(tree)
    tree.write("/etc/sysconfig/qemu-ga", SYSCONFIG)
    rpm(tree, "-i", stage.rpm())
    changed = "[general]\nblock-rpcs=guest-set-time\n"
    tree.write(CONFIG, changed)
    standin.calls(tree)
    rpm(tree, "-U", "--replacepkgs", stage.rpm())
    check_equal(standin.calls(tree), ["try-restart qtga.service"], "asked of the service manager")
    check_equal(tree.read(CONFIG), changed, "the configuration after the upgrade")
    check("Qt" in tree.run("/usr/bin/qemu-ga", "--version"), "no program after the upgrade")


def qemus_state_stays(stage: Stage) -> None:
    """Its state file is ours, too: it goes only where no qemu-ga is there any more."""
    tree = root(stage)
    rpm(tree, "-i", stage.rpm())
    (tree.root / "usr/bin/qemu-ga").unlink()
    rpm(tree, "-i", standin.rpm(stage, "another", body="mkdir -p %{buildroot}/usr/bin\n>%{buildroot}/usr/bin/qemu-ga\n%files\n/usr/bin/qemu-ga\n"),
        "--force")
    tree.write("/run/qga.state", "its own\n")
    rpm(tree, "-e", "qtga")
    check(tree.has("/run/qga.state"), "the state of the agent that is there was removed")
    rpm(tree, "-e", "another")
    rpm(tree, "-i", stage.rpm())
    rpm(tree, "-e", "qtga")
    check(not tree.has("/run/qga.state"), "the state is left")


def the_rpm_has_what_it_should(stage: Stage) -> None:
    package = stage.rpm()
    owned = set(output("rpm", "-qp", "--list", package).split("\n"))
    for path in ("/usr/sbin/qtga", "/usr/bin/qemu-ga", "/usr/lib/systemd/system/qtga.service", "/usr/lib/systemd/system/qemu-guest-agent.service",
                 "/usr/libexec/qtga/qtga-freeze-guardian", "/usr/share/licenses/qtga/LICENSE"):
        check(path in owned, f"{path} is not in it")
    check(not owned & DIRECTORIES, f"it owns what is not its own: {owned & DIRECTORIES}")
    check("qemu-guest-agent = 2:" in output("rpm", "-qp", "--provides", package), "it does not provide qemu-guest-agent")
    check("qemu-guest-agent" in output("rpm", "-qp", "--conflicts", package), "it does not conflict with qemu-guest-agent")
    for one in (package, stage.rpm("qtga-tray")) if stage.has_tray() else (package,):
        licences = {line.rpartition("/")[2] for line in output("rpm", "-qp", "--licensefiles", one).split()}
        check_equal(licences, {"LICENSE", "LGPL-3", "GPL-3"}, f"licences, marked as such, of {one.name}")
    for scriptlet in output("rpm", "-qp", "--qf", "%{POSTIN}\n%{PREUN}\n%{POSTUN}\n%{POSTTRANS}\n", package).split("(none)"):
        output("sh", "-n", "-c", scriptlet)


CASES = [the_rpm_has_what_it_should, the_rpm_installs_and_leaves_nothing, the_rpm_takes_sysconfig_over,
         the_rpm_takes_the_place_of_qemus, the_rpm_upgrades, qemus_state_stays]
