// SPDX-License-Identifier: Apache-2.0
// qtga sandbox: it never takes what an allowed command needs, and takes the rest.
#include "cli/sandbox_text.h"
#include "commands/catalogue.h"
#include "platform/api/sandbox.h"

#include <QTest>

#include <algorithm>

using namespace ga;

namespace {

QStringList linesOf(const QByteArray &dropIn)
{
    QStringList lines = QString::fromUtf8(dropIn).split(u'\n');
    lines.removeIf([](const QString &line) { return line.isEmpty() || line.startsWith(u'#'); });
    return lines;
}

QStringList everything()
{
    QStringList names;
    for (const Command &row : catalogue())
        names += QString::fromLatin1(row.name);
    return names;
}

} // namespace

class SandboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereProgramsAreRunNothingIsTaken()
    {
        QCOMPARE(linesOf(sandboxDropIn(everything())), QStringList{QStringLiteral("[Service]")});
        QCOMPARE(linesOf(sandboxDropIn({QStringLiteral("hooks")})),
                 QStringList{QStringLiteral("[Service]")});
    }

    void whereNothingIsUsedAllIsTaken()
    {
        QCOMPARE(linesOf(sandboxDropIn({QStringLiteral("guest-ping")})).size(),
                 qsizetype(sandboxRules().size()) + 1);
    }

    void aFreezeKeepsTheMountsAsTheyAre()
    {
        const QByteArray dropIn = sandboxDropIn({QStringLiteral("guest-fsfreeze-freeze")});
        const QStringList lines = linesOf(dropIn);
        QVERIFY(lines.contains(QStringLiteral("RestrictRealtime=yes")));
        QVERIFY(lines.contains(QStringLiteral("CapabilityBoundingSet=~CAP_SYS_BOOT")));
        QVERIFY(!lines.contains(QStringLiteral("ProtectHome=yes")));
        QVERIFY2(dropIn.contains("# ProtectHome=yes would break guest-fsfreeze-freeze\n"), dropIn);
    }

    void itsCommandsAreInTheCatalogue()
    {
        const QStringList names = everything();
        for (const SandboxUser &user : sandboxUsers()) {
            QString name = QString::fromLatin1(user.name);
            if (name == u"hooks")
                continue;
            const bool isPattern = name.endsWith(u'*');
            if (isPattern)
                name.chop(1);
            QVERIFY2(std::any_of(names.begin(), names.end(),
                                 [&](const QString &command) {
                                     return isPattern ? command.startsWith(name) : command == name;
                                 }),
                     user.name);
        }
    }
};

QTEST_GUILESS_MAIN(SandboxTest)
#include "sandbox_test.moc"
