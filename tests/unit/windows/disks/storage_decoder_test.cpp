// SPDX-License-Identifier: Apache-2.0
// The structures of Windows' storage stack, from bytes as they lie there, whole and broken.
#include "platform/windows/disks/storage_decoder.h"

#include <QTest>
#include <QtEndian>

using namespace ga;

namespace {

QByteArray dwords(std::initializer_list<quint32> values)
{
    QByteArray bytes;
    for (const quint32 value : values) {
        char dword[4];
        qToLittleEndian(value, dword);
        bytes.append(dword, 4);
    }
    return bytes;
}

// VOLUME_DISK_EXTENTS: the count, padding, then disk, padding, start and length for each.
QByteArray extents(quint32 count, std::initializer_list<quint32> disks)
{
    QByteArray bytes = dwords({count, 0});
    for (const quint32 disk : disks)
        bytes += dwords({disk, 0, 0x00100000, 0, 0x40000000, 0x2});
    return bytes;
}

// STORAGE_DEVICE_DESCRIPTOR with texts behind it.
QByteArray descriptor(quint32 serialOffset, quint32 busType, const QByteArray &texts)
{
    return dwords({40, quint32(40 + texts.size()), 0, 0, 0, 0, serialOffset, busType, 0, 0}) + texts;
}

QByteArray healthAnswer(quint32 offset, quint32 length, const QByteArray &page)
{
    return dwords({48, 48, 3, 2, 2, 0, offset, length, 0, 0, 0, 0}) + page;
}

} // namespace

class StorageDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void extentsNameEachDiskOnce()
    {
        QCOMPARE(decodeDiskExtents(extents(1, {2})), (QList<quint32>{2}));
        QCOMPARE(decodeDiskExtents(extents(3, {1, 0, 1})), (QList<quint32>{1, 0}));
        QVERIFY(decodeDiskExtents(extents(0, {})).isEmpty());
    }

    void extentsThatLackTheirEndAreCut()
    {
        QCOMPARE(decodeDiskExtents(extents(0xffffffff, {1, 2})), (QList<quint32>{1, 2}));
        QCOMPARE(decodeDiskExtents(extents(2, {1, 2}).chopped(1)), (QList<quint32>{1}));
        QVERIFY(decodeDiskExtents(extents(1, {1}).first(7)).isEmpty());
    }

    void descriptorHasBusAndSerial()
    {
        const auto decoded = decodeDeviceDescriptor(descriptor(44, 0x0a, QByteArray("QEM\0  disk-17  \0", 16)));
        QVERIFY(decoded);
        QCOMPARE(decoded->busType, 0x0au);
        QCOMPARE(decoded->serial, QStringLiteral("disk-17"));
    }

    void descriptorWithoutSerialHasNone()
    {
        for (const quint32 offset : {0u, 41u, 0x80000000u, 0xffffffffu}) {
            const auto decoded = decodeDeviceDescriptor(descriptor(offset, 7, QByteArray(1, '\0')));
            QVERIFY(decoded);
            QVERIFY(decoded->serial.isEmpty());
        }
    }

    void serialWithoutEndEndsWithItsBytes()
    {
        QCOMPARE(decodeDeviceDescriptor(descriptor(40, 1, "abc"))->serial, QStringLiteral("abc"));
    }

    void shortDescriptorIsNone()
    {
        QVERIFY(!decodeDeviceDescriptor(descriptor(0, 1, {}).first(31)));
        QVERIFY(decodeDeviceDescriptor(descriptor(0, 1, {}).first(32)));
    }

    void numberIsThatOfADisk()
    {
        QCOMPARE(decodeDiskNumber(dwords({7, 3, 0})), 3u);
        QVERIFY(!decodeDiskNumber(dwords({2, 3, 0}))); // FILE_DEVICE_CD_ROM
        QVERIFY(!decodeDiskNumber(dwords({7, 3})));
    }

    void scsiAddressIsReadFromItsPlaces()
    {
        const auto address = decodeScsiAddress(QByteArray("\x08\0\0\0\x01\x02\x03\x04", 8));
        QVERIFY(address);
        QCOMPARE(address->path, 2);
        QCOMPARE(address->target, 3);
        QCOMPARE(address->unit, 4);
        QVERIFY(!decodeScsiAddress(QByteArray(7, '\0')));
    }

    void healthQueryHasRoomForItsAnswer()
    {
        const QByteArray query = nvmeHealthQuery();
        QCOMPARE(query.size(), 8 + 40 + 512);
        QCOMPARE(query.first(32), dwords({50, 0, 3, 2, 2, 0, 40, 512}));
    }

    void healthPageIsTakenFromItsAnswer()
    {
        const QByteArray page(512, 'h');
        QCOMPARE(decodeNvmeHealth(healthAnswer(40, 512, page)), page);
        QCOMPARE(decodeNvmeHealth(healthAnswer(44, 512, "....") + page), page);
    }

    void brokenHealthAnswersAreNone()
    {
        const QByteArray page(512, 'h');
        for (const quint32 offset : {0u, 39u, 41u, 0x7fffffffu, 0xffffffffu})
            QVERIFY(decodeNvmeHealth(healthAnswer(offset, 512, page)).isEmpty());
        QVERIFY(decodeNvmeHealth(healthAnswer(40, 511, page)).isEmpty());
        QVERIFY(decodeNvmeHealth(healthAnswer(40, 512, page.chopped(1))).isEmpty());
        QVERIFY(decodeNvmeHealth(healthAnswer(40, 512, {}).chopped(1)).isEmpty());
        QByteArray other = healthAnswer(40, 512, page);
        other[8] = 1; // Of SCSI.
        QVERIFY(decodeNvmeHealth(other).isEmpty());
    }
};

QTEST_GUILESS_MAIN(StorageDecoderTest)
#include "storage_decoder_test.moc"
