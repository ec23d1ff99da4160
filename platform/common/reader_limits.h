// SPDX-License-Identifier: Apache-2.0
// ReaderLimits: how many readers of the status there may be, so that no user takes all places.
#pragma once

#include <QByteArray>
#include <QHash>

namespace ga {

struct ReaderIdentity
{
    QByteArray user; // However the system names it.
    bool isAdministrator = false;
};

class ReaderLimits
{
public:
    static constexpr int ofUser = 4;
    static constexpr int ofUsers = 24; // Of all but administrators together.
    static constexpr int ofAll = 32;

    // Whether one more of the user is taken; if so it is counted.
    bool enter(const ReaderIdentity &reader);
    void leave(const ReaderIdentity &reader);

private:
    QHash<QByteArray, int> m_counts; // Of those who are no administrators.
    int m_users = 0;
    int m_all = 0;
};

} // namespace ga
