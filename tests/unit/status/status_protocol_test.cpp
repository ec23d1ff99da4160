// SPDX-License-Identifier: Apache-2.0
// The lines of the status protocol, the sample streams, and the document that lists every member.
#include "status/status_protocol.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace ga;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QByteArray> sampleLines(const QString &name)
{
    auto lines = contents(QStringLiteral(STATUS_SAMPLES "/") + name).split('\n');
    lines.removeLast(); // Behind the last line end.
    return lines;
}

QStringList samples()
{
    return QDir(QStringLiteral(STATUS_SAMPLES)).entryList({QStringLiteral("*.ndjson")});
}

QString typeText(const TypeDescription &type)
{
    using Kind = TypeDescription::Kind;
    switch (type.kind) {
    case Kind::Integer:
        return QStringLiteral("integer");
    case Kind::Boolean:
        return QStringLiteral("boolean");
    case Kind::String:
        return QStringLiteral("string");
    case Kind::Enum:
        return QStringLiteral("`%1`").arg(type.values.join(QStringLiteral("`, `")));
    case Kind::Array:
        return QStringLiteral("array");
    default:
        return QStringLiteral("object");
    }
}

// One line of a table in docs/status.md for each member, those of nested objects included.
void collectRows(const TypeDescription &type, QStringList &rows)
{
    for (const MemberDescription &member : type.members) {
        rows += QStringLiteral("| `%1` | %2 | %3 | %4 |")
                    .arg(member.name, typeText(*member.type),
                         member.optional ? QStringLiteral("optional") : QString(), member.summary);
        collectRows(member.type->element ? *member.type->element : *member.type, rows);
    }
}

} // namespace

class StatusProtocolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSamplesAreWhatTheEncoderWrites_data()
    {
        QTest::addColumn<QString>("name");
        QVERIFY(!samples().isEmpty());
        for (const QString &name : samples())
            QTest::newRow(qPrintable(name)) << name;
    }
    void theSamplesAreWhatTheEncoderWrites()
    {
        QFETCH(QString, name);
        const auto lines = sampleLines(name);
        QVERIFY(lines.size() > 2);
        for (const QByteArray &line : lines) {
            const auto message = decodeStatusLine(line);
            QVERIFY2(message, message ? "" : qPrintable(message.error().description));
            QCOMPARE(encodeStatusLine(*message), line + '\n');
            QVERIFY(line.size() < longestStatusLine);
        }
        QVERIFY(decodeStatusLine(lines.front())->hello);
    }

    void theSamplesShowEveryState()
    {
        QSet<AgentState> day;
        QSet<AgentState> all;
        for (const QString &name : samples()) {
            for (const QByteArray &line : sampleLines(name)) {
                const auto message = decodeStatusLine(line);
                if (!message->status)
                    continue;
                all.insert(message->status->state);
                if (name == u"day.ndjson")
                    day.insert(message->status->state);
            }
        }
        QCOMPARE(all.size(), std::ssize(EnumNames<AgentState>::names));
        QCOMPARE(day.size(), all.size());
    }

    void aNewerAgentIsUnderstood()
    {
        const auto message = decodeStatusLine(
            R"({"hello": {"protocol": 1, "version": "9", "pid": 7, "started": 5, "new": [1]}, "also": 1})");
        QVERIFY(message);
        QCOMPARE(message->hello->pid, 7);
        const auto unknown = decodeStatusLine("{\"weather\": {\"rain\": true}}\n");
        QVERIFY(unknown);
        QVERIFY(!unknown->hello && !unknown->status && !unknown->activity && !unknown->permissions);
    }

    void whatIsNoMessageIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half") << QByteArray("{\"hello\": {");
        QTest::newRow("two") << QByteArray("{} {}");
        QTest::newRow("no JSON") << QByteArray("{hello}");
        QTest::newRow("mistyped") << QByteArray(R"({"hello": 3})");
        QTest::newRow("lacking") << QByteArray(R"({"hello": {"protocol": 1}})");
        QTest::newRow("long") << QByteArray("{\"a\": \"") + QByteArray(longestStatusLine, 'x') +
                                     QByteArray("\"}");
    }
    void whatIsNoMessageIsRefused()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!decodeStatusLine(line));
    }

    void theDocumentListsEveryMember()
    {
        const QString document = QString::fromUtf8(contents(QStringLiteral(STATUS_DOCUMENT)));
        QStringList rows;
        const TypePointer type = Codec<StatusMessage>::describe();
        for (const MemberDescription &message : type->members)
            collectRows(*message.type, rows);
        QVERIFY(!rows.isEmpty());
        for (const QString &row : rows)
            QVERIFY2(document.contains(row), qPrintable(row));
    }
};

QTEST_GUILESS_MAIN(StatusProtocolTest)
#include "status_protocol_test.moc"
