// SPDX-License-Identifier: Apache-2.0
// StopRequests: what the service manager or the console asks of the agent, as Qt signals.
#pragma once

#include <QObject>

namespace ga {

// One at a time. What is asked for while there is none is told to the next one, from its event loop.
class StopRequests : public QObject
{
    Q_OBJECT

public:
    StopRequests();
    ~StopRequests() override;

    // In any thread.
    static void quit();
    static void reload();
    static void thaw();

    // From now on Ctrl+C, Ctrl+Break, the closing of the console and the system's end ask to quit.
    static void watchConsole();

Q_SIGNALS:
    void quitRequested();
    void reloadRequested();
    void thawRequested();
};

} // namespace ga
