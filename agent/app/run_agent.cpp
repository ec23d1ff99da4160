// SPDX-License-Identifier: Apache-2.0
// Start and end of the agent, in the order that daemons need: options, fork, application, log, pid
// file, channel.
#include "app/run_agent.h"

#include "app/agent.h"
#include "app/configuration.h"
#include "app/frozen_mark.h"
#include "app/logger.h"
#include "commands/event_log.h"
#include "platform/api/channels.h"
#include "platform/api/service_host.h"

#include <QCoreApplication>
#include <QDir>
#include <QLoggingCategory>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <thread>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcAgent, "ga.agent")

QString startFailure(const Error &error)
{
    return QStringLiteral("could not start: ") + error.description;
}

int failStart(const Error &error)
{
    std::fputs(qUtf8Printable(error.description + u'\n'), stderr);
    return 1;
}

// Before there is a log.
int failEarly(const Error &error)
{
    const int exitCode = failStart(error);
    reportEarlyFailure(startFailure(error), exitCode);
    return exitCode;
}

// Whoever starts a service may not see its standard error.
int failLogged(const Error &error)
{
    qCInfo(lcEvent).noquote() << startFailure(error);
    return failStart(error);
}

Result<ChannelAddress> channelAddress(const Options &options)
{
    auto inherited = inheritedChannel();
    if (!inherited)
        return fail(std::move(inherited).error());
    if (*inherited)
        return **std::move(inherited);
    const auto method = channelMethod(options.method, platformDefaults());
    if (!method)
        return fail(method.error());
    return ChannelAddress{*method, options.path, std::nullopt};
}

Result<Nothing> setUpLog(Logger &logger, const Options &options)
{
    logger.setLevel(options.effectiveLogLevel());
    logger.setEventLog(createEventLog(QCoreApplication::applicationName()));
    // An earlier agent left its file systems frozen: a log that lies on one of them would keep this
    // one from thawing it.
    if (FrozenMark(options.stateDirectory).isSet())
        logger.hold();
    return options.logfile ? logger.setFile(*options.logfile) : Nothing{};
}

using PidFileMade = std::future<Result<std::unique_ptr<PidFile>>>;

constexpr std::chrono::seconds pidFilePatience(5);

PidFileMade makePidFile(const QString &path)
{
    std::promise<Result<std::unique_ptr<PidFile>>> made;
    auto future = made.get_future();
    std::thread([path, made = std::move(made)]() mutable {
        made.set_value(createPidFile(path));
    }).detach();
    return future;
}

// What lives as long as the agent serves.
class Run
{
public:
    // `invocation` is read again when the configuration is to be reloaded.
    Run(const Options &options, const Invocation &invocation, Logger &logger)
        : m_options(options)
        , m_invocation(invocation)
        , m_logger(logger)
        , m_configFile(options.configFile)
    {}

    Result<Nothing> start(const ChannelAddress &address, std::unique_ptr<StartReport> report);
    int serve();

private:
    Result<Nothing> takePidFile();
    void reload();
    Result<Options> readAnew() const;

    const Options &m_options;
    const Invocation &m_invocation;
    Logger &m_logger;
    QString m_configFile; // Of the rules in force; empty where they came from none.
    PidFileMade m_pidFileMade;
    std::unique_ptr<PidFile> m_pidFile;
    std::unique_ptr<ServiceHost> m_host;
    std::unique_ptr<Agent> m_agent;
};

Result<Nothing> Run::start(const ChannelAddress &address, std::unique_ptr<StartReport> report)
{
    if (m_options.daemonize) {
        m_pidFileMade = makePidFile(m_options.pidfile);
        if (const auto taken = takePidFile(); !taken)
            return taken;
    }
    auto host = createServiceHost(std::move(report));
    if (!host)
        return fail(std::move(host).error());
    m_host = *std::move(host);
    auto agent = Agent::create(m_options, m_logger, address);
    if (!agent)
        return fail(std::move(agent).error());
    m_agent = *std::move(agent);
    QObject::connect(m_host.get(), &ServiceHost::quitRequested, qApp, &QCoreApplication::quit);
    QObject::connect(m_host.get(), &ServiceHost::reloadRequested, qApp, [this] { reload(); });
    QObject::connect(m_host.get(), &ServiceHost::thawRequested, m_agent.get(),
                     &Agent::thawForOwner);
    QObject::connect(m_agent.get(), &Agent::gaveUp, qApp, [](const QString &reason) {
        qCCritical(lcAgent).noquote() << reason;
        QCoreApplication::exit(1);
    });
    return m_agent->start().and_then([this](Nothing) { return takePidFile(); });
}

