// SPDX-License-Identifier: Apache-2.0
// Names and patterns of volumes.
#include "platform/windows/freeze/volume_selection.h"

#include <QRegularExpression>

#include <algorithm>

namespace ga {

namespace {

bool isSlash(QChar character)
{
    return character == u'/' || character == u'\\';
}

QString withoutSlashAtEnd(QString path)
{
    while (!path.isEmpty() && isSlash(path.back()))
        path.chop(1);
    return path;
}

// `*`, `?` and `[...]` as in a shell, but `*` stands for slashes too.
QString regularExpression(const QString &pattern)
{
    QString expression;
    bool inBrackets = false;
    for (const QChar each : pattern) {
        if (isSlash(each))
            expression += QStringLiteral("[/\\\\]");
        else if (inBrackets || each == u'[')
            expression += each;
        else if (each == u'*')
            expression += QStringLiteral(".*");
        else if (each == u'?')
            expression += u'.';
        else
            expression += QRegularExpression::escape(QString(each));
        inBrackets = inBrackets ? each != u']' : each == u'[';
    }
    return expression.replace(QStringLiteral("[!"), QStringLiteral("[^"));
}

bool matchesAny(const QList<QString> &patterns, const QString &name)
{
    const QString text = withoutSlashAtEnd(name);
    return std::any_of(patterns.begin(), patterns.end(), [&](const QString &pattern) {
        const QString expression = regularExpression(withoutSlashAtEnd(pattern));
        return QRegularExpression(QRegularExpression::anchoredPattern(expression),
                                  QRegularExpression::CaseInsensitiveOption |
                                      QRegularExpression::DotMatchesEverythingOption)
            .match(text)
            .hasMatch();
    });
}

bool isExcluded(const Volume &volume, const FreezeExclusions &exclusions)
{
    const bool byMountpoint =
        std::any_of(volume.mountpoints.begin(), volume.mountpoints.end(),
                    [&](const QString &each) { return matchesAny(exclusions.mountpoints, each); });
    return byMountpoint || matchesAny(exclusions.types, volume.type) ||
           matchesAny(exclusions.devices, volume.device) ||
           matchesAny(exclusions.devices, volume.name);
}

QString comparable(const QString &path)
{
    QString text = withoutSlashAtEnd(path).toCaseFolded();
    return text.replace(u'/', u'\\');
}

bool isNamed(const Volume &volume, const std::optional<QList<QString>> &mountpoints)
{
    if (!mountpoints)
        return true;
    return std::any_of(mountpoints->begin(), mountpoints->end(), [&](const QString &name) {
        const QString wanted = comparable(name);
        return wanted == comparable(volume.name) ||
               std::any_of(volume.mountpoints.begin(), volume.mountpoints.end(),
                           [&](const QString &each) { return comparable(each) == wanted; });
    });
}

QString reasonToLeaveOut(const Volume &volume, const FreezeExclusions &exclusions,
                         const std::optional<QList<QString>> &mountpoints)
{
    if (!isNamed(volume, mountpoints))
        return QStringLiteral("not asked for");
    if (!volume.isFixed)
        return QStringLiteral("it is not on a fixed disk");
    if (volume.type.isEmpty())
        return QStringLiteral("it has no file system that Windows knows");
    if (volume.isReadOnly)
        return QStringLiteral("it is read-only");
    if (isExcluded(volume, exclusions))
        return QStringLiteral("excluded by the configuration");
    return {};
}

} // namespace

QList<VolumeChoice> chooseVolumes(const QList<Volume> &volumes, const FreezeExclusions &exclusions,
                                  const std::optional<QList<QString>> &mountpoints)
{
    QList<VolumeChoice> choices;
    for (const Volume &volume : volumes)
        choices.append({volume, reasonToLeaveOut(volume, exclusions, mountpoints)});
    return choices;
}

QList<Volume> chosenVolumes(const QList<VolumeChoice> &choices)
{
    QList<Volume> volumes;
    for (const VolumeChoice &each : choices) {
        if (each.reason.isEmpty())
            volumes.append(each.volume);
    }
    return volumes;
}

FreezePlan freezePlan(const QList<VolumeChoice> &choices)
{
    FreezePlan plan;
    for (const VolumeChoice &each : choices) {
        (each.reason.isEmpty() ? plan.frozen : plan.leftOut)
            .append({each.volume.label(), each.volume.type,
                     each.volume.device.isEmpty() ? each.volume.name : each.volume.device,
                     each.reason});
    }
    return plan;
}

} // namespace ga
