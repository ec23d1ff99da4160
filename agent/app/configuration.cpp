// SPDX-License-Identifier: Apache-2.0
// Merges the defaults, the configuration file and the command line.
#include "app/configuration.h"

#include "app/command_line.h"
#include "app/key_file.h"
#include "app/policy_options.h"
#include "app/version.h"
#include "commands/catalogue.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>
#include <system_error>

namespace ga {

namespace {

constexpr qint64 largestFile = 64 * 1024; // Bytes; reading takes the square of a file's keys.

QString generalGroup()
{
    return QStringLiteral("general");
}

// The file's bytes; absent where there is no such file.
Result<std::optional<QByteArray>> readFile(const QString &path)
{
    // Qt can't tell "there is none" from "it may not be looked at", and a policy that can't be read
    // must not be dropped.
    std::error_code error;
    const auto type = std::filesystem::status(QFileInfo(path).filesystemFilePath(), error).type();
    if (type == std::filesystem::file_type::not_found)
        return std::optional<QByteArray>();
    if (type == std::filesystem::file_type::none)
        return fail(QString::fromLocal8Bit(error.message().c_str()));
    if (type != std::filesystem::file_type::regular) // A pipe could keep the agent from starting.
        return fail(QStringLiteral("Not a regular file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(file.errorString());
    const QByteArray text = file.read(largestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(file.errorString());
    if (text.size() > largestFile)
        return fail(QStringLiteral("larger than %1 bytes").arg(largestFile));
    return text;
}

QString withoutTrailingBlanks(QString text)
{
    while (!text.isEmpty() && text.back().isSpace())
        text.chop(1);
    return text;
}

Result<Nothing> applyKey(Options &options, const KeyFile &file, const OptionRow &row,
                         const char *keyName, const PlatformDefaults &defaults)
{
    const QString key = QString::fromLatin1(keyName);
    auto value = file.value(generalGroup(), key);
    if (!value)
        return fail(std::move(value).error());
    if (!*value)
        return Nothing{};
    const bool isSwitch = std::holds_alternative<bool Options::*>(row.target);
    const auto set =
        setOption(options, row, isSwitch ? withoutTrailingBlanks(**value) : **value, defaults);
    if (!set) {
        return fail(QStringLiteral("line %1: %2: %3")
                        .arg(file.line(generalGroup(), key))
                        .arg(key, set.error().description));
    }
    return Nothing{};
}

// What is wrong with one key keeps no other from being applied: readableOptions() wants these.
Result<Nothing> applyText(Options &options, const QByteArray &text,
                          const PlatformDefaults &defaults)
{
    const auto file = KeyFile::parse(text);
    if (!file)
        return fail(file.error());
    Result<Nothing> all = Nothing{};
    for (const OptionRow &row : optionTable()) {
        for (const char *key : {row.key, row.oldKey}) {
            if (!key)
                continue;
            if (auto applied = applyKey(options, *file, row, key, defaults); !applied && all)
                all = std::move(applied);
        }
    }
    return all;
}

// A file that the owner named must be there.
Result<Nothing> applyFile(Options &options, const QString &path, bool isRequired,
                          const Invocation &invocation)
{
    const QString place = path.isEmpty() ? path : QDir(invocation.directory).absoluteFilePath(path);
    const auto cause = [&](const QString &what) {
        return fail(
            QStringLiteral("error loading configuration from path: %1, %2").arg(path, what));
    };
    const auto text = readFile(place);
    if (!text)
        return cause(text.error().description);
    if (!*text)
        return isRequired ? cause(QStringLiteral("No such file or directory"))
                          : Result<Nothing>(Nothing{});
    if (const auto applied = applyText(options, **text, invocation.defaults); !applied)
        return cause(applied.error().description);
    options.configFile = place;
    options.blockRpcsInFile = options.blockRpcs;
    options.allowRpcsInFile = options.allowRpcs.has_value();
    if (const auto checked = checkPolicyOptions(options); !checked)
        return cause(checked.error().description);
    return Nothing{};
}

// Error: "PROG: NAME: CAUSE", of an option whose text can't be its value.
Result<Nothing> applyCommandLine(Options &options, const CommandLine &line,
                                 const PlatformDefaults &defaults)
{
    for (const OptionUse &use : line.uses) {
        if (const auto set = setOption(options, *use.row, use.value, defaults); !set) {
            return fail(QStringLiteral("%1: --%2: %3")
                            .arg(line.program, QString::fromLatin1(use.row->name),
                                 set.error().description));
        }
    }
    return Nothing{};
}

// Fills in what follows from the rest, and checks what must fit together.
Result<Nothing> complete(Options &options, const PlatformDefaults &defaults)
{
    if (options.path.isEmpty() && options.method == u"virtio-serial")
        options.path = defaults.virtioPath;
    if (options.path.isEmpty() && options.method == u"isa-serial")
        options.path = defaults.serialPath;
    if (options.path.isEmpty())
        return fail(QStringLiteral("must specify a path for this channel"));
    if (defaults.serviceActions.isEmpty())
        options.serviceAction.reset();
    if (options.serviceAction && !defaults.serviceActions.contains(*options.serviceAction))
        return fail(QStringLiteral("Unknown service command."));
    return Nothing{};
}

// The configuration file, which the command line may name, then the command line.
Result<Nothing> applyAll(Options &options, const CommandLine &line, const Invocation &invocation)
{
    const PlatformDefaults &defaults = invocation.defaults;
    Options named; // Only to learn of -c.
    if (auto applied = applyCommandLine(named, line, defaults); !applied)
        return applied;
    const QString path = named.configPath.value_or(
        invocation.configVariable.isNull() ? defaults.configPath : invocation.configVariable);
    return applyFile(options, path, named.configPath.has_value(), invocation)
        .and_then([&](Nothing) { return applyCommandLine(options, line, defaults); })
        .and_then([&](Nothing) { return complete(options, defaults); });
}

bool isForThisRunOnly(const OptionRow &row)
{
    return row.target == OptionTarget(&Options::serviceAction) ||
           row.target == OptionTarget(&Options::daemonize) ||
           row.target == OptionTarget(&Options::dumpConf);
}

bool isFile(const OptionRow &row)
{
    return row.target == OptionTarget(&Options::logfile) ||
           row.target == OptionTarget(&Options::pidfile) ||
           row.target == OptionTarget(&Options::stateDirectory) ||
           row.target == OptionTarget(&Options::freezeHook) ||
           row.target == OptionTarget(&Options::configPath);
}

// A service is started in another directory.
QStringList serviceOptions(const CommandLine &line, const QDir &directory)
{
    QStringList words;
    for (const OptionUse &use : line.uses) {
        if (isForThisRunOnly(*use.row))
            continue;
        QString word = QStringLiteral("--") + QString::fromLatin1(use.row->name);
        if (use.row->argument) {
            word += u'=';
            word += isFile(*use.row) && !use.value.isEmpty() ? directory.absoluteFilePath(use.value)
                                                             : use.value;
        }
        words += word;
    }
    return words;
}

QString commandNames()
{
    QString names;
    for (const Command &command : catalogue())
        names += QString::fromLatin1(command.name) + u'\n';
    return names;
}

// What the command line asks to print in place of running.
std::optional<QString> immediateText(const CommandLine &line, const PlatformDefaults &defaults)
{
    switch (line.end) {
    case CommandLineEnd::Help:
        return helpText(line.program, defaults);
    case CommandLineEnd::Version:
        return QStringLiteral("QEMU Guest Agent %1 (Qt Guest Agent %2)\n")
            .arg(protocolVersion(), agentVersion());
    case CommandLineEnd::CommandNames:
        return commandNames();
    case CommandLineEnd::Arguments:
        break;
    }
    return std::nullopt;
}

} // namespace

Result<Instructions> readInstructions(const Invocation &invocation)
{
    const PlatformDefaults &defaults = invocation.defaults;
    const auto line = parseCommandLine(invocation.arguments, defaults);
    if (!line)
        return fail(line.error());
    if (auto text = immediateText(*line, defaults))
        return Instructions{.print = std::move(text)};

    Instructions instructions{.options = defaultOptions(defaults),
                              .serviceOptions = serviceOptions(*line, QDir::current())};
    if (auto done = applyAll(instructions.options, *line, invocation); !done)
        return fail(std::move(done).error());
    if (instructions.options.dumpConf)
        instructions.print = dumpConfiguration(instructions.options);
    return instructions;
}

Options readableOptions(const Invocation &invocation)
{
    Options options = defaultOptions(invocation.defaults);
    if (const auto line = parseCommandLine(invocation.arguments, invocation.defaults))
        static_cast<void>(applyAll(options, *line, invocation));
    return options;
}

QString dumpConfiguration(const Options &options)
{
    KeyFile file;
    for (const OptionRow &row : optionTable()) {
        const auto text = row.key ? optionText(options, row) : std::nullopt;
        if (text)
            file.set(generalGroup(), QString::fromLatin1(row.key), *text);
    }
    return QString::fromUtf8(file.toText());
}

Result<ChannelMethod> channelMethod(const QString &name, const PlatformDefaults &defaults)
{
    if (defaults.methods.contains(name)) {
        if (name == u"virtio-serial")
            return ChannelMethod::VirtioSerial;
        if (name == u"isa-serial")
            return ChannelMethod::IsaSerial;
        if (name == u"unix-listen")
            return ChannelMethod::UnixListen;
        if (name == u"vsock-listen")
            return ChannelMethod::VsockListen;
    }
    return fail(QStringLiteral("unsupported channel method/type: %1").arg(name));
}

void makePathsAbsolute(Options &options, const QString &directory)
{
    const QDir base(directory);
    const auto make = [&](QString &path) {
        if (!path.isEmpty())
            path = base.absoluteFilePath(path);
    };
    make(options.pidfile);
    make(options.stateDirectory);
    if (options.logfile)
        make(*options.logfile);
    if (options.freezeHook)
        make(*options.freezeHook);
    if (options.freezeHookDirectory)
        make(*options.freezeHookDirectory);
    if (options.method == u"unix-listen") // Devices have absolute paths, and "COM1" is no file.
        make(options.path);
}

} // namespace ga
