// SPDX-License-Identifier: Apache-2.0
// Real files, fifos, terminals and devices, opened, read and written as the host does.
#include "platform/linux/files/posix_files.h"

#include "platform/linux/descriptor.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <limits>

using namespace ga;

namespace {

template <typename T>
QString errorOf(const Result<T> &result)
{
    return result ? QString() : result.error().description;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("can't be read");
}

void setContents(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

// While it lives, this process can't make a file longer than `bytes`: writing stops there, as on a
// full disk, with EFBIG.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileSizeLimit)

private:
    rlimit m_before{};
};

} // namespace

class PosixFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void modesAreThoseOfFopen_data();
    void modesAreThoseOfFopen();
    void everyOtherModeIsRefused_data();
    void everyOtherModeIsRefused();
    void missingFileIsNamedWithItsMode();
    void newFileHasWhatTheUmaskLeaves();
    void existingFileKeepsItsPermissions();
    void danglingLinkIsWrittenThrough();
    void relativePathStartsAtTheWorkingDirectory();
    void descriptorIsNotInherited();
    void terminalDoesNotBecomeTheControllingOne();

    void endIsReportedWithTheBytesBeforeIt();
    void exactReadDoesNotMeetTheEnd();
    void fileThatGrewIsReadOn();
    void emptyReadTouchesNothing();
    void readAsksForNoMoreMemoryThanTheFileHas();
    void fileOfUnknownSizeIsReadWhole();
    void largeFileIsReadInOneChunk();
    void fileOfTheLargestSizeIsRead();
    void deviceIsReadUpToTheCount();
    void directoryOpensButCantBeRead();
    void fifoWithoutWriterIsAtItsEnd();
    void fifoWithoutDataIsUnavailable();
    void fifoGivesWhatItHas();
    void terminalWithoutDataIsUnavailable();
    void writeOnlyFileCantBeRead();

    void readOnlyFileCantBeWritten();
    void updateReadsAndWritesAtOnePosition();
    void appendingWritesAtTheEnd();
    void fullDeviceIsReportedByTheWrite();
    void shortWriteIsCountedAndReportedByFlush();
    void shortWriteIsReportedByClose();
    void wholeWriteAfterAShortOneClearsIt();
    void fullFifoTakesWhatFits();
    void fifoWithoutReaderIsBrokenPipe();

    void seekFromEachOrigin();
    void seekBeforeTheStartIsRefused();
    void fifoCantBeSought();
    void seekBeyondTheEndLeavesAHole();

private:
    QString path(const char *name) const { return m_directory->filePath(QLatin1StringView(name)); }
    std::unique_ptr<GuestFile> open(const char *name, const char *mode)
    {
        return openPath(path(name), mode);
    }
    std::unique_ptr<GuestFile> openPath(const QString &path, const char *mode)
    {
        auto file = m_files.open(path, QLatin1StringView(mode));
        if (!file)
            qFatal("%s", qPrintable(file.error().description));
        return *std::move(file);
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    PosixFiles m_files;
};

void PosixFilesTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

void PosixFilesTest::modesAreThoseOfFopen_data()
{
    QTest::addColumn<QStringList>("modes");
    QTest::addColumn<int>("flags");
    const auto row = [](const char *modes, int flags) {
        QTest::newRow(modes) << QString::fromLatin1(modes).split(u' ') << flags;
    };
    row("r rb", O_RDONLY);
    row("w wb", O_WRONLY | O_CREAT | O_TRUNC);
    row("a ab", O_WRONLY | O_CREAT | O_APPEND);
    row("r+ rb+ r+b", O_RDWR);
    row("w+ wb+ w+b", O_RDWR | O_CREAT | O_TRUNC);
    row("a+ ab+ a+b", O_RDWR | O_CREAT | O_APPEND);
}

