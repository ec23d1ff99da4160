// SPDX-License-Identifier: Apache-2.0
// Logger: where every message of the program goes, and when.
#pragma once

#include "app/options.h"
#include "platform/api/event_log.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QFile>
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

    // Appends to the file from now on. Error: "unable to open specified log file: CAUSE"; the log
    // stays where it was.
    Result<Nothing> setFile(const QString &path);

    // Opens the file by its path again, as a rotation needs, between hold() and release() only
    // then; without a file nothing is done. Error as setFile().
    Result<Nothing> reopen();

    // Between hold() and release() nothing is written, for writing to a frozen file system never
    // ends. hold() returns when no write is under way. release() writes what waited: the first
    // heldLimit messages, and how many came after them.
    void hold();
    void release();

    static constexpr qsizetype heldLimit = 1000;

private:
    struct Message
    {
        QByteArray line;   // Empty where its level isn't logged.
        QString eventText; // Empty where it is no event.
    };

    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &text);
    void accept(QtMsgType type, const QMessageLogContext &context, const QString &text);
    void write(const Message &message);

    const QtMessageHandler m_previous;
    QMutex m_mutex; // Guards all that follows.
    LogLevel m_level = LogLevel::Error;
    std::unique_ptr<QFile> m_file; // Standard error where there is none.
    std::unique_ptr<EventLog> m_eventLog;
    bool m_isHeld = false;
    bool m_isToBeReopened = false;
    QList<Message> m_held;
    qint64 m_dropped = 0;
};

} // namespace ga
