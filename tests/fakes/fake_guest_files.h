// SPDX-License-Identifier: Apache-2.0
// FakeGuestFiles: guest-file-* on files in memory, for a FakeAgent to answer with. No real file is
// touched.
#pragma once

#include <QJsonObject>
#include <QMap>

namespace ga {

class FakeGuestFiles
{
public:
    QMap<QString, QByteArray> files; // Path: content.
    int openHandles = 0;

    QByteArray answer(const QJsonObject &request)
    {
        const QString command = request.value(QStringLiteral("execute")).toString();
        const QJsonObject arguments = request.value(QStringLiteral("arguments")).toObject();
        if (command == u"guest-file-open")
            return open(arguments);
        if (command == u"guest-file-read")
            return read(arguments);
        if (command == u"guest-file-write")
            return write(arguments);
        if (command == u"guest-file-seek")
            return seek(arguments);
        if (command == u"guest-file-close")
            --openHandles;
        const bool empty = command == u"guest-file-close" || command == u"guest-file-flush";
        return empty ? QByteArray("{\"return\": {}}\n") : error("CommandNotFound");
    }

    static QByteArray error(const QByteArray &name)
    {
        return "{\"error\": {\"class\": \"" + name + "\", \"desc\": \"this is a fake\"}}\n";
    }

private:
    QByteArray open(const QJsonObject &arguments)
    {
        m_path = arguments.value(QStringLiteral("path")).toString();
        m_position = 0;
        if (arguments.value(QStringLiteral("mode")) == QStringLiteral("wb"))
            files[m_path].clear();
        else if (!files.contains(m_path))
            return error("GenericError");
        ++openHandles;
        return "{\"return\": 1000}\n";
    }

    QByteArray read(const QJsonObject &arguments)
    {
        const qint64 count = arguments.value(QStringLiteral("count")).toInteger();
        const QByteArray bytes = files[m_path].mid(m_position, count);
        m_position += bytes.size();
        const bool atEnd = bytes.size() < count;
        return "{\"return\": {\"count\": " + QByteArray::number(bytes.size()) +
               ", \"buf-b64\": \"" + bytes.toBase64() +
               "\", \"eof\": " + (atEnd ? "true" : "false") + "}}\n";
    }

    QByteArray write(const QJsonObject &arguments)
    {
        const QByteArray bytes = QByteArray::fromBase64(
            arguments.value(QStringLiteral("buf-b64")).toString().toLatin1());
        files[m_path] += bytes;
        m_position += bytes.size();
        return "{\"return\": {\"count\": " + QByteArray::number(bytes.size()) +
               ", \"eof\": false}}\n";
    }

    QByteArray seek(const QJsonObject &arguments)
    {
        const qint64 offset = arguments.value(QStringLiteral("offset")).toInteger();
        const qint64 from[] = {0, m_position, files.value(m_path).size()};
        m_position = offset + from[arguments.value(QStringLiteral("whence")).toInteger() % 3];
        return "{\"return\": {\"position\": " + QByteArray::number(m_position) +
               ", \"eof\": false}}\n";
    }

    QString m_path; // Of the one open file.
    qsizetype m_position = 0;
};

} // namespace ga
