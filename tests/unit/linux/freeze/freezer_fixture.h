// SPDX-License-Identifier: Apache-2.0
// A guest with file systems, whose kernel only notes what it is told, and whose guards do nothing.
#pragma once

#include "platform/linux/freeze/linux_freezer.h"
#include "tests/fakes/sysfs_builder.h"

#include <QTest>

#include <cerrno>
#include <condition_variable>
#include <fcntl.h>
#include <sys/stat.h>

namespace ga {

// What the fake kernel knows and was told; it outlives the freezer.
struct Kernel
{
    std::mutex mutex; // Guards what follows, once calls are under way.
    std::condition_variable changed;
    QList<QByteArray> calls;
    QHash<QByteArray, int> freezes; // How many times over it is frozen.
    QHash<QByteArray, int> freezeErrors;
    QHash<QByteArray, int> thawErrors;
    QSet<QByteArray>
        hanging;    // As they are noted: "freeze a". They don't return before they are taken out.
    int inside = 0; // Calls that hang.

    void note(const QByteArray &call)
    {
        const std::lock_guard lock(mutex);
        calls.append(call);
    }

    // Notes the call and returns with the lock, as soon as it does not hang.
    std::unique_lock<std::mutex> enter(const QByteArray &call)
    {
        std::unique_lock lock(mutex);
        calls.append(call);
        ++inside;
        changed.notify_all();
        changed.wait(lock, [&] { return !hanging.contains(call); });
        --inside;
        return lock;
    }

    void answer(const QByteArray &call)
    {
        const std::lock_guard lock(mutex);
        hanging.remove(call);
        changed.notify_all();
    }

    int freezesOf(const QByteArray &name)
    {
        const std::lock_guard lock(mutex);
        return freezes.value(name);
    }

    // Of one kind, "freeze" say, in their order.
    QList<QByteArray> callsOf(const QByteArray &kind)
    {
        const std::lock_guard lock(mutex);
        QList<QByteArray> names;
        for (const QByteArray &call : calls) {
            if (call.startsWith(kind + ' '))
                names.append(call.mid(kind.size() + 1));
        }
        return names;
    }
};

inline QByteArray nameOf(int descriptor)
{
    char path[4096];
    const QByteArray link = "/proc/self/fd/" + QByteArray::number(descriptor);
    const ssize_t size = ::readlink(link.constData(), path, sizeof path);
    return baseName(QByteArray(path, qMax<ssize_t>(size, 0)));
}

class NotingSuperblocks : public Superblocks
{
public:
    explicit NotingSuperblocks(Kernel &kernel)
        : m_kernel(kernel)
    {}

    int flush(int descriptor) override
    {
        m_kernel.enter("flush " + nameOf(descriptor));
        return 0;
    }

    int freeze(int descriptor) override
    {
        const QByteArray name = nameOf(descriptor);
        const auto lock = m_kernel.enter("freeze " + name);
        if (const int error = m_kernel.freezeErrors.value(name))
            return error;
        if (m_kernel.freezes[name] > 0)
            return EBUSY;
        m_kernel.freezes[name] = 1;
        return 0;
    }

    // Noted only where it thaws something.
    int thaw(int descriptor) override
    {
        const QByteArray name = nameOf(descriptor);
        {
            const std::lock_guard lock(m_kernel.mutex);
            if (const int error = m_kernel.thawErrors.value(name))
                return error;
            if (m_kernel.freezes[name] == 0)
                return EINVAL;
        }
        const auto lock = m_kernel.enter("thaw " + name);
        --m_kernel.freezes[name];
        return 0;
    }

    int trim(int descriptor, quint64 &minimum, quint64 &trimmed) override
    {
        const QByteArray name = nameOf(descriptor);
        const auto lock = m_kernel.enter("trim " + name);
        if (const int error = m_kernel.freezeErrors.value(name))
            return error;
        minimum = qMax<quint64>(minimum, 4096);
        trimmed = 65536;
        return 0;
    }

private:
    Kernel &m_kernel;
};

struct FakeMounts : MountTable
{
    QList<Mount> mounts;
    bool unreadable = false;

