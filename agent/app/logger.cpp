// SPDX-License-Identifier: Apache-2.0
// Sends messages to the log's file and to the system's event log.
#include "app/logger.h"

#include "app/log_line.h"

#include <QLoggingCategory>
#include <QMutexLocker>

#include <atomic>
#include <chrono>
#include <cstring>
#include <utility>

namespace ga {

namespace {

std::atomic<Logger *> current = nullptr;

// Set while this thread is writing a message: what Qt has to say about that would come back here.
thread_local bool isWriting = false;

std::chrono::microseconds now()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch());
}

bool isEvent(const QMessageLogContext &context)
{
    return context.category && std::strcmp(context.category, "ga.event") == 0;
}

// Spares the call sites the forming of messages that nobody would see.
QString filterRules(LogLevel level)
{
    QString rules;
    if (level < LogLevel::Debug)
        rules += QStringLiteral("*.debug=false\n");
    if (level < LogLevel::Info)
        rules += QStringLiteral("*.info=false\n");
    if (level < LogLevel::Warning)
        rules += QStringLiteral("*.warning=false\n");
    return rules + QStringLiteral("ga.event=true\n");
}

} // namespace

Logger::Logger()
    : m_previous(qInstallMessageHandler(handle))
{
    current = this;
    QLoggingCategory::setFilterRules(filterRules(m_level));
}

Logger::~Logger()
{
    QLoggingCategory::setFilterRules({});
    qInstallMessageHandler(m_previous);
    current = nullptr;
    tellHeldEvents();
}

void Logger::setLevel(LogLevel level)
{
    const QMutexLocker locker(&m_mutex);
    m_level = level;
    QLoggingCategory::setFilterRules(filterRules(level));
}

void Logger::setEventLog(std::unique_ptr<EventLog> eventLog)
{
    const QMutexLocker locker(&m_mutex);
    m_eventLog = std::move(eventLog);
}

Result<Nothing> Logger::setFile(const QString &path)
{
    return m_file.open(path);
}

Result<Nothing> Logger::reopen()
{
    return m_file.reopen();
}

void Logger::hold()
{
    {
        const QMutexLocker locker(&m_mutex);
        m_isHeld = true;
    }
    m_file.hold();
}

void Logger::release()
{
    {
        const QMutexLocker locker(&m_mutex);
        m_isHeld = false;
    }
    tellHeldEvents();
    m_file.release();
}

void Logger::tellHeldEvents()
{
    const QMutexLocker locker(&m_mutex);
    for (const QString &event : std::exchange(m_heldEvents, {}))
        tell(event);
}

void Logger::handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    Logger *logger = current;
    if (logger && !isWriting)
        logger->accept(type, context, text);
}

void Logger::accept(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    QByteArray line;
    {
        const QMutexLocker locker(&m_mutex);
        if (logLevelOf(type) <= m_level)
            line = logLine(now(), type, text);
        if (isEvent(context) && m_eventLog)
            takeEvent(printable(text));
    }
    if (!line.isEmpty())
        m_file.write(line);
}

void Logger::takeEvent(const QString &event)
{
    if (!m_isHeld)
        tell(event);
    else if (m_heldEvents.size() < heldLimit)
        m_heldEvents += event;
}

void Logger::tell(const QString &event)
{
    isWriting = true;
    m_eventLog->write(event);
    isWriting = false;
}

} // namespace ga
