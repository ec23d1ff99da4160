// SPDX-License-Identifier: Apache-2.0
// Windows is little-endian on all its processors, and the structures have C's natural alignment.
#include "platform/windows/disks/storage_decoder.h"

#include "platform/common/nvme_smart.h"

#include <QtEndian>

namespace ga {

namespace {

bool has(QByteArrayView bytes, qsizetype offset, qsizetype size)
{
    return offset >= 0 && size >= 0 && offset <= bytes.size() - size;
}

quint32 dwordAt(QByteArrayView bytes, qsizetype offset)
{
    return qFromLittleEndian<quint32>(bytes.data() + offset);
}

void appendDword(QByteArray &bytes, quint32 value)
{
    char dword[sizeof value];
    qToLittleEndian(value, dword);
    bytes.append(dword, sizeof dword);
}

// The text up to its NUL, without the blanks that disks fill their fields with.
QString textAt(QByteArrayView bytes, quint32 offset)
{
    if (offset == 0 || offset >= quint32(bytes.size()))
        return {};
    const QByteArrayView text = bytes.sliced(qsizetype(offset));
    const qsizetype end = text.indexOf('\0');
    return QString::fromLatin1(end < 0 ? text : text.first(end)).trimmed();
}

// STORAGE_PROTOCOL_SPECIFIC_DATA lies behind two words in the query and in the answer.
constexpr qsizetype specificOffset = 8;
constexpr qsizetype specificSize = 40;
constexpr quint32 protocolNvme = 3;
constexpr quint32 logPage = 2;
constexpr quint32 healthPage = 0x02;

} // namespace

QList<quint32> decodeDiskExtents(QByteArrayView answer)
{
    constexpr qsizetype first = 8;
    constexpr qsizetype size = 24;
    if (!has(answer, 0, first))
        return {};
    QList<quint32> disks;
    const quint32 count = dwordAt(answer, 0);
    for (quint32 i = 0; i < count && has(answer, first + i * size, size); ++i) {
        const quint32 disk = dwordAt(answer, first + i * size);
        if (!disks.contains(disk))
            disks.append(disk);
    }
    return disks;
}

std::optional<DeviceDescriptor> decodeDeviceDescriptor(QByteArrayView answer)
{
    constexpr qsizetype serialOffset = 24;
    constexpr qsizetype busType = 28;
    if (!has(answer, busType, 4))
        return std::nullopt;
    return DeviceDescriptor{dwordAt(answer, busType), textAt(answer, dwordAt(answer, serialOffset))};
}

std::optional<quint32> decodeDiskNumber(QByteArrayView answer)
{
    constexpr quint32 disk = 7; // FILE_DEVICE_DISK
    if (!has(answer, 0, 12) || dwordAt(answer, 0) != disk)
        return std::nullopt;
    return dwordAt(answer, 4);
}

std::optional<ScsiAddress> decodeScsiAddress(QByteArrayView answer)
{
    if (!has(answer, 0, 8)) // Length, port, path, target, unit.
        return std::nullopt;
    return ScsiAddress{quint8(answer[5]), quint8(answer[6]), quint8(answer[7])};
}

QByteArray nvmeHealthQuery()
{
    QByteArray query;
    for (const quint32 value : {50u /* StorageDeviceProtocolSpecificProperty */, 0u /* standard */,
                                protocolNvme, logPage, healthPage, 0u, quint32(specificSize),
                                quint32(nvmeSmartPageSize), 0u, 0u, 0u, 0u})
        appendDword(query, value);
    query.append(nvmeSmartPageSize, '\0'); // The answer takes the place of the question.
    return query;
}

QByteArray decodeNvmeHealth(QByteArrayView answer)
{
    if (!has(answer, specificOffset, specificSize) ||
        dwordAt(answer, specificOffset) != protocolNvme)
        return {};
    const qsizetype page = specificOffset + qsizetype(dwordAt(answer, specificOffset + 16));
    if (page < specificOffset + specificSize || !has(answer, page, nvmeSmartPageSize) ||
        dwordAt(answer, specificOffset + 20) < quint32(nvmeSmartPageSize))
        return {};
    return answer.sliced(page, nvmeSmartPageSize).toByteArray();
}

} // namespace ga
