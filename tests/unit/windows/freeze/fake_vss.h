// SPDX-License-Identifier: Apache-2.0
// A VSS that notes what it is told, and a provider that freezes at once: in memory, for the order
// of a backup and for its failures.
#pragma once

#include "platform/windows/freeze/vss_freezer.h"

#include <QHash>

#include <atomic>
#include <mutex>

namespace ga {

// Outlives components and signals; used by the thread of a freeze and by the test.
struct FakeVss
{
    std::mutex mutex;
    QList<QByteArray> calls;
    QHash<QByteArray, VssResult> results; // By call; S_OK where there is none.
    QList<WriterFailure> writers;
    std::atomic<bool> providerAnswers = true;
    std::atomic<bool> isReleased = false;
    std::atomic<bool> isThawed = false;
    std::atomic<bool> endsByItself = false; // With the result of "snapshot".

    VssResult note(const QByteArray &call)
    {
        const std::lock_guard lock(mutex);
        calls.append(call);
        return results.value(call);
    }
    QList<QByteArray> noted()
    {
        const std::lock_guard lock(mutex);
        return calls;
    }
    VssResult result(const QByteArray &call)
    {
        const std::lock_guard lock(mutex);
        return results.value(call);
    }
};

class FakeComponents : public BackupComponents
{
public:
    explicit FakeComponents(FakeVss &vss)
        : m_vss(vss)
    {}
    ~FakeComponents() override { m_vss.note("gone"); }

    VssResult initialize(BackupType type) override
    {
        return m_vss.note(type == BackupType::Copy ? "initialize copy" : "initialize other");
    }
    VssResult setContext(qint32 context) override
    {
        return m_vss.note("context " + QByteArray::number(context, 16));
    }
    VssResult gatherWriters(std::chrono::milliseconds) override { return m_vss.note("gather"); }
    VssResult startSnapshotSet(QString &set) override
    {
        set = QStringLiteral("{set}");
        return m_vss.note("start set");
    }
    VssResult addVolume(const QString &name) override { return m_vss.note("add " + name.toUtf8()); }
    VssResult prepare(std::chrono::milliseconds) override { return m_vss.note("prepare"); }
    VssResult startSnapshot() override { return m_vss.note("do snapshot"); }
    std::optional<VssResult> snapshotResult() override
    {
        if (!m_vss.isThawed && !m_vss.isReleased && !m_vss.endsByItself)
            return std::nullopt;
        return m_vss.result("snapshot");
    }
    void cancelSnapshot() override { m_vss.note("cancel"); }
    VssResult complete(std::chrono::milliseconds, const QList<WriterFailure> &failed) override
    {
        QByteArray call = "complete";
        for (const WriterFailure &each : failed)
            call += " without " + each.instance.toUtf8();
        return m_vss.note(call);
    }
    void abort() override { m_vss.note("abort"); }
    QList<WriterFailure> writerFailures(std::chrono::milliseconds) override
    {
        m_vss.note("writers");
        return m_vss.writers;
    }

private:
    FakeVss &m_vss;
};

class FakeSignals : public FreezeSignals
{
public:
    explicit FakeSignals(FakeVss &vss)
        : m_vss(vss)
    {}
    Result<Nothing> open(const QString &snapshotSet) override
    {
        if (m_vss.note("open " + snapshotSet.toUtf8()) != 0)
            return fail(QStringLiteral("no handshake"));
        return Nothing{};
    }
    void close() override { m_vss.note("close"); }
    bool waitForFrozen(std::chrono::milliseconds) override { return m_vss.providerAnswers; }
    bool isReleased() override { return m_vss.isReleased; }
    void thaw() override
    {
        m_vss.note("thaw");
        m_vss.isThawed = true;
    }

private:
    FakeVss &m_vss;
};

inline Volume fixedVolume(const char *name, const char *mountpoint)
{
    return {.name = QString::fromLatin1(name),
            .mountpoints = {QString::fromLatin1(mountpoint)},
            .type = QStringLiteral("NTFS"),
            .device = QStringLiteral("\\Device\\") + QString::fromLatin1(name),
            .isFixed = true};
}

} // namespace ga
