// SPDX-License-Identifier: Apache-2.0
// Descriptors that a program must not inherit, by either of two ways.
#include "platform/linux/processes/close_on_exec.h"

#include "platform/linux/descriptor.h"

#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>

#include <vector>

using namespace ga;

namespace {

using Way = void (*)(int);

bool isClosedOnExec(int descriptor)
{
    return ::fcntl(descriptor, F_GETFD) & FD_CLOEXEC;
}

} // namespace

class CloseOnExecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksAllFromTheFirst_data();
    void marksAllFromTheFirst();
};

void CloseOnExecTest::marksAllFromTheFirst_data()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("close_range(2)") << Way(&closeOnExecFrom);
    QTest::newRow("by listing") << Way(&closeOnExecByListing);
}

void CloseOnExecTest::marksAllFromTheFirst()
{
    QFETCH(Way, way);
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    const size_t count = std::min<rlim_t>(limit.rlim_cur, 1024) - 100;
    std::vector<Descriptor> open; // More than one getdents64 call lists.
    for (size_t i = 0; i < count; ++i)
        open.emplace_back(::open("/dev/null", O_RDONLY));
    QVERIFY(open.back().isValid());

    const int first = open[1].number();
    way(first);
    QVERIFY(!isClosedOnExec(open[0].number()));
    QVERIFY(!isClosedOnExec(STDERR_FILENO));
    for (size_t i = 1; i < count; ++i)
        QVERIFY2(isClosedOnExec(open[i].number()), qPrintable(QString::number(i)));
}

QTEST_GUILESS_MAIN(CloseOnExecTest)
#include "close_on_exec_test.moc"
