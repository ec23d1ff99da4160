// SPDX-License-Identifier: Apache-2.0
// What becomes of a helper: how it ended, in the words that the host expects.
#include "platform/linux/helper/helper.h"

#include "platform/linux/helper/helper_process.h"

#include <signal.h>

#include <utility>

namespace ga {

namespace {

QString withOutput(const QString &text, const QByteArray &output)
{
    return output.isEmpty() ? text : text + QStringLiteral(": ") + QString::fromUtf8(output);
}

QString exitText(const HelperOutcome &outcome)
{
    return outcome.output.isEmpty() ? QStringLiteral("exit status %1").arg(outcome.code)
                                    : QString::fromUtf8(outcome.output);
}

QString notStartedText(const HelperRequest &request, int errorNumber)
{
    const QString cause =
        QStringLiteral("failed to exec '%1'").arg(QString::fromUtf8(request.argv.first()));
    return Error::system(cause, errorNumber).description + QLatin1Char('\n');
}

QString overdueText(const HelperRequest &request, const HelperOutcome &outcome)
{
    const double seconds = std::chrono::duration<double>(request.deadline).count();
    const QString end = outcome.code == SIGKILL ? QStringLiteral("was killed")
                                                : QStringLiteral("could not be killed");
    return withOutput(QStringLiteral("it did not end within %1 s and %2").arg(seconds).arg(end),
                      outcome.output);
}

Error failedTo(const HelperRequest &request, const QString &cause, int errorNumber = 0)
{
    return {ErrorClass::GenericError,
            QStringLiteral("child process has failed to %1: %2").arg(request.action, cause),
            errorNumber};
}

Error errorOf(const HelperRequest &request, const HelperOutcome &outcome)
{
    switch (outcome.end) {
    case HelperEnd::Signalled:
        return Error::generic(
            withOutput(QStringLiteral("child process has terminated abnormally"), outcome.output));
    case HelperEnd::NotStarted:
        return failedTo(request, notStartedText(request, outcome.code), outcome.code);
    case HelperEnd::Overdue:
        return failedTo(request, overdueText(request, outcome));
    case HelperEnd::Exited:
        break;
    }
    return failedTo(request, exitText(outcome));
}

} // namespace

Result<HelperOutcome> observeHelper(const HelperRequest &request)
{
    auto process = HelperProcess::start(request);
    if (!process)
        return fail(std::move(process).error());
    return process->finish(request.deadline);
}

Result<HelperOutcome> runHelper(const HelperRequest &request)
{
    return observeHelper(request).and_then([&](HelperOutcome outcome) {
        return helperSuccess(request, outcome).map([&](Nothing) { return std::move(outcome); });
    });
}

Result<Nothing> helperSuccess(const HelperRequest &request, const HelperOutcome &outcome)
{
    if (outcome.end == HelperEnd::Exited && outcome.code == 0)
        return Nothing{};
    return fail(errorOf(request, outcome));
}

} // namespace ga
