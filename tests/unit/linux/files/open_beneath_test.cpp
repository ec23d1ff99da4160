// SPDX-License-Identifier: Apache-2.0
// Real links in a real directory: none leads out, not even one that comes while a file is opened.
#include "platform/linux/files/open_beneath.h"

#include "platform/linux/files/posix_files.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <thread>

using namespace ga;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("can't write %s", qPrintable(path));
}

} // namespace

// OUT/secret is outside of OUT/in, the directory that is allowed.
class OpenBeneathTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_directory;
    PosixFiles m_files;

    QString path(const char *name) const { return m_directory.filePath(QString::fromUtf8(name)); }

    // What is read: the contents, "refused", or the error.
    QByteArray read(const QString &file)
    {
        auto opened = m_files.openBeneath(file, QStringLiteral("r"), {path("in")});
        if (!opened)
            return opened.error().description.toUtf8();
        return *opened ? (*opened)->read(100)->bytes : QByteArray("refused");
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir(m_directory.path()).mkpath(QStringLiteral("in/sub")));
        write(path("secret"), "secret");
        write(path("in/plain"), "plain");
        write(path("in/sub/deep"), "deep");
        QVERIFY(QFile::link(QStringLiteral("sub/deep"), path("in/inside")));
        QVERIFY(QFile::link(QStringLiteral("../secret"), path("in/up")));
        QVERIFY(QFile::link(path("secret"), path("in/absolute")));
        QVERIFY(QFile::link(QStringLiteral(".."), path("in/folder")));
        QVERIFY(QFile::link(QStringLiteral("/proc/self/root"), path("in/magic")));
        QVERIFY(QFile::link(path("in/plain"), path("absolute-inside")));
    }

    void whatLiesBeneathIsOpened()
    {
        QCOMPARE(read(path("in/plain")), QByteArray("plain"));
        QCOMPARE(read(path("in/sub/../plain")), QByteArray("plain"));
        QCOMPARE(read(path("in//./sub/deep")), QByteArray("deep"));
        QCOMPARE(read(path("in/inside")), QByteArray("deep"));
        QVERIFY(read(path("in/missing")).contains("No such file or directory"));
    }

    void noLinkLeadsOut()
    {
        for (const char *name :
             {"in/up", "in/absolute", "in/folder/secret", "in/magic/etc/hostname", "secret",
              "in/../secret", "absolute-inside"})
            QVERIFY2(read(path(name)) == "refused", name);
    }

    void nothingIsMadeOutside()
    {
        QVERIFY(QFile::link(QStringLiteral("../made"), path("in/dangling")));
        for (const char *name : {"in/dangling", "in/folder/made", "in/absolute"}) {
            const auto opened = m_files.openBeneath(path(name), QStringLiteral("w"), {path("in")});
            QVERIFY2(opened && !*opened, name);
        }
        QVERIFY(!QFile::exists(path("made")));
        QFile secret(path("secret"));
        QVERIFY(secret.open(QIODevice::ReadOnly));
        QCOMPARE(secret.readAll(), QByteArray("secret"));
        QVERIFY(*m_files.openBeneath(path("in/new"), QStringLiteral("w"), {path("in")}));
        QVERIFY(QFile::exists(path("in/new")));
    }

    void theWalkOfOlderKernelsFollowsNoLinkAtAll()
    {
        const Descriptor base(::open(path("in").toUtf8().constData(), O_PATH | O_DIRECTORY));
        const auto walk = [&](const char *rest) {
            const Descriptor file = walkBeneath(base.number(), rest, O_RDONLY);
            return file.isValid() ? 0 : errno;
        };
        QCOMPARE(walk("plain"), 0);
        QCOMPARE(walk("sub/deep"), 0);
        QCOMPARE(walk("."), 0);
        QCOMPARE(walk("up"), EXDEV);
        QCOMPARE(walk("inside"), EXDEV);
        QCOMPARE(walk(".."), EXDEV);
        QCOMPARE(walk("sub/../plain"), EXDEV);
        QVERIFY(walk("folder/secret") != 0);
        QCOMPARE(walk("missing"), ENOENT);
    }

    // A name that is now a file and now a link: what is read is never the secret.
    void aLinkThatComesInBetweenLeadsNowhere()
    {
        QVERIFY(QFile::link(QStringLiteral("../secret"), path("in/link")));
        write(path("in/changing"), "plain");
        const QByteArray changing = path("in/changing").toUtf8();
        const QByteArray link = path("in/link").toUtf8();
        std::atomic<bool> ends = false;
        std::thread exchanger([&] {
            while (!ends)
                ::renameat2(AT_FDCWD, changing.constData(), AT_FDCWD, link.constData(),
                            RENAME_EXCHANGE);
        });
        int plain = 0;
        int refused = 0;
        int other = 0;
        for (int i = 0; i < 2000; ++i) {
            const QByteArray got = read(path("in/changing"));
            plain += got == "plain";
            refused += got == "refused";
            other += got != "plain" && got != "refused" &&
                     !got.contains("Resource temporarily unavailable");
        }
        ends = true;
        exchanger.join();
        QCOMPARE(other, 0);
        QVERIFY(plain + refused > 0);
    }
};

QTEST_GUILESS_MAIN(OpenBeneathTest)
#include "open_beneath_test.moc"
