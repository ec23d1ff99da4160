// SPDX-License-Identifier: Apache-2.0
// Socket activation: a real process that is handed a descriptor 3, as sd_listen_fds(3) describes.
#include "channel_fixtures.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <linux/vm_sockets.h>

using namespace ga;

namespace {

enum class Whose { Own, Other };

struct Environment
{
    QByteArray count = "1";
    Whose pid = Whose::Own;
};

// Between fork and exec: the variables and descriptor 3, as the service manager sets them.
void prepare(int socket, const Environment &environment)
{
    const pid_t pid = environment.pid == Whose::Own ? ::getpid() : ::getppid();
    ::setenv("LISTEN_PID", QByteArray::number(pid).constData(), 1);
    ::setenv("LISTEN_FDS", environment.count.constData(), 1);
    ::dup2(socket, 3);
}

void startProbe(QProcess &probe, const Descriptor &socket, const Environment &environment = {})
{
    const int number = socket.number();
    probe.setChildProcessModifier([number, environment] { prepare(number, environment); });
    probe.start(QStringLiteral(ACTIVATED_PROBE), {});
}

QByteArray outputOfProbe(const Descriptor &socket, const Environment &environment = {})
{
    QProcess probe;
    startProbe(probe, socket, environment);
    probe.waitForFinished();
    return probe.readAllStandardOutput().trimmed();
}

Descriptor listeningSocket(const QString &path)
{
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(name.cbegin(), name.cend(), address.sun_path);
    ::bind(socket.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
    ::listen(socket.number(), 1);
    return socket;
}

} // namespace

class SocketActivationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theInheritedSocketIsServedAndLeftInPlace()
    {
        const QTemporaryDir directory;
        const QString path = directory.filePath(QStringLiteral("socket"));
        const Descriptor socket = listeningSocket(path);
        QProcess probe;
        startProbe(probe, socket);
        QVERIFY(probe.waitForReadyRead());
        QCOMPARE(probe.readAllStandardOutput(), "unix " + path.toLocal8Bit() + " cloexec unset\n");

        Descriptor host = connectTo(path);
        QVERIFY(writeAll(host, "hello"));
        QByteArray back;
        QTRY_COMPARE(gather(back, host), "hello");
        host.reset();
        QVERIFY(probe.waitForFinished());
        QVERIFY(QFile::exists(path)); // It is the service manager's.
    }

    void variablesForAnotherProcessAreIgnored()
    {
        const QTemporaryDir directory;
        const Descriptor socket = listeningSocket(directory.filePath(QStringLiteral("socket")));
        QCOMPARE(outputOfProbe(socket, {.pid = Whose::Other}), "nothing");
        QCOMPARE(outputOfProbe(socket, {.count = "0"}), "nothing");
        QCOMPARE(outputOfProbe(socket, {.count = "many"}), "nothing");
    }

    void onlyOneSocketIsServed()
    {
        const QTemporaryDir directory;
        const Descriptor socket = listeningSocket(directory.filePath(QStringLiteral("socket")));
        QCOMPARE(outputOfProbe(socket, {.count = "2"}),
                 "qtga only supports listening on one socket");
    }

    void otherFamiliesAreRefused()
    {
        const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        QCOMPARE(outputOfProbe(socket), "unsupported type of inherited socket: family 2");
    }

    void whatIsNoSocketIsRefused()
    {
        const Descriptor file(::open("/dev/null", O_RDWR | O_CLOEXEC));
        QCOMPARE(outputOfProbe(file), "the inherited descriptor 3: Socket operation on non-socket");
    }

    void aSocketThatDoesNotListenIsRefused()
    {
        const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        QCOMPARE(outputOfProbe(socket), "the inherited socket does not listen");
    }

    void aVsockSocketIsRecognised()
    {
        const Descriptor socket(::socket(AF_VSOCK, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_vm address{};
        address.svm_family = AF_VSOCK;
        address.svm_cid = VMADDR_CID_ANY;
        address.svm_port = 0x20000u + quint32(::getpid());
        if (::bind(socket.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address) !=
            0)
            QSKIP("this kernel has no vsock to listen on");
        ::listen(socket.number(), 1);
        QProcess probe;
        startProbe(probe, socket);
        QVERIFY(probe.waitForReadyRead());
        QCOMPARE(probe.readAllStandardOutput(),
                 "vsock 4294967295:" + QByteArray::number(address.svm_port) + " cloexec unset\n");
        probe.kill();
        QVERIFY(probe.waitForFinished());
    }
};

QTEST_GUILESS_MAIN(SocketActivationTest)
#include "socket_activation_test.moc"
