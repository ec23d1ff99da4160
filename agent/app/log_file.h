// SPDX-License-Identifier: Apache-2.0
// LogFile: writes the lines of the log where they are kept, away from whoever logs.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace ga {

// A file, and standard error where there is none. Has a thread of its own, for the disk may die.
// Every function may be called in any thread; each waits until its work is done, for `patience` at
// most, and no longer at all while a disk does not answer. Work then goes on behind it.
class LogFile
{
public:
    static constexpr qsizetype queueLimit = 1000; // Lines; what comes more is counted, and told.
    static constexpr int patience = 2000;         // Milliseconds.

    LogFile();
    ~LogFile(); // Waits as all do; then the thread is left to itself.
    LogFile(const LogFile &) = delete;
    LogFile &operator=(const LogFile &) = delete;

    // Appends to the file from now on. Error: "unable to open specified log file: CAUSE"; the log
    // stays where it was. One that only comes to light when nobody waits any more is logged.
    Result<Nothing> open(const QString &path);

    // Opens the file by its path again; without a file nothing is done.
    Result<Nothing> reopen();

    void write(const QByteArray &line);

    // Between the two nothing is opened and nothing is written. hold() waits for a write that is
    // under way, release() until all that waited is written.
    void hold();
    void release();

private:
    struct State;
    static void run(const std::shared_ptr<State> &state);

    std::shared_ptr<State> m_state;
};

} // namespace ga
