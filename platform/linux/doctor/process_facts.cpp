// SPDX-License-Identifier: Apache-2.0
// Looks through proc; what other users' processes have open is seen by root only.
#include "platform/linux/doctor/process_facts.h"

#include "platform/linux/system/sysfs_tree.h"
#include "platform/linux/system/text_file.h"

#include <algorithm>

namespace ga {

namespace {

constexpr QByteArrayView deleted(" (deleted)");

bool isNumber(const QByteArray &text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

QByteArrayList commandLine(const QByteArray &process)
{
    QByteArray text = readTextFile(process + "/cmdline").value_or(QByteArray());
    if (text.endsWith('\0'))
        text.chop(1);
    return text.isEmpty() ? QByteArrayList() : text.split('\0');
}

bool holds(const QByteArray &process, const QByteArray &device)
{
    const QByteArray folder = process + "/fd";
    const auto descriptors = SysfsTree::entries(folder);
    return !device.isEmpty() &&
           std::any_of(descriptors.begin(), descriptors.end(), [&](const QByteArray &each) {
               return SysfsTree::resolve(folder + '/' + each) == device;
           });
}

// The package of qtga has a link named qemu-ga, for what starts that: the file tells, where it may
// be seen, and not the name that it was called by. A script has its interpreter's file.
QByteArray programName(const QByteArray &process, const QByteArrayList &words)
{
    QByteArray file = SysfsTree::linkName(process + "/exe");
    if (file.endsWith(deleted)) // Upgraded, and not restarted since.
        file.chop(deleted.size());
    return file == "qtga" || file == "qemu-ga" ? file : baseName(words.value(0));
}

} // namespace

bool isAgent(const QByteArray &name, const QByteArrayList &words)
{
    if (name == "qemu-ga")
        return true;
    // An option, or nothing at all: a subcommand is a word.
    const QByteArray first = words.value(1);
    return name == "qtga" && (first.isEmpty() || first.startsWith('-'));
}

void readProcesses(const QByteArray &proc, const QByteArray &path, MachineFacts &facts)
{
    const QByteArray device = SysfsTree::resolve(path);
    for (const QByteArray &entry : SysfsTree::entries(proc)) {
        if (!isNumber(entry))
            continue;
        const QByteArray process = proc + '/' + entry;
        const QByteArrayList words = commandLine(process);
        const AgentProcess found{entry.toLongLong(), programName(process, words),
                                 holds(process, device)};
        if (isAgent(found.name, words))
            facts.agents.append(found);
        if (found.holdsPort && !facts.holder)
            facts.holder = found;
    }
}

} // namespace ga
