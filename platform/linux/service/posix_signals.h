// SPDX-License-Identifier: Apache-2.0
// PosixSignals: the signals that end or reload the agent, as Qt signals.
#pragma once

#include "platform/linux/descriptor.h"
#include "protocol/result.h"

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace ga {

// SIGTERM, SIGINT and SIGQUIT ask to quit, SIGHUP to reload, SIGUSR1 to thaw; SIGPIPE and SIGUSR2 do
// nothing. They are caught and not ignored, because an ignored signal stays ignored in the programs
// that the agent starts. While this exists; one at a time.
class PosixSignals : public QObject
{
    Q_OBJECT

public:
    static Result<std::unique_ptr<PosixSignals>> create();
    ~PosixSignals() override;

Q_SIGNALS:
    void quitRequested();
    void reloadRequested();
    void thawRequested();

private:
    PosixSignals(Descriptor readEnd, Descriptor writeEnd);
    void drain();

    Descriptor m_readEnd;
    Descriptor m_writeEnd;
    QSocketNotifier m_notifier;
};

} // namespace ga
