// SPDX-License-Identifier: Apache-2.0
// The codec: the protocol's errors for arguments, in its order, and results as they were given.
#include "commands/disks/disks_types.h"
#include "commands/processors/processors_types.h"
#include "protocol/codec.h"
#include "protocol/json_reader.h"

#include <QTest>

#include <limits>

using namespace ga;

namespace {

struct Inner
{
    quint64 big = 0;
    std::optional<DiskBus> bus;

    static constexpr auto fields()
    {
        return fieldList(field("big", &Inner::big, ""), field("bus", &Inner::bus, ""));
    }
};

struct Sample
{
    qint64 number = 0;
    std::optional<QString> text;
    std::optional<bool> flag;
    std::optional<QList<Inner>> list;

    static constexpr auto fields()
    {
        return fieldList(field("number", &Sample::number, ""), field("text", &Sample::text, ""),
                          field("flag", &Sample::flag, ""), field("list", &Sample::list, ""));
    }
};

// The sample decoded and encoded again, or the error.
QString roundTrip(const QByteArray &arguments)
{
    Framer framer;
    auto frames = framer.feed(arguments);
    const auto message = readJson(*std::move(frames.front()));
    const auto decoded = Codec<Sample>::decodeMembers(Value(*message), nullptr);
    if (!decoded)
        return decoded.error().description;
    JsonWriter writer;
    Codec<Sample>::encode(writer, *decoded);
    return QString::fromLatin1(writer.take());
}

} // namespace

class CodecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void extremesOfUint64AreExact();
    void describesWhatItDecodes();
};

void CodecTest::decodes_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const QByteArray &arguments, const char *outcome) {
        QTest::newRow(arguments.constData()) << arguments << QString::fromUtf8(outcome);
    };
    row("{\"number\":5}", "{\"number\": 5}");
    row("{}", "Parameter 'number' is missing");
    row("{\"text\":5}", "Parameter 'number' is missing");
    row("{\"number\":5.0}", "Invalid parameter type for 'number', expected: integer");
    row("{\"number\":9223372036854775808}",
        "Invalid parameter type for 'number', expected: integer");
    row("{\"number\":\"\\u00000\"}", "Invalid parameter type for 'number', expected: integer");
    row("{\"number\":null}", "Invalid parameter type for 'number', expected: integer");
    row("{\"number\":1,\"text\":null}", "Invalid parameter type for 'text', expected: string");
    row("{\"number\":1,\"text\":1.5}", "Invalid parameter type for 'text', expected: string");
    row("{\"number\":1,\"flag\":1}", "Invalid parameter type for 'flag', expected: boolean");
    row("{\"number\":1,\"list\":{}}", "Invalid parameter type for 'list', expected: array");
    row("{\"number\":1,\"list\":[1]}", "Invalid parameter type for 'list[0]', expected: object");
    row("{\"number\":1,\"list\":[{\"big\":1},{}]}", "Parameter 'list[1].big' is missing");
    row("{\"number\":1,\"list\":[{\"big\":1.5}]}", "Parameter 'list[0].big' expects uint64");
    row("{\"number\":1,\"list\":[{\"big\":-1}]}",
        "{\"number\": 1, \"list\": [{\"big\": 18446744073709551615}]}");
    row("{\"number\":1,\"list\":[{\"big\":1,\"bus\":\"nvme\"}]}",
        "{\"number\": 1, \"list\": [{\"big\": 1, \"bus\": \"nvme\"}]}");
    row("{\"number\":1,\"list\":[{\"big\":1,\"bus\":\"x\"}]}",
        "Parameter 'list[0].bus' does not accept value 'x'");
    row("{\"number\":1,\"list\":[{\"big\":1,\"foo\":1}]}", "Parameter 'list[0].foo' is unexpected");
    row("{\"number\":1,\"foo\":42,\"bar\":1}", "Parameter 'bar' is unexpected");
    row("{\"number\":\"x\",\"foo\":42}", "Invalid parameter type for 'number', expected: integer");
}

void CodecTest::decodes()
{
    QFETCH(QByteArray, arguments);
    QFETCH(QString, outcome);
    QCOMPARE(roundTrip(arguments), outcome);
}

void CodecTest::extremesOfUint64AreExact()
{
    QCOMPARE(roundTrip("{\"number\":1,\"list\":[{\"big\":18446744073709551615},{\"big\":"
                       "9223372036854775808},{\"big\":9007199254740993}]}"),
             QStringLiteral("{\"number\": 1, \"list\": [{\"big\": 18446744073709551615}, {\"big\": "
                            "9223372036854775808}, {\"big\": 9007199254740993}]}"));
}

void CodecTest::describesWhatItDecodes()
{
    const TypePointer type = Codec<SetVcpusArguments>::describe();
    QCOMPARE(type->members.size(), size_t(1));
    QCOMPARE(type->members[0].type->kind, TypeDescription::Kind::Array);
    const auto &processor = type->members[0].type->element->members;
    QCOMPARE(processor.size(), size_t(3));
    QVERIFY(!processor[1].optional);
    QVERIFY(processor[2].optional);
}

QTEST_APPLESS_MAIN(CodecTest)
#include "codec_test.moc"
