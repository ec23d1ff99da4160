// SPDX-License-Identifier: Apache-2.0
// ReaderLimits: how many readers of the status there may be, so that no user takes all places.
#pragma once

#include <QHash>
#include <QtGlobal>

namespace ga {

class ReaderLimits
{
public:
    static constexpr int ofUser = 4;
    static constexpr int ofUsers = 24; // Of all but root together.
    static constexpr int ofAll = 32;

    // Whether one more of the user is taken; if so it is counted.
    bool enter(quint32 user);
    void leave(quint32 user);

private:
    QHash<quint32, int> m_counts;
    int m_users = 0;
    int m_all = 0;
};

} // namespace ga