    Result<QList<Mount>> read() const override
    {
        if (unreadable)
            return fail(QStringLiteral("no mount table"));
        return mounts;
    }
};

// What the fake guards were told; outlives the freezer.
struct Watch
{
    std::mutex mutex;
    QList<QByteArray> events; // Guarded by `mutex`, once calls hang.
    std::optional<FreezeEnd> end;
    std::function<void()> notify;
    bool refuses = false;
};

class FakeGuard : public FreezeGuard
{
public:
    FakeGuard(Watch &watch, Kernel &kernel)
        : m_watch(watch)
        , m_kernel(kernel)
    {}
    void arm(std::chrono::milliseconds timeout) override
    {
        m_kernel.note("arm " + QByteArray::number(qint64(timeout.count())));
    }
    void release() override
    {
        const std::lock_guard lock(m_watch.mutex);
        m_watch.events.append("released");
    }
    std::optional<FreezeEnd> end() const override { return m_watch.end; }

private:
    Watch &m_watch;
    Kernel &m_kernel;
};

class FakeGuards : public FreezeGuards
{
public:
    FakeGuards(Watch &watch, Kernel &kernel)
        : m_watch(watch)
        , m_kernel(kernel)
    {}
    Result<std::unique_ptr<FreezeGuard>> post(const FrozenSet &candidates,
                                              std::function<void()> notify) override
    {
        if (m_watch.refuses)
            return fail(QStringLiteral("no guardian"));
        m_watch.events.append("holds " + QByteArray::number(candidates.fileSystems.size()));
        m_watch.notify = std::move(notify);
        return std::make_unique<FakeGuard>(m_watch, m_kernel);
    }

private:
    Watch &m_watch;
    Kernel &m_kernel;
};

// Three file systems, a, b and c, mounted in this order.
class FreezerFixture
{
public:
    FreezerFixture();

    // An ordinary directory, which has the identity of the mount that it lies on.
    void addMount(const QString &name, DeviceNumber device, bool readOnly = false);

    // The kernel knows no loop device of that name, so that the path of the backing file decides.
    void addLoop(const QString &name, const QString &holder, bool readOnly = false);

    std::unique_ptr<LinuxFreezer> freezer(const FreezeExclusions &exclusions = {},
                                          FreezePatience patience = {});
    QByteArray path(const QString &name) const
    {
        return QFile::encodeName(directory.filePath(name));
    }
    QList<QByteArray> eventsOfGuards()
    {
        const std::lock_guard lock(watch.mutex);
        return watch.events;
    }

    QTemporaryDir directory;
    SysfsBuilder sysfs;
    Kernel kernel;
    std::shared_ptr<FakeMounts> mounts = std::make_shared<FakeMounts>();
    Watch watch;
};

inline FreezerFixture::FreezerFixture()
{
    addMount(QStringLiteral("a"), {8, 1});
    addMount(QStringLiteral("b"), {8, 2});
    addMount(QStringLiteral("c"), {8, 3});
}

inline void FreezerFixture::addMount(const QString &name, DeviceNumber device, bool readOnly)
{
    QDir(directory.path()).mkpath(name);
    struct statx status = {};
    ::statx(AT_FDCWD, path(name).constData(), 0, STATX_MNT_ID, &status);
    mounts->mounts.append({.id = int(status.stx_mnt_id),
                           .device = device,
                           .directory = path(name),
                           .accessPath = path(name),
                           .type = "ext4",
                           .source = "/dev/" + name.toLatin1(),
                           .readOnly = readOnly});
}

inline void FreezerFixture::addLoop(const QString &name, const QString &holder, bool readOnly)
{
    const DeviceNumber device{7, unsigned(mounts->mounts.size())};
    addMount(name, device, readOnly);
    const QString loop = QStringLiteral("fake") + name;
    sysfs.blockDevice(loop, device.text());
    sysfs.file(QStringLiteral("devices/virtual/block/%1/loop/backing_file").arg(loop),
               path(holder) + "/image\n");
}

inline std::unique_ptr<LinuxFreezer> FreezerFixture::freezer(const FreezeExclusions &exclusions,
                                                             FreezePatience patience)
{
    return std::make_unique<LinuxFreezer>(
        mounts, SysfsTree(sysfs.root()), exclusions, std::make_shared<NotingSuperblocks>(kernel),
        std::make_unique<FakeGuards>(watch, kernel), std::chrono::milliseconds(5), patience);
}

} // namespace ga