void PosixFilesTest::modesAreThoseOfFopen()
{
    QFETCH(QStringList, modes);
    QFETCH(int, flags);
    for (const QString &mode : modes)
        QCOMPARE(openFlags(mode), std::optional(flags));
}

void PosixFilesTest::everyOtherModeIsRefused_data()
{
    QTest::addColumn<QString>("mode");
    for (const char *mode :
         {"", "zz", "R", "r ", " r", "rw", "r++", "+r", "rbb", "rb+b", "x", "wx", "re", "%1", "rt"})
        QTest::newRow(mode) << QString::fromLatin1(mode);
    QTest::newRow("NUL behind it") << QString(QChar(u'r')) + QChar(0);
}

void PosixFilesTest::everyOtherModeIsRefused()
{
    QFETCH(QString, mode);
    QCOMPARE(errorOf(m_files.open(QStringLiteral("/dev/null"), mode)),
             QStringLiteral("invalid file open mode '") + mode + u'\'');
}

void PosixFilesTest::missingFileIsNamedWithItsMode()
{
    QCOMPARE(errorOf(m_files.open(QStringLiteral("/nonexistent/%2"), QStringLiteral("w"))),
             QStringLiteral(
                 "failed to open file '/nonexistent/%2' (mode: 'w'): No such file or directory"));
    QCOMPARE(errorOf(m_files.open(QString(), QStringLiteral("r"))),
             QStringLiteral("failed to open file '' (mode: 'r'): No such file or directory"));
    QCOMPARE(errorOf(m_files.open(m_directory->path(), QStringLiteral("w"))),
             QStringLiteral("failed to open file '%1' (mode: 'w'): Is a directory")
                 .arg(m_directory->path()));
}

void PosixFilesTest::newFileHasWhatTheUmaskLeaves()
{
    const mode_t before = ::umask(027);
    open("new", "w");
    ::umask(before);
    struct stat status = {};
    ::stat(path("new").toUtf8().constData(), &status);
    QCOMPARE(status.st_mode & 07777, 0640u);
}

void PosixFilesTest::existingFileKeepsItsPermissions()
{
    setContents(path("old"), "x");
    ::chmod(path("old").toUtf8().constData(), 0600);
    open("old", "w");
    struct stat status = {};
    ::stat(path("old").toUtf8().constData(), &status);
    QCOMPARE(status.st_mode & 07777, 0600u);
    QCOMPARE(status.st_size, 0);
}

void PosixFilesTest::danglingLinkIsWrittenThrough()
{
    QVERIFY(QFile::link(path("target"), path("link")));
    QCOMPARE(*open("link", "w")->write("x"), 1);
    QCOMPARE(contents(path("target")), QByteArray("x"));
}

void PosixFilesTest::relativePathStartsAtTheWorkingDirectory()
{
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_directory->path()));
    openPath(QStringLiteral("relative"), "w");
    QDir::setCurrent(before);
    QVERIFY(QFile::exists(path("relative")));
}

