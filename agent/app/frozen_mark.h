// SPDX-License-Identifier: Apache-2.0
// FrozenMark: the file that says that the file systems are frozen.
#pragma once

#include "protocol/result.h"

#include <QString>

namespace ga {

// DIR/qga.state.isfrozen exists while the file systems are frozen, so that an agent that starts
// then knows. The file is qemu-ga's.
class FrozenMark
{
public:
    explicit FrozenMark(const QString &directory);

    const QString &path() const { return m_path; }
    bool isSet() const;
    Result<Nothing> set() const;   // Before the freeze. Error: "failed to create 'P': CAUSE".
    Result<Nothing> clear() const; // None there is fine. Error: "failed to remove 'P': CAUSE".

private:
    QString m_path;
};

} // namespace ga
