// SPDX-License-Identifier: Apache-2.0
// The process as the system sees it: how it is started, told to reload or to end, and how it says
// that it is ready.
#pragma once

#include "protocol/result.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace ga {

// main()'s arguments, argv[0] included, whatever the locale. For use before there is a
// QCoreApplication.
QStringList programArguments(int argc, char **argv);

// Keeps the system's texts in English and characters in UTF-8, whatever the environment says. The
// environment itself is left as it is, for the programs that the agent starts. To be called when
// there is a QCoreApplication.
void settleLocale();

// Whoever started the agent in the background waits until it is ready. Destroyed before, it says
// that the start failed.
class StartReport
{
public:
    virtual ~StartReport() = default;
    virtual void ready() = 0;
};

enum class ServiceMode { Foreground, Background };

// Runs `body` and returns what it returns, the program's exit code. In the background it runs in a
// new process without terminal, with umask 077, in the root directory, whose standard error is the
// caller's until ready(); the caller's process returns 0 at ready(), or 1 when the start failed. To
// be called before there is a QCoreApplication or a thread.
int runService(ServiceMode mode, const std::function<int(std::unique_ptr<StartReport>)> &body);

// For a start that fails before runService(): tells the system's event log and the service manager,
// where one has started this program and doesn't show its standard error.
void reportEarlyFailure(const QString &sentence, int exitCode);

// A file with the process's number, locked and there for as long as this exists.
class PidFile
{
public:
    virtual ~PidFile() = default;
};

// Of the process that calls. Errors: "Could not create 'P': CAUSE", "Cannot lock pid file: CAUSE"
// where another process has it, "Failed to write pid file: CAUSE".
Result<std::unique_ptr<PidFile>> createPidFile(const QString &path);

// The service manager's word to the agent, and back. One at a time, in the thread with the event
// loop.
class ServiceHost : public QObject
{
    Q_OBJECT

public:
    // Also tells the start report.
    virtual void reportReady() = 0;
    virtual void reportStopping() = 0;

    // Only for a process that ends without returning from runService()'s body: the last word.
    virtual void reportStopped(int) {}

    // One sentence on how the agent is, for the service manager to show.
    virtual void reportStatus(const QString &sentence) = 0;

Q_SIGNALS:
    void quitRequested(); // Perhaps more than once.
    void reloadRequested();
    void thawRequested(); // By the guest's owner.
};

// Error where the system has no descriptors left.
Result<std::unique_ptr<ServiceHost>> createServiceHost(std::unique_ptr<StartReport> report);

} // namespace ga
