// SPDX-License-Identifier: Apache-2.0
// StateStore: what the agent remembers across restarts, in the file that qemu-ga keeps it in.
#pragma once

#include "protocol/result.h"
#include "runtime/handle_counter.h"

#include <QMutex>
#include <QString>

#include <memory>

namespace ga {

// DIR/qga.state is a key file: fd_counter in [global] is the first handle that was never given. So
// that not every handle costs a write, a block of them is set aside in the file at once; what is
// left of it after a crash is never used.
class StateStore : public HandleCounter
{
public:
    // Writes nothing, because the file systems may be frozen. A counter that is no number, or lower
    // than any that was ever used, starts anew at 1000. Errors: "unable to create state file at
    // path P: CAUSE" where there is no such directory, "error loading persistent state from path:
    // P, CAUSE" where the file can't be read or isn't a key file.
    static Result<std::unique_ptr<StateStore>> open(const QString &directory);

    // Writes once in blockSize calls, so it must not be called while file systems are frozen.
    Result<qint64> nextHandle() override;

    // Gives the rest of the block back: for a clean exit. Writes nothing where no handle was given.
    Result<Nothing> giveBack();

    static constexpr qint64 firstHandle = 1000;
    static constexpr qint64 blockSize = 256;

private:
    StateStore(QString path, qint64 next);

    Result<Nothing> write(qint64 counter) const;

    const QString m_path;
    QMutex m_mutex;
    qint64 m_next;     // The next handle, guarded by m_mutex.
    qint64 m_reserved; // The file's counter, guarded by m_mutex.
};

} // namespace ga
