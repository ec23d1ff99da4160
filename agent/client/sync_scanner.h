// SPDX-License-Identifier: Apache-2.0
// SyncScanner: finds the answer to guest-sync-delimited in whatever an agent still had to say.
#pragma once

#include "protocol/framer.h"

#include <QByteArray>

namespace ga {

// Everything up to a 0xFF is left over from before; so is what follows one, where it isn't the
// answer to this very sync.
class SyncScanner
{
public:
    explicit SyncScanner(qint64 id)
        : m_id(id)
    {}

    // Whether the answer is in these bytes or was in earlier ones. What comes behind it is kept
    // nowhere: a client that waits for it has asked for nothing else.
    bool feed(QByteArrayView bytes);

    // The last line that was skipped, shortened: what the agent said instead.
    QByteArray lastSkipped() const;

private:
    void feedArmed(QByteArrayView bytes);
    void skip(QByteArrayView bytes);

    qint64 m_id;
    bool m_armed = false; // Behind a 0xFF.
    bool m_found = false;
    Framer m_framer;
    QByteArray m_skipped; // The end of it.
};

} // namespace ga
