// SPDX-License-Identifier: Apache-2.0
// The rows of the option table. What qemu-ga has too keeps its letter, name, key and meaning.
#include "app/option_table.h"

#include "app/option_values.h"

#include <array>
#include <type_traits>

namespace ga {

namespace {

// Options of our own have a key only: a new long name would make an abbreviation of an old one
// ambiguous.
constexpr std::array rows{
    OptionRow{.letter = 'd',
              .name = "daemonize",
              .key = "daemon",
              .target = &Options::daemonize,
              .help = "run in the background, with a pid file"},
    OptionRow{.letter = 'm',
              .name = "method",
              .key = "method",
              .argument = "METHOD",
              .target = &Options::method,
              .help = "the transport to the host: virtio-serial, isa-serial, unix-listen or "
                      "vsock-listen (the last one not on Windows)"},
    OptionRow{.letter = 'p',
              .name = "path",
              .key = "path",
              .argument = "PATH",
              .target = &Options::path,
              .help = "the transport's device or socket; CID:PORT for vsock-listen"},
    OptionRow{.letter = 'l',
              .name = "logfile",
              .key = "logfile",
              .argument = "FILE",
              .target = &Options::logfile,
              .help = "append the log to FILE; standard error has it otherwise"},
    OptionRow{.letter = 'f',
              .name = "pidfile",
              .key = "pidfile",
              .argument = "FILE",
              .target = &Options::pidfile,
              .help = "the pid file of --daemonize"},
    OptionRow{.letter = 'F',
              .name = "fsfreeze-hook",
              .key = "fsfreeze-hook",
              .argument = "FILE",
              .glued = true,
              .target = &Options::freezeHook,
              .help =
                  "run FILE with 'freeze' before and with 'thaw' after a freeze. FILE must follow "
                  "without a space, as in -F/etc/hook"},
    OptionRow{.letter = 't',
              .name = "statedir",
              .key = "statedir",
              .argument = "DIR",
              .target = &Options::stateDirectory,
              .help = "keep state in the existing directory DIR"},
    OptionRow{.letter = 'v',
              .name = "verbose",
              .key = "verbose",
              .target = &Options::verbose,
              .help = "log everything but contents"},
    OptionRow{.letter = 'r',
              .name = "retry-path",
              .key = "retry-path",
              .target = &Options::retryPath,
              .help = "wait for the path where it is missing, and open it again after an error"},
    OptionRow{
        .letter = 'b',
        .name = "block-rpcs",
        .oldName = "blacklist",
        .key = "block-rpcs",
        .oldKey = "blacklist",
        .argument = "LIST",
        .target = &Options::blockRpcs,
        .help = "commands that are refused, separated by commas without spaces; 'help' lists all"},
    OptionRow{.letter = 'a',
              .name = "allow-rpcs",
              .key = "allow-rpcs",
              .argument = "LIST",
              .target = &Options::allowRpcs,
              .help = "the only commands that are allowed, written as for --block-rpcs, which goes "
                      "before it"},
    OptionRow{.key = "fsfreeze-exclude-mountpoints",
              .argument = "LIST",
              .target = &Options::freezeExcludeMountpoints,
              .help = "mount points that are never frozen, separated by commas without spaces"},
    OptionRow{.key = "fsfreeze-exclude-types",
              .argument = "LIST",
              .target = &Options::freezeExcludeTypes,
              .help = "file system types that are never frozen"},
    OptionRow{.key = "fsfreeze-exclude-devices",
              .argument = "LIST",
              .target = &Options::freezeExcludeDevices,
              .help = "devices whose file systems are never frozen, as /dev/sda1 or MAJOR:MINOR"},
    OptionRow{.key = "fsfreeze-timeout",
              .argument = "TIME",
              .target = &Options::freezeTimeout,
              .help = "thaw after TIME (seconds, or a number with s, m or h); 10m where it is not "
                      "given, 0: never"},
    OptionRow{.key = "fsfreeze-hook-dir",
              .argument = "DIR",
              .target = &Options::freezeHookDirectory,
              .help =
                  "run the executable files of DIR with 'freeze' before a freeze and, the other "
                  "way round, with 'thaw' after it"},
    OptionRow{.key = "fsfreeze-hook-timeout",
              .argument = "TIME",
              .target = &Options::freezeHookTimeout,
              .help =
                  "kill a hook after TIME; 1m in DIR and 10m for FILE where it is not given, 0: "
                  "never"},
    OptionRow{.key = "fsfreeze-hook-failure",
              .argument = "WHAT",
              .target = &Options::freezeHookFailure,
              .help = "abort the freeze when a file of DIR fails, as without this, or ignore it"},
    OptionRow{.key = "vss-backup-type",
              .argument = "TYPE",
              .target = &Options::vssBackupType,
              .help = "what a freeze on Windows tells applications that it is for: copy, as "
                      "without this, full, incremental, differential or log"},
    OptionRow{.key = "profile",
              .argument = "PROFILE",
              .target = &Options::profile,
              .help = "what the host may do at all: open (everything, as without this), rhel (no "
                      "programs, no files), observe (only read the guest's state), backup (that, "
                      "and freeze)"},
    OptionRow{.key = "exec-programs",
              .argument = "LIST",
              .target = &Options::execPrograms,
              .help = "the only programs that guest-exec starts, by their absolute paths; 'none': "
                      "none at all"},
    OptionRow{.key = "file-read-directories",
              .argument = "LIST",
              .target = &Options::fileReadDirectories,
              .help = "the only directories beneath which guest-file-open opens files for reading"},
    OptionRow{.key = "file-write-directories",
              .argument = "LIST",
              .target = &Options::fileWriteDirectories,
              .help = "the only directories beneath which it opens files for writing"},
    OptionRow{.key = "password-users",
              .argument = "LIST",
              .target = &Options::passwordUsers,
              .help = "the only users whose passwords the host may set"},
    OptionRow{.key = "key-users",
              .argument = "LIST",
              .target = &Options::keyUsers,
              .help = "the only users whose SSH keys the host may change"},
    OptionRow{.key = "status-address",
              .argument = "ADDRESS",
              .target = &Options::statusAddress,
              .help = "where the status is told: a socket's path, on Windows a pipe's name; its "
                      "directory must be there; 'none': nowhere"},
    OptionRow{.key = "audit-file",
              .argument = "FILE",
              .target = &Options::auditFile,
              .help =
                  "append what the host did to FILE, in a directory that must be there; 'none': "
                  "nowhere"},
    OptionRow{.key = "log-level",
              .argument = "LEVEL",
              .target = &Options::logLevel,
              .help = "what is logged without --verbose: error, warning, info or debug"},
    OptionRow{.key = "reported-version",
              .argument = "VERSION",
              .target = &Options::reportedVersion,
              .help = "the version that the host is told"},
    OptionRow{.letter = 'c',
              .name = "config",
              .argument = "FILE",
              .target = &Options::configPath,
              .help = "read FILE in place of the configuration file; QGA_CONF names one too"},
    OptionRow{.letter = 'D',
              .name = "dump-conf",
              .target = &Options::dumpConf,
              .help = "print the configuration that is in effect, as a file, and exit"},
    OptionRow{.letter = 's',
              .name = "service",
              .argument = "ACTION",
              .target = &Options::serviceAction,
              .help =
                  "install, uninstall, take-over, give-back, vss-install, vss-uninstall; after all else"},
    OptionRow{.letter = 'V',
              .name = "version",
              .target = &Options::version,
              .help = "print the version and exit"},
    OptionRow{
        .letter = 'h', .name = "help", .target = &Options::help, .help = "print this and exit"},
};

template <typename Value>
constexpr bool isList =
    std::is_same_v<Value, QStringList> || std::is_same_v<Value, std::optional<QStringList>>;

} // namespace

std::span<const OptionRow> optionTable()
{
    return rows;
}

bool hasLongName(const OptionRow &row, const PlatformDefaults &defaults)
{
    if (row.target == OptionTarget(&Options::serviceAction))
        return !defaults.serviceActions.isEmpty();
    return row.name != nullptr;
}

Options defaultOptions(const PlatformDefaults &defaults)
{
    Options options;
    options.method = QStringLiteral("virtio-serial");
    options.pidfile = defaults.pidfile;
    options.stateDirectory = defaults.stateDirectory;
    return options;
}

Result<Nothing> setOption(Options &options, const OptionRow &row, const QString &text,
                          const PlatformDefaults &defaults)
{
    const auto set = [&](auto member) -> Result<Nothing> {
        using Value = std::remove_cvref_t<decltype(options.*member)>;
        if (!text.isEmpty() || std::is_same_v<Value, bool>)
            return readValue(text, options.*member);
        if constexpr (std::is_same_v<Value, std::optional<QStringList>>) {
            if (!row.name) // Of our own: an empty list is one, too.
                options.*member = QStringList();
        }
        if (!isList<Value>)
            options.*member = defaultOptions(defaults).*member;
        return Nothing{};
    };
    return std::visit(set, row.target);
}

std::optional<QString> optionText(const Options &options, const OptionRow &row)
{
    // Lists of the command line are always written, empty ones too, as qemu-ga does; our own only
    // where they are set.
    const auto *list = std::get_if<std::optional<QStringList> Options::*>(&row.target);
    if (list && !row.name && !(options.**list))
        return std::nullopt;
    return std::visit([&](auto member) { return writeValue(options.*member); }, row.target);
}

} // namespace ga
