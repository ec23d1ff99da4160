// SPDX-License-Identifier: Apache-2.0
// Finds the place where it was, and goes on from there.
#include "policy/audit_reader.h"

#include "policy/audit_file.h"

#include <QFile>

#include <algorithm>
#include <memory>
#include <vector>

namespace ga {

struct AuditReader::Opened
{
    std::unique_ptr<QFile> file;
    QByteArray firstLine; // Empty: not whole yet.
};

bool AuditReader::read(const Take &take)
{
    // The newest is opened first: where files are rotated meanwhile, one comes twice, and none is
    // missed.
    std::vector<Opened> files;
    QStringList paths = AuditFile::all(m_path);
    std::reverse(paths.begin(), paths.end());
    for (const QString &path : paths) {
        auto file = std::make_unique<QFile>(path);
        if (!file->open(QIODevice::ReadOnly)) {
            if (!file->exists())
                continue; // Rotated away meanwhile.
            m_error = QStringLiteral("can't read '%1': %2").arg(path, file->errorString());
            return false;
        }
        QByteArray line = file->readLine();
        if (!line.endsWith('\n'))
            line.clear();
        if (files.empty() || line.isEmpty() || line != files.back().firstLine)
            files.push_back({std::move(file), std::move(line)});
    }
    return std::all_of(files.rbegin(), files.rend(),
                       [&](Opened &opened) { return readFrom(opened, take); });
}

bool AuditReader::readFrom(Opened &opened, const Take &take)
{
    const bool isNewest = !m_firstLines.isEmpty() && opened.firstLine == m_firstLines.last();
    if (opened.firstLine.isEmpty() || (!isNewest && m_firstLines.contains(opened.firstLine)))
        return true;
    if (!isNewest) {
        m_position = 0;
        m_firstLines.append(opened.firstLine);
        if (m_firstLines.size() > AuditFile::kept + 1)
            m_firstLines.removeFirst();
    }
    opened.file->seek(m_position);
    for (QByteArray line = opened.file->readLine(); line.endsWith('\n');
         line = opened.file->readLine()) {
        m_position += line.size();
        if (!take(line))
            return false;
    }
    return true;
}

} // namespace ga
