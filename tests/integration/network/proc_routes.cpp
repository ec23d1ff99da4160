// SPDX-License-Identifier: Apache-2.0
// Routes as /proc/net/route and /proc/net/ipv6_route have them.
#include "proc_routes.h"

#include <QFile>
#include <QHostAddress>
#include <QtEndian>

namespace proc_routes {

namespace {

QList<QStringList> rows(const char *path)
{
    QFile file(QString::fromLatin1(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QStringList> list;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (!line.isEmpty())
            list.append(QString::fromUtf8(line.simplified()).split(QLatin1Char(' ')));
    }
    return list;
}

// Printed by the kernel as a number of the machine, which is in network order.
QString ipv4Address(const QString &hex)
{
    return QHostAddress(qFromBigEndian(hex.toUInt(nullptr, 16))).toString();
}

QString ipv6Address(const QString &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex.toLatin1());
    return QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData())).toString();
}

// One form for one address: that of Qt.
QString normal(const std::optional<QString> &address)
{
    return address ? QHostAddress(*address).toString() : QStringLiteral("none");
}

QString number(const std::optional<qint64> &value)
{
    return value ? QString::number(*value) : QStringLiteral("none");
}

} // namespace

QStringList ipv4()
{
    QStringList list;
    for (const QStringList &row : rows("/proc/net/route").mid(1)) {
        list.append(
            QStringLiteral("%1 to %2 mask %3 via %4 flags %5 refcnt %6 use %7 metric %8 mtu %9")
                .arg(row.at(0), ipv4Address(row.at(1)), ipv4Address(row.at(7)),
                     ipv4Address(row.at(2)))
                .arg(row.at(3).toUInt(nullptr, 16))
                .arg(row.at(4), row.at(5), row.at(6), row.at(8)) +
            QStringLiteral(" window %1 irtt %2").arg(row.at(9), row.at(10)));
    }
    return list;
}

QStringList ipv6()
{
    QStringList list;
    for (const QStringList &row : rows("/proc/net/ipv6_route")) {
        if (row.at(5) == QStringLiteral("ffffffff") && row.at(8) == QStringLiteral("00200200"))
            continue;
        list.append(QStringLiteral("%1 to %2/%3 from %4/%5 via %6 flags %7 use %8 metric %9")
                        .arg(row.at(9), ipv6Address(row.at(0)))
                        .arg(row.at(1).toUInt(nullptr, 16))
                        .arg(ipv6Address(row.at(2)))
                        .arg(row.at(3).toUInt(nullptr, 16))
                        .arg(ipv6Address(row.at(4)))
                        .arg(row.at(8).toULongLong(nullptr, 16))
                        .arg(row.at(7).toUInt(nullptr, 16))
                        .arg(row.at(5).toUInt(nullptr, 16)));
    }
    return list;
}

QStringList lines(const QList<ga::NetworkRoute> &routes, int version)
{
    QStringList list;
    for (const ga::NetworkRoute &route : routes) {
        if (route.version != version)
            continue;
        if (version == 4)
            list.append(
                QStringLiteral("%1 to %2 mask %3 via %4 flags %5 refcnt %6 use %7 metric %8 mtu %9")
                    .arg(route.iface, normal(route.destination), normal(route.mask),
                         normal(route.gateway))
                    .arg(route.flags.value_or(0))
                    .arg(number(route.refcnt), number(route.use))
                    .arg(route.metric)
                    .arg(number(route.mtu)) +
                QStringLiteral(" window %1 irtt %2").arg(number(route.window), number(route.irtt)));
        else
            list.append(QStringLiteral("%1 to %2/%3 from %4/%5 via %6 flags %7 use %8 metric %9")
                            .arg(route.iface, normal(route.destination),
                                 route.destinationPrefixLength.value_or(QString()),
                                 normal(route.source), route.sourcePrefixLength.value_or(QString()),
                                 normal(route.nexthop))
                            .arg(route.flags.value_or(0))
                            .arg(number(route.use))
                            .arg(route.metric));
    }
    return list;
}

} // namespace proc_routes
