// SPDX-License-Identifier: Apache-2.0
// Makes the file, and removes it.
#include "app/frozen_mark.h"

#include <QFile>
#include <QFileInfo>

namespace ga {

FrozenMark::FrozenMark(const QString &directory)
    : m_path(directory + QStringLiteral("/qga.state.isfrozen"))
{}

bool FrozenMark::isSet() const
{
    return QFileInfo::exists(m_path);
}

Result<Nothing> FrozenMark::set() const
{
    QFile file(m_path);
    if (file.open(QIODevice::WriteOnly))
        return Nothing{};
    return fail(QStringLiteral("failed to create '%1': %2").arg(m_path, file.errorString()));
}

Result<Nothing> FrozenMark::clear() const
{
    QFile file(m_path);
    if (file.remove() || !isSet())
        return Nothing{};
    return fail(QStringLiteral("failed to remove '%1': %2").arg(m_path, file.errorString()));
}

} // namespace ga
