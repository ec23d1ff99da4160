// SPDX-License-Identifier: Apache-2.0
// What the service manager is told from a service's start to its end, what it may ask, and when it
// starts the service again.
#include "platform/windows/service/service_states.h"

#include <QTest>

#include <algorithm>

using namespace ga;
using namespace std::chrono_literals;

namespace {

const StateReport starting{.state = ServiceState::StartPending, .patience = 30s};
const StateReport running{.state = ServiceState::Running};
const StateReport stopping{.state = ServiceState::StopPending, .patience = 20s};
const StateReport stopped{.state = ServiceState::Stopped};

ServiceStatus after(std::initializer_list<StateReport> reports)
{
    ServiceStatus status;
    for (const StateReport &each : reports)
        status = statusAfter(status, each).value_or(status);
    return status;
}

} // namespace

class ServiceStatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startTakesNothingAndHasAHint()
    {
        const ServiceStatus status = after({starting});
        QCOMPARE(status.state, 2U);
        QCOMPARE(status.accepted, 0U);
        QCOMPARE(status.checkPoint, 1U);
        QCOMPARE(status.waitHint, 30000U);
        QCOMPARE(after({starting, starting}).checkPoint, 2U);
    }

    void runningTakesStopShutdownAndReload()
    {
        const ServiceStatus status = after({starting, running});
        QCOMPARE(status.state, 4U);
        QCOMPARE(status.accepted, 0x1U | 0x4U | 0x8U | 0x100U);
        QCOMPARE(status.checkPoint, 0U);
        QCOMPARE(status.waitHint, 0U);
    }

    void whatIsToStopDoesNotRunAgain()
    {
        QVERIFY(!statusAfter(after({starting, stopping}), running));
        QCOMPARE(after({starting, running, stopping, running}).state, 3U);
        QCOMPARE(after({starting, running, stopping, stopping}).checkPoint, 2U);
    }

    void whatHasStoppedStaysSo()
    {
        for (const StateReport &each : {starting, running, stopping, stopped})
            QVERIFY(!statusAfter(after({starting, stopped}), each));
    }

    void exitCodeIsTheServicesOwn()
    {
        const ServiceStatus failed =
            after({starting, {.state = ServiceState::Stopped, .exitCode = 3}});
        QCOMPARE(failed.exitError, 1066U);
        QCOMPARE(failed.exitCode, 3U);
        QCOMPARE(after({starting, stopped}).exitError, 0U);
    }

    void ordersOfTheManager()
    {
        for (const quint32 control : {1U, 5U, 15U})
            QCOMPARE(serviceOrder(control), ServiceOrder::Quit);
        QCOMPARE(serviceOrder(4), ServiceOrder::None);
        QCOMPARE(serviceOrder(6), ServiceOrder::Reload);
        QCOMPARE(serviceOrder(128), ServiceOrder::Thaw);
        for (const quint32 control : {2U, 3U, 127U, 129U})
            QCOMPARE(serviceOrder(control), ServiceOrder::Unknown);
    }

    void recoveryWaitsLongerEachTime()
    {
        QVERIFY(std::is_sorted(recoveryDelays.begin(), recoveryDelays.end()));
        QCOMPARE(recoveryDelays.front(), 5s);
        QVERIFY(recoveryDelays.back() < failureMemory);
    }
};

QTEST_APPLESS_MAIN(ServiceStatesTest)
#include "service_states_test.moc"
