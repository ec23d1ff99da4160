// SPDX-License-Identifier: Apache-2.0
// QProcess starts it without a window, as the agent has none itself.
#include "platform/windows/helper/helper.h"

#include <QProcess>

#include <windows.h>

#include <array>

namespace ga {

namespace {

// By its whole path: nothing else of this name is to be found first.
QString inSystemDirectory(const QString &program)
{
    std::array<wchar_t, MAX_PATH> directory{};
    ::GetSystemDirectoryW(directory.data(), UINT(directory.size()));
    return QString::fromWCharArray(directory.data()) + u'\\' + program;
}

} // namespace

Result<HelperOutcome> runHelper(const QString &program, const QStringList &arguments,
                                std::chrono::milliseconds deadline)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(inSystemDirectory(program), arguments);
    if (!process.waitForStarted())
        return fail(QStringLiteral("failed to run %1: %2").arg(program, process.errorString()));
    if (!process.waitForFinished(int(deadline.count()))) {
        process.kill();
        process.waitForFinished();
        return fail(QStringLiteral("%1 did not end in time").arg(program));
    }
    return HelperOutcome{quint32(process.exitCode()), process.readAll()};
}

} // namespace ga