// Where it is to lie on what an earlier agent left frozen it comes when that is thawed.
Result<Nothing> Run::takePidFile()
{
    if (!m_pidFileMade.valid() ||
        m_pidFileMade.wait_for(pidFilePatience) != std::future_status::ready)
        return Nothing{};
    auto pidFile = m_pidFileMade.get();
    if (!pidFile)
        return fail(std::move(pidFile).error());
    m_pidFile = *std::move(pidFile);
    return Nothing{};
}

// A file that held rules and isn't there is one that is just being replaced, more often than one
// that was given up: without it everything would be allowed.
Result<Options> Run::readAnew() const
{
    auto read = readInstructions(m_invocation);
    if (!read)
        return fail(std::move(read).error());
    if (read->options.configFile.isEmpty() && !m_configFile.isEmpty()) {
        return fail(QStringLiteral("the configuration file %1 is gone; to go on without it, "
                                   "restart the agent")
                        .arg(m_configFile));
    }
    return std::move(read->options);
}

void Run::reload()
{
    if (const auto reopened = m_logger.reopen(); !reopened)
        qCCritical(lcAgent).noquote() << reopened.error().description;
    const auto read = readAnew();
    if (read) {
        m_configFile = read->configFile;
        m_agent->reloadPolicy(*read);
        m_host->reportStatus(QStringLiteral("serving"));
        return;
    }
    qCCritical(lcAgent).noquote() << read.error().description +
                                         QStringLiteral(": the former rules stay in force");
    m_agent->keepPolicy(read.error().description);
    m_host->reportStatus(read.error().description +
                         QStringLiteral(": the former rules stay in force"));
}

int Run::serve()
{
    m_host->reportReady();
    const int exitCode = QCoreApplication::exec();
    m_host->reportStopping();
    m_agent->prepareToEnd();
    if (m_agent->hasUnfinishedWork()) {
        // A worker may hang in the kernel for ever: nobody can wait for it, and what it uses must
        // not be destroyed under it.
        m_pidFile.reset();
        m_host->reportStopped(exitCode);
        std::fflush(nullptr);
        std::_Exit(exitCode);
    }
    return exitCode;
}

int runBody(int argc, char **argv, const Options &options, const Invocation &invocation,
            const ChannelAddress &address, std::unique_ptr<StartReport> report)
{
    Logger logger;
    QCoreApplication application(argc, argv);
    settleLocale();
    if (const auto log = setUpLog(logger, options); !log)
        return failLogged(log.error());
    Run run(options, invocation, logger);
    if (const auto started = run.start(address, std::move(report)); !started)
        return failLogged(started.error());
    return run.serve();
}

} // namespace

int runAgent(int argc, char **argv)
{
    const Invocation invocation{programArguments(argc, argv), qEnvironmentVariable("QGA_CONF"),
                                platformDefaults(), QDir::currentPath()};
    auto instructions = readInstructions(invocation);
    if (!instructions)
        return failEarly(instructions.error());
    if (instructions->print) {
        std::fputs(qUtf8Printable(*instructions->print), stdout);
        return std::fflush(stdout) == 0 ? 0 : 1;
    }
    Options &options = instructions->options;
    if (options.serviceAction) {
        return platformDefaults().performServiceAction(*options.serviceAction,
                                                       instructions->serviceOptions);
    }
    const auto address = channelAddress(options);
    if (!address)
        return failEarly(address.error());
    if (options.daemonize)
        makePathsAbsolute(options, QDir::currentPath());
    const ServiceMode mode = options.daemonize ? ServiceMode::Background : ServiceMode::Foreground;
    return runService(mode, [&](std::unique_ptr<StartReport> report) {
        return runBody(argc, argv, options, invocation, *address, std::move(report));
    });
}

} // namespace ga
