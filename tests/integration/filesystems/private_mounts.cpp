// SPDX-License-Identifier: Apache-2.0
// Images are sparse files on a tmpfs, mounted by loop devices that go with their mounts.
#include "private_mounts.h"

#include "platform/linux/mounts/mount_access.h"
#include "platform/linux/system/text_file.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>

namespace ga {

namespace {

constexpr unsigned loopMajor = 7;

// Only what lies below a directory, and only loop devices.
class TableBelow : public MountTable
{
public:
    explicit TableBelow(const QString &directory)
        : m_prefix(QFile::encodeName(directory) + '/')
    {}

    Result<QList<Mount>> read() const override
    {
        auto mounts = SystemMountTable().read();
        if (!mounts)
            return mounts;
        mounts->removeIf([&](const Mount &mount) { return !mount.directory.startsWith(m_prefix); });
        for (const LocalFileSystem &fileSystem : localFileSystems(*mounts)) {
            if (fileSystem.device.major != loopMajor)
                qFatal("%s is not the test's own", fileSystem.directory.constData());
        }
        return mounts;
    }

private:
    QByteArray m_prefix;
};

void thaw(const LocalFileSystem &fileSystem)
{
    const auto directory = openFileSystem(fileSystem, O_RDONLY);
    if (directory)
        ::ioctl(directory->number(), FITHAW, 0);
}

} // namespace

PrivateMounts::PrivateMounts()
    : m_directory(qEnvironmentVariable("QTGA_TEST_MOUNTS"))
{
    if (m_directory.isEmpty() ||
        !succeeds(QStringLiteral("mountpoint"), {QStringLiteral("-q"), m_directory}))
        qFatal("run this by run_in_private_mounts.sh");
}

PrivateMounts::~PrivateMounts()
{
    const auto mounts = table()->read().value_or(QList<Mount>());
    for (const LocalFileSystem &fileSystem : localFileSystems(mounts))
        thaw(fileSystem);
    for (auto mount = mounts.rbegin(); mount != mounts.rend(); ++mount)
        succeeds(QStringLiteral("umount"),
                 {QStringLiteral("--lazy"), QFile::decodeName(mount->directory)});
    QDir directory(m_directory);
    for (const QString &name : directory.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QDir(directory.filePath(name)).removeRecursively();
    for (const QString &name : directory.entryList({QStringLiteral("*.image")}))
        directory.remove(name);
}

QString PrivateMounts::makeDirectory(const QString &name) const
{
    QDir(m_directory).mkpath(name);
    return path(name);
}

QString PrivateMounts::makeImage(const QString &name, const QString &type,
                                 const QString &holder) const
{
    // The least that mkfs.xfs takes; an image on another file system has to fit in there.
    const qint64 mebibytes = type == u"xfs" ? 320 : holder.isEmpty() ? 160 : 48;
    const QString image = (holder.isEmpty() ? m_directory : holder) + QLatin1Char('/') + name +
                          QStringLiteral(".image");
    QFile file(image);
    if (!file.open(QFile::WriteOnly) || !file.resize(mebibytes << 20))
        qFatal("can't make %s", qPrintable(image));
    run(QStringLiteral("mkfs.") + type, {QStringLiteral("-q"), image});
    return image;
}

QString PrivateMounts::mountImage(const QString &image, const QString &name,
                                  const QString &options) const
{
    const QString where = makeDirectory(name);
    run(QStringLiteral("mount"), {QStringLiteral("-o"), options, image, where});
    return where;
}

QString PrivateMounts::makeMounted(const QString &name, const QString &type,
                                   const QString &holder) const
{
    return mountImage(makeImage(name, type, holder), name);
}

std::shared_ptr<const MountTable> PrivateMounts::table() const
{
    return mountsBelow(m_directory);
}

std::shared_ptr<const MountTable> mountsBelow(const QString &directory)
{
    return std::make_shared<TableBelow>(directory);
}

bool succeeds(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit &&
           process.exitCode() == 0;
}

void run(const QString &program, const QStringList &arguments)
{
    if (!succeeds(program, arguments))
        qFatal("failed: %s %s", qPrintable(program), qPrintable(arguments.join(QLatin1Char(' '))));
}

Writer::Writer(const QString &directory)
{
    m_process.start(QStringLiteral("mktemp"), {directory + QStringLiteral("/written.XXXXXX")});
    m_process.waitForStarted();
}

Writer::~Writer()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool Writer::isBlocked() const
{
    const QByteArray path = "/proc/" + QByteArray::number(m_process.processId()) + "/stat";
    const QByteArray status = readTextFile(path).value_or(QByteArray());
    return status.mid(status.lastIndexOf(')') + 2).startsWith('D');
}

} // namespace ga
