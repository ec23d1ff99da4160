// SPDX-License-Identifier: Apache-2.0
// The freeze family: what its commands ask of the platform.
#include "commands/freeze/freeze_commands.h"

#include "commands/event_log.h"
#include "runtime/freeze_session.h"

#include <QJsonDocument>
#include <QLoggingCategory>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcFreeze, "ga.freeze")

} // namespace

Result<FreezeStatus> freezeStatus(Services &services)
{
    return services.freeze.status();
}

Result<qint64> freeze(Services &services)
{
    qCInfo(lcEvent) << "freezes all file systems";
    return services.freeze.freeze(std::nullopt);
}

Result<qint64> freezeList(Services &services, const FreezeListArguments &arguments)
{
    qCInfo(lcEvent) << "freezes the file systems that the host names";
    return services.freeze.freeze(arguments.mountpoints);
}

Result<qint64> thaw(Services &services)
{
    qCInfo(lcEvent) << "thaws the file systems";
    return services.freeze.thaw();
}

void undoFreeze(Services &services, const QByteArray &reply)
{
    if (QJsonDocument::fromJson(reply)[u"return"].toInteger() == 0)
        return; // A thaw would be of what somebody else has frozen.
    const auto thawed = services.freeze.thaw(ThawAsker::TakenBack);
    if (thawed)
        qCWarning(lcFreeze) << "a freeze that nobody waited for was taken back:" << *thawed
                            << "file systems thawed";
    else
        qCCritical(lcFreeze).noquote() << "a freeze that nobody waited for could not be taken back:"
                                       << thawed.error().description;
}

Result<TrimReply> trim(Services &services, const TrimArguments &arguments)
{
    qCInfo(lcEvent) << "trims the file systems";
    return services.platform.trimmer->trim(arguments.minimum.value_or(0));
}

} // namespace ga
