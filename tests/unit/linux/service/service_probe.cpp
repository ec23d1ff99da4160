// SPDX-License-Identifier: Apache-2.0
// Does what the agent does with its process, and nothing else, for the tests to watch.
#include "platform/api/service_host.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

using namespace ga;

namespace {

using ReportPointer = std::unique_ptr<StartReport>;

void say(const char *text)
{
    std::fprintf(stderr, "%s\n", text);
}

// What the process has become, as "name=value" lines.
void writeFacts(QFile &file)
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    char directory[4096] = {};
    const char *where = ::getcwd(directory, sizeof directory);
    file.write("leads=" + QByteArray::number(::getsid(0) == ::getpid()) + '\n');
    file.write("umask=" + QByteArray::number(mask, 8) + '\n');
    file.write(QByteArray("directory=") + where + '\n');
    file.flush();
}

// Says something before and after it is ready, and ends with 7.
int startAndEnd(ReportPointer report, const QString &path)
{
    QFile file(path); // Open to the end, so that a missing standard descriptor could become it.
    if (!file.open(QIODevice::WriteOnly))
        return 2;
    say("before");
    writeFacts(file);
    report->ready();
    say("after");
    std::fputs("after\n", stdout);
    std::fflush(stdout);
    return 7;
}

// Runs with a pid file until a signal asks it to end.
int serve(int argc, char **argv, ReportPointer report, const QString &pidPath)
{
    QCoreApplication application(argc, argv);
    settleLocale();
    auto pidFile = createPidFile(pidPath);
    auto host = createServiceHost(std::move(report));
    if (!pidFile || !host) {
        say(qPrintable((pidFile ? host.error() : pidFile.error()).description));
        return 1;
    }
    QObject::connect(host->get(), &ServiceHost::quitRequested, &application, [&] {
        (*host)->reportStopping();
        QCoreApplication::quit();
    });
    QObject::connect(host->get(), &ServiceHost::reloadRequested, &application,
                     [&] { (*host)->reportStatus(QStringLiteral("reloaded")); });
    (*host)->reportReady();
    return QCoreApplication::exec();
}

int complain()
{
    say("no good");
    return 3;
}

} // namespace

// service_probe foreground|background end|fail|serve FILE
int main(int argc, char **argv)
{
    const QStringList arguments = programArguments(argc, argv);
    const QString what = arguments.value(2);
    const QString path = arguments.value(3);
    const auto mode =
        arguments.value(1) == u"background" ? ServiceMode::Background : ServiceMode::Foreground;
    return runService(mode, [&](ReportPointer report) {
        if (what == u"end")
            return startAndEnd(std::move(report), path);
        if (what == u"serve")
            return serve(argc, argv, std::move(report), path);
        return complain();
    });
}
