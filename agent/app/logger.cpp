// SPDX-License-Identifier: Apache-2.0
// Sends messages to the log file, to standard error and to the system's event log.
#include "app/logger.h"

#include "app/log_line.h"

#include <QLoggingCategory>
#include <QMutexLocker>

#include <atomic>
#include <chrono>
#include <cstdio>
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

Result<std::unique_ptr<QFile>> openForAppending(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    // Unbuffered: each line is one write(2), so that lines of two programs don't mix.
    if (!file->open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return fail(
            QStringLiteral("unable to open specified log file: %1").arg(file->errorString()));
    return file;
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
    auto file = openForAppending(path);
    if (!file)
        return fail(std::move(file).error());
    const QMutexLocker locker(&m_mutex);
    m_file = std::move(*file);
    return Nothing{};
}

Result<Nothing> Logger::reopen()
{
    QString path;
    {
        const QMutexLocker locker(&m_mutex);
        m_isToBeReopened = m_isHeld; // A frozen file system would keep whoever opens a file.
        if (!m_file || m_isHeld)
            return Nothing{};
        path = m_file->fileName();
    }
    return setFile(path);
}

void Logger::hold()
{
    const QMutexLocker locker(&m_mutex);
    m_isHeld = true;
}

void Logger::release()
{
    const QMutexLocker locker(&m_mutex);
    m_isHeld = false;
    if (m_file && std::exchange(m_isToBeReopened, false)) {
        if (auto file = openForAppending(m_file->fileName()))
            m_file = std::move(*file);
    }
    const QList<Message> held = std::exchange(m_held, {});
    for (const Message &message : held)
        write(message);
    if (const qint64 dropped = std::exchange(m_dropped, 0)) {
        const QString text = QStringLiteral("%1 more messages came while nothing could be written");
        write({logLine(now(), QtWarningMsg, text.arg(dropped)), {}});
    }
}

void Logger::handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    Logger *logger = current;
    if (logger && !isWriting)
        logger->accept(type, context, text);
}

void Logger::accept(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QMutexLocker locker(&m_mutex);
    Message message;
    if (logLevelOf(type) <= m_level)
        message.line = logLine(now(), type, text);
    if (isEvent(context) && m_eventLog)
        message.eventText = printable(text);
    if (message.line.isEmpty() && message.eventText.isEmpty())
        return;
    if (!m_isHeld)
        write(message);
    else if (m_held.size() < heldLimit)
        m_held += message;
    else
        ++m_dropped;
}

void Logger::write(const Message &message)
{
    isWriting = true;
    if (!message.line.isEmpty()) {
        if (m_file) {
            m_file->write(message.line);
        } else {
            std::fwrite(message.line.constData(), 1, size_t(message.line.size()), stderr);
            std::fflush(stderr);
        }
    }
    if (!message.eventText.isEmpty() && m_eventLog)
        m_eventLog->write(message.eventText);
    isWriting = false;
}

} // namespace ga
