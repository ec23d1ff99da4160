// SPDX-License-Identifier: Apache-2.0
// Finds denials: "avc:  denied  { write } for ... comm="qtga" name="authorized_keys"" of SELinux,
// "apparmor="DENIED" operation="open" profile="qtga" name="/etc/x"" of AppArmor.
#include "platform/linux/doctor/denials.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

constexpr qsizetype most = 5;
constexpr qint64 week = qint64(7) * 24 * 3600; // Seconds.

bool isAboutAgent(const QByteArray &line)
{
    constexpr std::array marks{"comm=\"qtga\"", "comm=\"qemu-ga\"", "profile=\"qtga\"",
                               "virt_qemu_ga_t"};
    return std::any_of(marks.begin(), marks.end(),
                       [&](const char *mark) { return line.contains(mark); });
}

// What stands between `before` and `after`.
QByteArray between(const QByteArray &line, const char *before, const char *after)
{
    const qsizetype start = line.indexOf(before);
    if (start < 0)
        return {};
    const qsizetype from = start + qsizetype(qstrlen(before));
    const qsizetype to = line.indexOf(after, from);
    return to < 0 ? QByteArray() : line.mid(from, to - from).trimmed();
}

// The audit's own stamp, "audit(1772524800.123:456)", stands in every log; a line without one
// counts.
bool isOfLately(const QByteArray &line, qint64 now)
{
    bool isNumber = false;
    const qint64 time = between(line, "audit(", ".").toLongLong(&isNumber);
    return !isNumber || now - time < week;
}

} // namespace

QByteArrayList denialsOf(const QByteArray &log, qint64 now)
{
    QByteArrayList found;
    for (const QByteArray &line : log.split('\n')) {
        const bool denied = line.contains("denied") || line.contains("apparmor=\"DENIED\"");
        if (denied && isAboutAgent(line) && isOfLately(line, now))
            found += line;
    }
    return found.mid(std::max<qsizetype>(0, found.size() - most));
}

Denial denialIn(const QByteArray &line)
{
    const QByteArray operation = line.contains("apparmor=") ? between(line, "operation=\"", "\"")
                                                            : between(line, "denied  {", "}");
    const QByteArray name = between(line, " name=\"", "\"");
    if (operation.isEmpty())
        return {line, {}};
    return {operation, name};
}

} // namespace ga
