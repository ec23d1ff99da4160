// SPDX-License-Identifier: Apache-2.0
// What Windows' notifications of devices mean. The numbers are those of cfgmgr32.h.
#include "platform/windows/channel/device_news.h"

#include <QTest>

using namespace ga;

class DeviceNewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actionsOfWindows_data()
    {
        QTest::addColumn<int>("action");
        QTest::addColumn<DeviceNews>("news");
        QTest::newRow("interface arrival") << 0 << DeviceNews::Arrived;
        QTest::newRow("interface removal") << 1 << DeviceNews::None;
        QTest::newRow("query remove") << 2 << DeviceNews::Leaving;
        QTest::newRow("query remove failed") << 3 << DeviceNews::None;
        QTest::newRow("remove pending") << 4 << DeviceNews::Leaving;
        QTest::newRow("remove complete") << 5 << DeviceNews::Leaving;
        QTest::newRow("custom event without one") << 6 << DeviceNews::None;
        QTest::newRow("later Windows'") << 99 << DeviceNews::None;
    }

    void actionsOfWindows()
    {
        QFETCH(const int, action);
        QTEST(deviceNews(action, {}, {}), "news");
    }

    void portStatusOfTheDriver()
    {
        const QByteArray event = QByteArray::fromHex("ac390f2c56b137429c648991a18bf35c");
        const QByteArray connected = QByteArray::fromHex("0100000001000000");
        const QByteArray disconnected = QByteArray::fromHex("0100000000000000");
        QCOMPARE(deviceNews(6, event, connected), DeviceNews::HostConnected);
        QCOMPARE(deviceNews(6, event, disconnected), DeviceNews::HostDisconnected);
        QCOMPARE(deviceNews(6, event, connected + "more"), DeviceNews::HostConnected);
        QCOMPARE(deviceNews(6, event, connected.first(7)), DeviceNews::None);
        QCOMPARE(deviceNews(6, QByteArray(16, '\0'), connected), DeviceNews::None);
        QCOMPARE(deviceNews(5, event, connected), DeviceNews::Leaving);
    }
};

QTEST_APPLESS_MAIN(DeviceNewsTest)
#include "device_news_test.moc"
