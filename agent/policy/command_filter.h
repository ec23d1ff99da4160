// SPDX-License-Identifier: Apache-2.0
// Which commands the configuration lets the host use, by their names.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QSet>
#include <QStringList>

#include <optional>

namespace ga {

// An allow list disables everything that isn't on it; a block list beats it (protocol.md,
// "Policy"). A name that no command has matches nothing.
class CommandFilter
{
public:
    CommandFilter() = default;
    CommandFilter(const std::optional<QStringList> &allowed, const QStringList &blocked);

    bool allows(QByteArrayView command) const;

private:
    std::optional<QSet<QByteArray>> m_allowed;
    QSet<QByteArray> m_blocked;
};

} // namespace ga