void PosixFilesTest::descriptorIsNotInherited()
{
    const Descriptor next(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    const int expected = ::dup(next.number()); // The number that the file is going to have.
    ::close(expected);
    const auto file = openPath(QStringLiteral("/dev/null"), "r");
    QCOMPARE(::fcntl(expected, F_GETFD), FD_CLOEXEC);
    QVERIFY(::fcntl(expected, F_GETFL) & O_NONBLOCK);
}

// This test's process needn't lead a session: the flag is looked for in the source of truth, the
// kernel's record of the descriptor, where O_NOCTTY isn't kept; so a session leader tries.
void PosixFilesTest::terminalDoesNotBecomeTheControllingOne()
{
    const Descriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    QVERIFY(::grantpt(master.number()) == 0 && ::unlockpt(master.number()) == 0);
    const QString terminal = QString::fromLocal8Bit(::ptsname(master.number()));
    const pid_t child = ::fork();
    if (child == 0) {
        ::setsid();
        const auto file = openPath(terminal, "r+");
        ::_exit(::open("/dev/tty", O_RDONLY) >= 0 ? 1 : 0);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    QCOMPARE(status, 0);
}

void PosixFilesTest::endIsReportedWithTheBytesBeforeIt()
{
    setContents(path("file"), "hello");
    const auto file = open("file", "r");
    auto chunk = *file->read(4);
    QCOMPARE(chunk.bytes, QByteArray("hell"));
    QVERIFY(!chunk.eof);
    chunk = *file->read(4);
    QCOMPARE(chunk.bytes, QByteArray("o"));
    QVERIFY(chunk.eof);
    chunk = *file->read(4);
    QCOMPARE(chunk.bytes, QByteArray());
    QVERIFY(chunk.eof);
}

void PosixFilesTest::exactReadDoesNotMeetTheEnd()
{
    setContents(path("file"), "hello");
    const auto file = open("file", "r");
    QVERIFY(!file->read(5)->eof);
    QVERIFY(file->read(5)->eof);
}

void PosixFilesTest::fileThatGrewIsReadOn()
{
    setContents(path("log"), "one");
    const auto file = open("log", "r");
    QVERIFY(file->read(100)->eof);
    open("log", "a")->write("two").value();
    const auto chunk = *file->read(100);
    QCOMPARE(chunk.bytes, QByteArray("two"));
    QVERIFY(chunk.eof);
}

void PosixFilesTest::emptyReadTouchesNothing()
{
    setContents(path("file"), "");
    const auto chunk = *open("file", "r")->read(0);
    QVERIFY(chunk.bytes.isEmpty());
    QVERIFY(!chunk.eof);
}

void PosixFilesTest::readAsksForNoMoreMemoryThanTheFileHas()
{
    setContents(path("file"), QByteArray(1000, 'x'));
    const auto file = open("file", "r");
    QCOMPARE(file->seek(400, Whence::Set).value(), 400);
    const auto chunk = *file->read(48 * 1024 * 1024);
    QCOMPARE(chunk.bytes.size(), 600);
    QVERIFY(chunk.bytes.capacity() < 2000);
}

void PosixFilesTest::fileOfUnknownSizeIsReadWhole()
{
    const auto chunk = *openPath(QStringLiteral("/proc/self/status"), "r")->read(1 << 20);
    QVERIFY(chunk.bytes.contains("VmRSS"));
    QVERIFY(chunk.eof);
}

void PosixFilesTest::largeFileIsReadInOneChunk()
{
    constexpr qint64 size = 48 * 1024 * 1024;
    const QByteArray bytes(size, 'x');
    setContents(path("large"), bytes);
    const auto file = open("large", "r");
    const auto chunk = *file->read(size);
    QCOMPARE(chunk.bytes.size(), size);
    QVERIFY(chunk.bytes == bytes);
    QVERIFY(!chunk.eof);
}

// One of memory, which any user may make: a disk's file system has no room for its size.
void PosixFilesTest::fileOfTheLargestSizeIsRead()
{
    const Descriptor memory(::memfd_create("qtga-test", MFD_CLOEXEC));
    QCOMPARE(::ftruncate(memory.number(), std::numeric_limits<off_t>::max()), 0);
    QCOMPARE(::pwrite(memory.number(), "hello", 5, 0), 5);
    const auto file = openPath(QStringLiteral("/proc/self/fd/%1").arg(memory.number()), "r");
    const auto chunk = *file->read(5);
    QCOMPARE(chunk.bytes, "hello");
    QVERIFY(!chunk.eof);
}

void PosixFilesTest::deviceIsReadUpToTheCount()
{
    const auto chunk = *openPath(QStringLiteral("/dev/zero"), "r")->read(3'000'001);
    QCOMPARE(chunk.bytes.size(), 3'000'001);
    QVERIFY(!chunk.eof);
}

void PosixFilesTest::directoryOpensButCantBeRead()
{
    const auto file = openPath(m_directory->path(), "r");
    QCOMPARE(errorOf(file->read(10)), QStringLiteral("failed to read file: Is a directory"));
    QVERIFY(file->close());
}

void PosixFilesTest::fifoWithoutWriterIsAtItsEnd()
{
    QCOMPARE(::mkfifo(path("fifo").toUtf8().constData(), 0600), 0);
    QVERIFY(open("fifo", "r")->read(10)->eof);
    QCOMPARE(errorOf(m_files.open(path("fifo"), QStringLiteral("w"))),
             QStringLiteral("failed to open file '%1' (mode: 'w'): No such device or address")
                 .arg(path("fifo")));
}

void PosixFilesTest::fifoWithoutDataIsUnavailable()
{
    QCOMPARE(::mkfifo(path("fifo").toUtf8().constData(), 0600), 0);
    QCOMPARE(errorOf(open("fifo", "r+")->read(10)),
             QStringLiteral("failed to read file: Resource temporarily unavailable"));
}

// QEMU's agent loses these bytes: its stdio reports the error that follows them.
void PosixFilesTest::fifoGivesWhatItHas()
{
    QCOMPARE(::mkfifo(path("fifo").toUtf8().constData(), 0600), 0);
    const auto file = open("fifo", "r+");
    QCOMPARE(*file->write("abc"), 3);
    const auto chunk = *file->read(10);
    QCOMPARE(chunk.bytes, QByteArray("abc"));
    QVERIFY(!chunk.eof);
}

void PosixFilesTest::terminalWithoutDataIsUnavailable()
{
    const Descriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    QVERIFY(::grantpt(master.number()) == 0 && ::unlockpt(master.number()) == 0);
    const auto terminal = openPath(QString::fromLocal8Bit(::ptsname(master.number())), "r+");
    QCOMPARE(errorOf(terminal->read(10)),
             QStringLiteral("failed to read file: Resource temporarily unavailable"));
    QCOMPARE(::write(master.number(), "line\n", 5), 5);
    QCOMPARE(terminal->read(10)->bytes, QByteArray("line\n"));
}

void PosixFilesTest::writeOnlyFileCantBeRead()
{
    QCOMPARE(errorOf(open("file", "w")->read(1)),
             QStringLiteral("failed to read file: Bad file descriptor"));
}

void PosixFilesTest::readOnlyFileCantBeWritten()
{
    setContents(path("file"), "x");
    QCOMPARE(errorOf(open("file", "r")->write("y")),
             QStringLiteral("failed to write to file: Bad file descriptor"));
}

void PosixFilesTest::updateReadsAndWritesAtOnePosition()
{
    setContents(path("file"), "hello");
    const auto file = open("file", "r+");
    QCOMPARE(file->read(2)->bytes, QByteArray("he"));
    QCOMPARE(*file->write("LL"), 2);
    QCOMPARE(file->read(9)->bytes, QByteArray("o"));
    QCOMPARE(contents(path("file")), QByteArray("heLLo"));
}

void PosixFilesTest::appendingWritesAtTheEnd()
{
    setContents(path("file"), "hello");
    const auto file = open("file", "a+");
    QCOMPARE(*file->seek(0, Whence::Current), 0);
    QCOMPARE(file->read(2)->bytes, QByteArray("he"));
    QCOMPARE(*file->write("!"), 1);
    QCOMPARE(*file->seek(0, Whence::Current), 6);
    QCOMPARE(contents(path("file")), QByteArray("hello!"));
}

void PosixFilesTest::fullDeviceIsReportedByTheWrite()
{
    const auto file = openPath(QStringLiteral("/dev/full"), "w");
    QCOMPARE(errorOf(file->write("x")),
             QStringLiteral("failed to write to file: No space left on device"));
    QCOMPARE(*file->write(""), 0);
    QVERIFY(file->flush());
    QVERIFY(file->close());
}

void PosixFilesTest::shortWriteIsCountedAndReportedByFlush()
{
    const auto file = open("file", "w");
    {
        const FileSizeLimit limit(1000);
        QCOMPARE(*file->write(QByteArray(1500, 'x')), 1000);
    }
    QCOMPARE(errorOf(file->flush()), QStringLiteral("failed to flush file: File too large"));
    QVERIFY(file->flush());
    QVERIFY(file->close());
}

void PosixFilesTest::shortWriteIsReportedByClose()
{
    const auto file = open("file", "w");
    {
        const FileSizeLimit limit(1000);
        QCOMPARE(*file->write(QByteArray(1500, 'x')), 1000);
    }
    QCOMPARE(errorOf(file->close()), QStringLiteral("failed to close handle: File too large"));
}

void PosixFilesTest::wholeWriteAfterAShortOneClearsIt()
{
    const auto file = open("file", "w");
    {
        const FileSizeLimit limit(1000);
        QCOMPARE(*file->write(QByteArray(1500, 'x')), 1000);
    }
    QCOMPARE(*file->write(QByteArray(500, 'y')), 500);
    QVERIFY(file->flush());
    QVERIFY(file->close());
}

void PosixFilesTest::fullFifoTakesWhatFits()
{
    QCOMPARE(::mkfifo(path("fifo").toUtf8().constData(), 0600), 0);
    const auto file = open("fifo", "r+");
    const qint64 written = *file->write(QByteArray(1 << 20, 'x'));
    QVERIFY(written > 0 && written < 1 << 20);
    QCOMPARE(errorOf(file->write("y")),
             QStringLiteral("failed to write to file: Resource temporarily unavailable"));
    QCOMPARE(file->read(1 << 20)->bytes.size(), written);
}

void PosixFilesTest::fifoWithoutReaderIsBrokenPipe()
{
    ::signal(SIGPIPE, SIG_IGN); // As in the agent.
    QCOMPARE(::mkfifo(path("fifo").toUtf8().constData(), 0600), 0);
    auto reader = open("fifo", "r");
    const auto file = open("fifo", "w");
    reader.reset();
    QCOMPARE(errorOf(file->write("x")), QStringLiteral("failed to write to file: Broken pipe"));
}

void PosixFilesTest::seekFromEachOrigin()
{
    setContents(path("file"), "hello");
    const auto file = open("file", "r");
    QCOMPARE(*file->seek(1, Whence::Set), 1);
    QCOMPARE(*file->seek(2, Whence::Current), 3);
    QCOMPARE(*file->seek(-1, Whence::End), 4);
    QCOMPARE(file->read(9)->bytes, QByteArray("o"));
}

void PosixFilesTest::seekBeforeTheStartIsRefused()
{
    setContents(path("file"), "hello");
    const auto file = open("file", "r");
    QCOMPARE(*file->seek(2, Whence::Set), 2);
    for (const qint64 offset : {qint64(-100), std::numeric_limits<qint64>::min()})
        QCOMPARE(errorOf(file->seek(offset, Whence::Set)),
                 QStringLiteral("failed to seek file: Invalid argument"));
    QCOMPARE(*file->seek(0, Whence::Current), 2);
}

void PosixFilesTest::fifoCantBeSought()
{
    QCOMPARE(::mkfifo(path("fifo").toUtf8().constData(), 0600), 0);
    QCOMPARE(errorOf(open("fifo", "r+")->seek(0, Whence::Set)),
             QStringLiteral("failed to seek file: Illegal seek"));
}

void PosixFilesTest::seekBeyondTheEndLeavesAHole()
{
    const auto file = open("file", "w+");
    QCOMPARE(*file->seek(3, Whence::Set), 3);
    QVERIFY(file->read(1)->eof);
    QCOMPARE(*file->write("x"), 1);
    QCOMPARE(contents(path("file")), QByteArray("\0\0\0x", 4));
}

QTEST_GUILESS_MAIN(PosixFilesTest)
#include "posix_files_test.moc"
