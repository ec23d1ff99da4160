// SPDX-License-Identifier: Apache-2.0
// Logger: where every message of the program goes, and when.
#pragma once

#include "app/log_file.h"
#include "app/options.h"
#include "platform/api/event_log.h"
#include "protocol/result.h"

#include <QList>
#include <QMessageLogContext>
#include <QMutex>

#include <memory>

namespace ga {

// Takes Qt's messages over while it exists; one at a time does, made before anything else, so that
// Qt itself is quiet too. Messages of the level that was set and above go to standard error or to a
// file. Those of the category "ga.event" go to the event log as well, whatever the level. No
// message may carry a password, a file's contents or a program's arguments: nothing here could
// tell. Every function may be called in any thread.
class Logger
{
public:
    Logger(); // Only errors, on standard error.
    ~Logger();
    Logger(const Logger &) = delete;
    Logger &operator=(const Logger &) = delete;

    void setLevel(LogLevel level);
    void setEventLog(std::unique_ptr<EventLog> eventLog);

    // Appends to the file from now on, between hold() and release() from the release on. Error:
    // "unable to open specified log file: CAUSE"; the log stays where it was.
    Result<Nothing> setFile(const QString &path);

    // Opens the file by its path again, as a rotation needs, between hold() and release() only
    // then; without a file nothing is done. Error as setFile().
    Result<Nothing> reopen();

    // Between hold() and release() nothing is written, for writing to a frozen file system never
    // ends. hold() waits for a write that is under way, for two seconds at most. release() writes
    // what waited: the first heldLimit messages, and how many came after them.
    void hold();
    void release();

    // Before an end with file systems still frozen: the event log, which takes no time, gets what
    // waited for it.
    void tellHeldEvents();

    static constexpr qsizetype heldLimit = LogFile::queueLimit;

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &text);
    void accept(QtMsgType type, const QMessageLogContext &context, const QString &text);
    void takeEvent(const QString &event);
    void tell(const QString &event);

    const QtMessageHandler m_previous;
    LogFile m_file;
    QMutex m_mutex; // Guards all that follows.
    LogLevel m_level = LogLevel::Error;
    std::unique_ptr<EventLog> m_eventLog;
    bool m_isHeld = false;
    QList<QString> m_heldEvents;
};

} // namespace ga
