// SPDX-License-Identifier: Apache-2.0
// Programs of Windows' own, run to their end: what they print and return, and what they don't get.
#include "platform/windows/helper/helper.h"

#include <QElapsedTimer>
#include <QTest>

#include <windows.h>

#include <thread>

using namespace ga;
using namespace std::chrono_literals;

namespace {

constexpr auto longEnough = 120s; // Never reached unless something hangs.

Result<HelperOutcome> shell(const QString &words)
{
    return runHelper(QStringLiteral("cmd.exe"),
                     QStringList(QStringLiteral("/c")) + words.split(u' '), longEnough);
}

Result<HelperOutcome> waiting(std::chrono::milliseconds patience)
{
    return runHelper(QStringLiteral("ping.exe"), QStringLiteral("-n 100 127.0.0.1").split(u' '),
                     patience);
}

} // namespace

class HelperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outputAndExitCodeAreTold()
    {
        const auto outcome = shell(QStringLiteral("echo one"));
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().description));
        QCOMPARE(outcome->output.trimmed(), QByteArray("one"));
        QCOMPARE(outcome->exitCode, 0U);
        QCOMPARE(shell(QStringLiteral("exit 3"))->exitCode, 3U);
    }

    void outputMayBeLong()
    {
        const auto outcome = shell(QStringLiteral("for /L %i in (1,1,3000) do @echo a_line_%i"));
        QVERIFY(outcome);
        QVERIFY(outcome->output.startsWith("a_line_1\r\n"));
        QVERIFY(outcome->output.endsWith("a_line_3000\r\n"));
    }

    void missingProgramIsAFailure()
    {
        const auto outcome = runHelper(QStringLiteral("nothing.exe"), {}, longEnough);
        QVERIFY(!outcome);
        QVERIFY2(
            outcome.error().description.startsWith(QStringLiteral("failed to run nothing.exe: ")),
            qPrintable(outcome.error().description));
    }

    void programThatTakesTooLongIsEnded()
    {
        QElapsedTimer timer;
        timer.start();
        const auto outcome = waiting(500ms);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().description, QStringLiteral("ping.exe did not end in time"));
        QVERIFY(timer.elapsed() < 60000);
    }

    // A pipe's reader meets its end although a helper runs that was started while it was open.
    void nothingIsInherited()
    {
        SECURITY_ATTRIBUTES inheritable{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
        HANDLE readEnd = nullptr;
        HANDLE writeEnd = nullptr;
        QVERIFY(::CreatePipe(&readEnd, &writeEnd, &inheritable, 0));
        std::thread helper([] { static_cast<void>(waiting(5s)); });
        std::this_thread::sleep_for(2s); // It has been started by then.
        ::CloseHandle(writeEnd);
        QElapsedTimer timer;
        timer.start();
        char byte = 0;
        DWORD count = 0;
        const BOOL isRead = ::ReadFile(readEnd, &byte, 1, &count, nullptr);
        const DWORD error = ::GetLastError();
        const qint64 waited = timer.elapsed();
        helper.join();
        ::CloseHandle(readEnd);
        QVERIFY(!isRead);
        QCOMPARE(error, DWORD(ERROR_BROKEN_PIPE));
        QVERIFY2(waited < 1500, qPrintable(QString::number(waited)));
    }
};

QTEST_GUILESS_MAIN(HelperTest)
#include "helper_test.moc"
