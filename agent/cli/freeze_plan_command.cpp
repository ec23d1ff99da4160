// SPDX-License-Identifier: Apache-2.0
// Prints the plan of a freeze, for people and for programs.
#include "cli/freeze_plan_command.h"

#include "app/platform_options.h"
#include "cli/owner_tool.h"
#include "client/terminal_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace ga {

namespace {

struct Plan
{
    FreezePlan fileSystems;
    QList<QString> hooks;
    std::chrono::milliseconds timeout;
};

Result<Plan> makePlan(const QCommandLineParser &parser)
{
    const auto options = configuredOptions(parser).map(platformOptions);
    if (!options)
        return fail(options.error());
    const Platform platform = createPlatform(*options);
    if (!platform.freezer)
        return fail(platform.freezer.reason());
    auto fileSystems = platform.freezer->plan(std::nullopt);
    if (!fileSystems)
        return fail(std::move(fileSystems).error());
    auto hooks = platform.freezeHook ? platform.freezeHook->programs() : QList<QString>();
    if (!hooks)
        return fail(std::move(hooks).error());
    return Plan{*std::move(fileSystems), *std::move(hooks), options->freezeTimeout};
}

QJsonArray toJson(const QList<PlannedFileSystem> &fileSystems)
{
    QJsonArray array;
    for (const PlannedFileSystem &each : fileSystems) {
        QJsonObject object{{QStringLiteral("mountpoint"), each.mountpoint},
                           {QStringLiteral("type"), each.type},
                           {QStringLiteral("device"), each.device}};
        if (!each.reason.isEmpty())
            object[QStringLiteral("reason")] = each.reason;
        array.append(object);
    }
    return array;
}

QByteArray jsonText(const Plan &plan)
{
    const QJsonObject object{
        {QStringLiteral("frozen"), toJson(plan.fileSystems.frozen)},
        {QStringLiteral("left-out"), toJson(plan.fileSystems.leftOut)},
        {QStringLiteral("hooks"), QJsonArray::fromStringList(plan.hooks)},
        {QStringLiteral("timeout-ms"), qint64(plan.timeout.count())},
    };
    return QJsonDocument(object).toJson();
}

QString line(const PlannedFileSystem &each)
{
    QString text = QStringLiteral("%1  (%2 on %3)").arg(each.mountpoint, each.type, each.device);
    if (!each.reason.isEmpty())
        text += QStringLiteral(": ") + each.reason;
    return QStringLiteral("  ") + terminalText(text) + QLatin1Char('\n');
}

QString section(const char *title, const QList<QString> &lines)
{
    QString text = QLatin1StringView(title) + QStringLiteral(":\n");
    for (const QString &each : lines)
        text += each;
    return lines.isEmpty() ? text + QStringLiteral("  none\n") : text;
}

QString humanText(const Plan &plan)
{
    QList<QString> frozen;
    for (const PlannedFileSystem &each : plan.fileSystems.frozen)
        frozen.append(line(each));
    QList<QString> leftOut;
    for (const PlannedFileSystem &each : plan.fileSystems.leftOut)
        leftOut.append(line(each));
    QList<QString> hooks;
    for (const QString &each : plan.hooks)
        hooks.append(QStringLiteral("  ") + terminalText(each) + QLatin1Char('\n'));
    const double seconds = double(plan.timeout.count()) / 1000;
    const QString end = plan.timeout.count() == 0
                            ? QStringLiteral("a freeze has no time limit\n")
                            : QStringLiteral("thawed after: %1 s at most\n").arg(seconds);
    return section("frozen, in this order", frozen) + section("left out", leftOut) +
           section("hooks, in the order of a freeze", hooks) + end;
}

} // namespace

int runFreezePlan(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print JSON.")});
    parser.addOption(configOption());
    if (!parser.parse(QStringList{QStringLiteral("freeze-plan")} + arguments) ||
        !parser.positionalArguments().isEmpty()) {
        std::fputs("usage: qtga freeze-plan [--json] [--config=FILE]\n", stderr);
        return 2;
    }
    const auto plan = makePlan(parser);
    if (!plan) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(terminalText(plan.error().description)));
        return 1;
    }
    const QByteArray text =
        parser.isSet(QStringLiteral("json")) ? jsonText(*plan) : humanText(*plan).toUtf8();
    const bool written =
        std::fwrite(text.constData(), 1, size_t(text.size()), stdout) == size_t(text.size());
    return written && std::fflush(stdout) == 0 ? 0 : 1;
}

} // namespace ga
