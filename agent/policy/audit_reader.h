// SPDX-License-Identifier: Apache-2.0
// AuditReader: the lines of the audit's files, oldest first, and later what has been added.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <functional>

namespace ga {

// Between two reads no file stays open, which on Windows would keep it from being rotated. A file
// is only ever appended to, so its first line tells it from the others, whatever its name is now.
class AuditReader
{
public:
    using Take = std::function<bool(const QByteArray &line)>; // Whether there are to be more.

    explicit AuditReader(QString path)
        : m_path(std::move(path))
    {}

    // Hands over each whole line that was not handed over before: at the first call all there are,
    // of the rotated files too. False where `take` wanted no more or a file can't be read; error()
    // then has the reason, or is empty.
    bool read(const Take &take);

    const QString &error() const { return m_error; }

private:
    struct Opened;
    bool readFrom(Opened &opened, const Take &take);

    const QString m_path;
    QByteArrayList
        m_firstLines;      // Of the files that were read, as many as there can be; newest last.
    qint64 m_position = 0; // Bytes of the newest which were handed over.
    QString m_error;
};

} // namespace ga
