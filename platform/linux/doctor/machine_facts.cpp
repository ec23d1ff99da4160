// SPDX-License-Identifier: Apache-2.0
// Reads sysfs, proc and the places where units and rules are.
#include "platform/linux/doctor/machine_facts.h"

#include "platform/linux/doctor/denials.h"
#include "platform/linux/doctor/log_tails.h"
#include "platform/linux/system/sysfs_tree.h"
#include "platform/linux/system/text_file.h"

#include <unistd.h>

#include <algorithm>
#include <array>

namespace ga {

namespace {

constexpr char consoleId[] = "0x0003"; // The specification of virtio: device 3 is the console.

class Tree
{
public:
    explicit Tree(QByteArray root)
        : m_root(std::move(root))
    {
        while (m_root.endsWith('/'))
            m_root.chop(1);
    }

    QByteArray path(const char *name) const { return m_root + '/' + name; }
    QByteArray text(const char *name) const
    {
        QByteArray text = SysfsTree::attribute(path(name)).value_or(QByteArray());
        return text.replace('\0', ' ').trimmed();
    }
    bool has(const char *name) const { return SysfsTree::exists(path(name)); }

private:
    QByteArray m_root;
};

bool hasHypervisorBit(const QByteArray &cpuInfo)
{
    for (const QByteArray &line : cpuInfo.split('\n')) {
        if (line.startsWith("flags"))
            return line.split(' ').contains("hypervisor");
    }
    return false;
}

// s390's /proc/sysinfo: "VM00 Control Program: KVM/Linux".
QByteArray controlProgramOf(const QByteArray &sysinfo)
{
    for (const QByteArray &line : sysinfo.split('\n')) {
        if (line.contains("Control Program:"))
            return line.mid(line.indexOf(':') + 1).trimmed();
    }
    return {};
}

void readIdentity(const Tree &tree, MachineFacts &facts)
{
    facts.vendor = tree.text("sys/class/dmi/id/sys_vendor");
    facts.product = tree.text("sys/class/dmi/id/product_name");
    facts.hypervisorBit = hasHypervisorBit(tree.text("proc/cpuinfo"));
    facts.hypervisorType = tree.text("sys/hypervisor/type");
    facts.deviceTree = tree.text("proc/device-tree/hypervisor/compatible");
    facts.controlProgram = controlProgramOf(tree.text("proc/sysinfo"));
    facts.container = tree.has("run/systemd/container") || tree.has(".dockerenv") ||
                      tree.has("run/.containerenv");
}

void readPorts(const Tree &tree, MachineFacts &facts)
{
    const QByteArray devices = tree.path("sys/bus/virtio/devices");
    for (const QByteArray &device : SysfsTree::entries(devices)) {
        if (SysfsTree::attribute(devices + '/' + device + "/device") == consoleId)
            ++facts.consoleDevices;
    }
    facts.consoleDriver = tree.has("sys/bus/virtio/drivers/virtio_console");
    const QByteArray ports = tree.path("sys/class/virtio-ports");
    for (const QByteArray &port : SysfsTree::entries(ports))
        facts.ports.append(
            {port, SysfsTree::attribute(ports + '/' + port + "/name").value_or(QByteArray())});
}

bool isWanted(const Tree &tree, const char *folder, const QByteArray &unit)
{
    const QByteArray base = tree.path(folder);
    const auto folders = SysfsTree::entries(base);
    return std::any_of(folders.begin(), folders.end(), [&](const QByteArray &each) {
        const bool wants = each.endsWith(".wants") || each.endsWith(".requires");
        return wants && SysfsTree::entries(base + '/' + each).contains(unit);
    });
}

bool isEnabled(const Tree &tree, const QByteArray &unit)
{
    return isWanted(tree, "etc/systemd/system", unit) ||
           isWanted(tree, "usr/lib/systemd/system", unit) ||
           isWanted(tree, "lib/systemd/system", unit);
}

bool hasUnit(const Tree &tree, const QByteArray &unit)
{
    constexpr std::array folders{"etc/systemd/system/", "usr/lib/systemd/system/",
                                 "lib/systemd/system/"};
    return std::any_of(folders.begin(), folders.end(),
                       [&](const char *folder) { return tree.has((folder + unit).constData()); });
}

bool isMasked(const Tree &tree, const char *unit)
{
    constexpr std::array folders{"etc/systemd/system/", "run/systemd/system/"};
    return std::any_of(folders.begin(), folders.end(), [&](const QByteArray &folder) {
        return SysfsTree::resolve(tree.path((folder + unit).constData())) == "/dev/null";
    });
}

// Whether a rule starts the agent when its port appears.
bool hasRule(const Tree &tree)
{
    for (const char *folder : {"etc/udev/rules.d", "usr/lib/udev/rules.d", "lib/udev/rules.d"}) {
        const QByteArray base = tree.path(folder);
        for (const QByteArray &name : SysfsTree::entries(base)) {
            const auto text = readTextFile(base + '/' + name);
            if (text && text->contains("SYSTEMD_WANTS") && text->contains("qtga"))
                return true;
        }
    }
    return false;
}

void readService(const Tree &tree, MachineFacts &facts)
{
    facts.systemd = tree.has("run/systemd/system");
    facts.unit = hasUnit(tree, "qtga.service");
    facts.unitMasked = isMasked(tree, "qtga.service");
    facts.unitEnabled = isEnabled(tree, "qtga.service") || isEnabled(tree, "qtga-port.target");
    facts.otherUnitEnabled = isEnabled(tree, "qemu-guest-agent.service");
    facts.udevRule = hasRule(tree);
}

void readAccessControl(const Tree &tree, qint64 now, MachineFacts &facts)
{
    const QByteArray enforce = tree.text("sys/fs/selinux/enforce");
    if (!enforce.isEmpty())
        facts.selinuxEnforcing = enforce == "1";
    const auto profiles = readTextFile(tree.path("sys/kernel/security/apparmor/profiles"));
    if (profiles || !tree.has("sys/kernel/security/apparmor"))
        facts.apparmorProfile = profiles && profiles->contains("qtga (");
    // The kernel's buffer has again what its log has; the last of all is told.
    for (const auto &text :
         {kernelBuffer(tree.path("dev/kmsg")), tailOfFile(tree.path("var/log/audit/audit.log")),
          tailOfFile(tree.path("var/log/kern.log"))}) {
        facts.logsRead |= text.has_value();
        facts.denials += denialsOf(text.value_or(QByteArray()), now);
    }
}

} // namespace

MachineFacts readMachine(const QByteArray &root, const QByteArray &path, qint64 now)
{
    const Tree tree(root);
    MachineFacts facts;
    readIdentity(tree, facts);
    readPorts(tree, facts);
    readService(tree, facts);
    readAccessControl(tree, now, facts);
    const QByteArray place =
        tree.path(path.startsWith('/') ? path.constData() + 1 : path.constData());
    facts.pathExists = SysfsTree::exists(place);
    facts.pathUsable = ::access(place.constData(), R_OK | W_OK) == 0;
    return facts;
}

} // namespace ga
