// SPDX-License-Identifier: Apache-2.0
// What a host can leave behind commands that hang is bounded.
#include "commands/catalogue.h"
#include "runtime/left_behind.h"

#include <QTest>

using namespace ga;

namespace {

constexpr int mostTasks = 1000;
constexpr qsizetype mostBytes = 64 << 20;
constexpr quint64 mostWorkers = 32;

std::shared_ptr<Task> task(const char *command, quint64 lane = 1, qsizetype size = 1)
{
    Request request;
    request.size = size;
    return std::make_shared<Task>(Task{.request = std::move(request),
                                       .command = findCommand(command),
                                       .lane = lane,
                                       .since = QDateTime::currentDateTime(),
                                       .answered = false});
}

} // namespace

class LeftBehindTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soManyMayWait();
    void soMuchMayWait();
    void whatHasEndedMakesRoom();
    void soManyWorkersMayHang();
    void oneAtATimeWorksOnAResource();
};

void LeftBehindTest::soManyMayWait()
{
    LeftBehind left;
    for (int i = 1; i < mostTasks; ++i)
        left.queue(task("guest-get-users"));
    QVERIFY(!left.isFull());
    left.queue(task("guest-get-users"));
    QVERIFY(left.isFull());
}

void LeftBehindTest::soMuchMayWait()
{
    LeftBehind left;
    left.queue(task("guest-file-write", 1, mostBytes));
    QVERIFY(!left.isFull());
    left.queue(task("guest-file-write"));
    QVERIFY(left.isFull());
}

void LeftBehindTest::whatHasEndedMakesRoom()
{
    LeftBehind left;
    const auto large = task("guest-file-write", 1, mostBytes + 1);
    left.add(large);
    QVERIFY(left.isFull());
    left.remove(large);
    QVERIFY(!left.isFull() && left.isEmpty());
}

void LeftBehindTest::soManyWorkersMayHang()
{
    LeftBehind left;
    for (quint64 lane = 1; lane <= mostWorkers; ++lane)
        left.add(task("guest-exec", lane));
    QVERIFY(left.checkFree(*findCommand("guest-exec"), 1)); // It has one of them itself.
    const auto checked = left.checkFree(*findCommand("guest-exec"), mostWorkers + 1);
    QVERIFY(!checked);
    QCOMPARE(checked.error().description,
             QStringLiteral("guest-exec can't be begun: 32 commands are still running"));
    QVERIFY(left.checkFree(*findCommand("guest-fsfreeze-thaw"), mostWorkers + 1));
}

void LeftBehindTest::oneAtATimeWorksOnAResource()
{
    LeftBehind left;
    left.add(task("guest-set-user-password", 1));
    const Command &another = *findCommand("guest-ssh-add-authorized-keys");
    QVERIFY(left.checkFree(another, 1));
    const auto checked = left.checkFree(another, 2);
    QVERIFY(!checked);
    QVERIFY(checked.error().description.startsWith(
        QStringLiteral("guest-ssh-add-authorized-keys can't be begun: guest-set-user-password is "
                       "still running since ")));
    QVERIFY(left.checkFree(*findCommand("guest-get-users"), 2));
}

QTEST_GUILESS_MAIN(LeftBehindTest)
#include "left_behind_test.moc"
