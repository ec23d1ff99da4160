// SPDX-License-Identifier: Apache-2.0
// Which volumes defrag.exe is to trim, and what its answer means.
#include "platform/windows/trim/retrim.h"

#include <QRegularExpression>
#include <QStringDecoder>

namespace ga {

namespace {

// defrag.exe writes UTF-16 or, through a console, the OEM code page.
QString textOf(const QByteArray &output)
{
    const bool isUtf16 = output.size() > 1 && (output.startsWith("\xff\xfe") || output[1] == '\0');
    if (isUtf16)
        return QStringDecoder(QStringDecoder::Utf16LE)(output);
    return QString::fromLocal8Bit(output);
}

} // namespace

QStringList retrimPaths(const QList<Volume> &volumes)
{
    QStringList paths;
    for (const Volume &volume : volumes) {
        const QString path = volume.mountpoint();
        if (volume.isFixed && !path.isEmpty() && !volume.type.isEmpty())
            paths.append(path);
    }
    return paths;
}

QStringList retrimArguments(const QString &path)
{
    return {path.endsWith(u'\\') ? path.chopped(1) : path, QStringLiteral("/L")};
}

std::optional<QString> retrimError(quint32 exitCode, const QByteArray &output)
{
    static const QRegularExpression lineEnd(QStringLiteral("[\\r\\n]+"));
    const QStringList lines = textOf(output).split(lineEnd, Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.contains(QLatin1StringView("(0x")))
            return line.trimmed();
    }
    if (exitCode != 0)
        return QStringLiteral("defrag.exe ended with exit code 0x%1").arg(exitCode, 0, 16);
    return std::nullopt;
}

} // namespace ga
