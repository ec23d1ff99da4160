// SPDX-License-Identifier: Apache-2.0
// Allow and block lists.
#include "policy/command_filter.h"

namespace ga {

namespace {

QSet<QByteArray> toSet(const QStringList &names)
{
    QSet<QByteArray> set;
    for (const QString &name : names)
        set.insert(name.toUtf8());
    return set;
}

} // namespace

CommandFilter::CommandFilter(const std::optional<QStringList> &allowed, const QStringList &blocked)
    : m_blocked(toSet(blocked))
{
    if (allowed)
        m_allowed = toSet(*allowed);
}

bool CommandFilter::allows(QByteArrayView command) const
{
    const QByteArray name = QByteArray::fromRawData(command.data(), command.size());
    return !m_blocked.contains(name) && (!m_allowed || m_allowed->contains(name));
}

} // namespace ga
