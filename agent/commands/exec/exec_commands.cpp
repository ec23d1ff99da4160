// SPDX-License-Identifier: Apache-2.0
// The exec family: starts programs through the platform and leaves them to the table of programs.
#include "commands/exec/exec_commands.h"

#include "commands/c_strings.h"
#include "commands/event_log.h"
#include "protocol/base64.h"
#include "runtime/process_table.h"

namespace ga {

namespace {

// Everything that would reach the program otherwise than the host wrote it.
Result<Nothing> checkTexts(const ExecArguments &arguments)
{
    const QList<QString> none;
    return checkCString(arguments.path, Path{nullptr, "path"})
        .and_then([&](Nothing) {
            return checkCStrings(arguments.arguments.value_or(none), Path{nullptr, "arg"});
        })
        .and_then([&](Nothing) {
            return checkCStrings(arguments.environment.value_or(none), Path{nullptr, "env"});
        });
}

} // namespace

// The schema's alternate of a boolean and GuestExecCaptureOutputMode.
Result<CaptureChoice> Codec<CaptureChoice>::decode(const Value &value, const Path &path)
{
    switch (value.kind()) {
    case Value::Kind::Bool:
        return CaptureChoice{value.toBool() ? CaptureOutput::Separated : CaptureOutput::None};
    case Value::Kind::String:
        return Codec<CaptureOutput>::decode(value, path).map([](CaptureOutput mode) {
            return CaptureChoice{mode};
        });
    default:
        return fail(wrongType(path, "GuestExecCaptureOutput"));
    }
}

TypePointer Codec<CaptureChoice>::describe()
{
    auto type = std::make_shared<TypeDescription>();
    type->kind = TypeDescription::Kind::Alternate;
    type->name = QStringLiteral("GuestExecCaptureOutput");
    type->alternatives = {Codec<bool>::describe(), Codec<CaptureOutput>::describe()};
    type->values = type->alternatives.back()->values;
    return type;
}

Result<ExecStarted> exec(Services &services, const ExecArguments &arguments)
{
    if (const auto usable = checkTexts(arguments); !usable)
        return fail(usable.error());
    ProcessRequest request{.path = arguments.path,
                           .arguments = arguments.arguments.value_or(QList<QString>()),
                           .environment = arguments.environment,
                           .input = std::nullopt,
                           .capture = arguments.captureOutput.value_or(CaptureChoice()).mode};
    if (arguments.inputData) {
        auto input = decodeBase64(*arguments.inputData);
        if (!input)
            return fail(std::move(input).error());
        request.input = *std::move(input);
    }
    auto process = services.platform.processes->start(request);
    if (!process)
        return fail(std::move(process).error());
    const qint64 pid = services.processes.add(*std::move(process));
    qCInfo(lcEvent).noquote() << "started program" << arguments.path << "as process" << pid;
    return ExecStarted{pid};
}

Result<ExecStatus> execStatus(Services &services, const ExecStatusArguments &arguments)
{
    return services.processes.status(arguments.pid);
}

Result<Nothing> checkRules(const ArgumentRules &rules, const ExecArguments &arguments)
{
    const ListRule &rule = rules.execPrograms;
    if (!rule.allows(arguments.path))
        return fail(refusedByRule("guest-exec", QStringLiteral("the program"), rule));
    if (rule.values && arguments.environment)
        return fail(refusedByRule("guest-exec", QStringLiteral("an environment"), rule));
    return Nothing{};
}

} // namespace ga
