// SPDX-License-Identifier: Apache-2.0
// The path of a configuration becomes a name that Windows opens.
#include "platform/windows/channel/channel_names.h"

#include <QTest>

class ChannelNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bareNamesAreDevices()
    {
        QCOMPARE(ga::devicePath(QStringLiteral("COM1")), QStringLiteral("\\\\.\\COM1"));
        QCOMPARE(ga::devicePath(QStringLiteral("COM12")), QStringLiteral("\\\\.\\COM12"));
    }

    void fullNamesStayAsTheyAre()
    {
        for (const char *name : {"\\\\.\\COM3", "\\\\.\\Global\\org.qemu.guest_agent.0",
                                 "\\\\.\\pipe\\x", "C:\\a", "C:/a", ""})
            QCOMPARE(ga::devicePath(QString::fromLatin1(name)), QString::fromLatin1(name));
    }

    void pipesHaveOneName()
    {
        const QString name = QStringLiteral("\\\\.\\pipe\\qtga");
        QCOMPARE(ga::pipePath(name).value(), name);
        QCOMPARE(ga::pipePath(QStringLiteral("//./pipe/qtga")).value(), name);
        QCOMPARE(ga::pipePath(QStringLiteral("\\\\.\\PIPE\\qtga")).value(),
                 QStringLiteral("\\\\.\\PIPE\\qtga"));
    }

    void whatIsNoPipeIsRefused()
    {
        for (const QString &name :
             {QStringLiteral("C:\\run\\qtga.sock"), QStringLiteral("\\\\.\\pipe\\"),
              QStringLiteral("\\\\.\\pipe\\a\\b"), QStringLiteral("\\\\server\\pipe\\a"), QString(),
              QStringLiteral("\\\\.\\pipe\\") + QString(248, u'x')}) {
            const auto path = ga::pipePath(name);
            QVERIFY2(!path, qPrintable(name));
            QCOMPARE(path.error().description,
                     QStringLiteral("error parsing address '%1'").arg(name));
        }
    }
};

QTEST_APPLESS_MAIN(ChannelNamesTest)
#include "channel_names_test.moc"
