// SPDX-License-Identifier: Apache-2.0
// Trimming real file systems, on loop devices over sparse files.
#include "platform/linux/freeze/linux_trimmer.h"
#include "private_mounts.h"

#include <QTest>

#include <sys/stat.h>

using namespace ga;

class TrimRootTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_mounts = std::make_unique<PrivateMounts>(); }
    void cleanup() { m_mounts.reset(); }

    void trimmedImageShrinks_data();
    void trimmedImageShrinks();
    void readOnlyIsLeftAsItIs();
    void deviceWithoutDiscardTellsSo();

private:
    TrimReply trim() { return LinuxTrimmer(m_mounts->table()).trim(0).value_or(TrimReply()); }
    static qint64 bytesOnDisk(const QString &file);

    std::unique_ptr<PrivateMounts> m_mounts;
};

qint64 TrimRootTest::bytesOnDisk(const QString &file)
{
    struct stat status = {};
    return ::stat(qPrintable(file), &status) == 0 ? status.st_blocks * 512 : -1;
}

void TrimRootTest::trimmedImageShrinks_data()
{
    QTest::addColumn<QString>("type");
    for (const char *type : {"ext4", "xfs", "btrfs"})
        QTest::newRow(type) << QString::fromLatin1(type);
}

void TrimRootTest::trimmedImageShrinks()
{
    QFETCH(const QString, type);
    const QString image = m_mounts->makeImage(QStringLiteral("a"), type);
    const QString here = m_mounts->mountImage(image, QStringLiteral("a"));
    const QString file = here + QStringLiteral("/file");
    constexpr qint64 size = 16 << 20;
    run(QStringLiteral("dd"),
        {QStringLiteral("if=/dev/urandom"), QStringLiteral("of=") + file, QStringLiteral("bs=1M"),
         QStringLiteral("count=16"), QStringLiteral("conv=fsync")});
    const qint64 full = bytesOnDisk(image);
    QVERIFY(full >= size);
    QVERIFY(QFile::remove(file));
    run(QStringLiteral("sync"), {QStringLiteral("--file-system"), here});

    const TrimReply reply = trim();
    QCOMPARE(reply.paths.size(), 1);
    QCOMPARE(reply.paths[0].path, here);
    QCOMPARE(reply.paths[0].error, std::nullopt);
    QVERIFY(reply.paths[0].trimmed >= size);
    QVERIFY(reply.paths[0].minimum.has_value());
    // XFS takes a deleted file's blocks back in the background: until it has, they are not free to
    // be trimmed.
    const auto shrinks = [&] {
        trim();
        return bytesOnDisk(image) <= full - size / 2;
    };
    QTRY_VERIFY_WITH_TIMEOUT(shrinks(), 30000);
}

void TrimRootTest::readOnlyIsLeftAsItIs()
{
    const QString image = m_mounts->makeImage(QStringLiteral("a"), QStringLiteral("ext4"));
    m_mounts->mountImage(image, QStringLiteral("a"), QStringLiteral("loop,ro"));
    const qint64 before = bytesOnDisk(image);
    const TrimReply reply = trim();
    QCOMPARE(reply.paths.size(), 1);
    QCOMPARE(reply.paths[0].error, QStringLiteral("failed to trim: Read-only file system"));
    QCOMPARE(bytesOnDisk(image), before);
}

void TrimRootTest::deviceWithoutDiscardTellsSo()
{
    const QString holder = m_mounts->makeDirectory(QStringLiteral("ram"));
    run(QStringLiteral("mount"), {QStringLiteral("-t"), QStringLiteral("ramfs"),
                                  QStringLiteral("ramfs"), holder}); // Can't punch holes.
    m_mounts->makeMounted(QStringLiteral("a"), QStringLiteral("ext4"), holder);
    const TrimReply reply = trim();
    QCOMPARE(reply.paths.size(), 1);
    QCOMPARE(reply.paths[0].error, QStringLiteral("trim not supported"));
}

QTEST_GUILESS_MAIN(TrimRootTest)
#include "trim_root_test.moc"
