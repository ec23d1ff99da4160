// SPDX-License-Identifier: Apache-2.0
// Puts the parts together: local file, transfer, checksum, and what is told about it.
#include "cli/copy_command.h"

#include "cli/client_options.h"
#include "cli/interrupt.h"
#include "cli/local_file.h"
#include "cli/progress_line.h"
#include "client/verification.h"

#include <cstdio>

namespace ga {

namespace {

const char *const usage =
    "Usage: qtga copy --socket=PATH [options] SOURCE DESTINATION\n"
    "\n"
    "Copies the content of one file to a guest or from it, through the guest's agent. One of the\n"
    "two names begins with \"guest:\"; the other is a file here, or - for a standard stream. Only\n"
    "content is copied: no owner, permissions, times or holes. A file here is replaced when all "
    "of\n"
    "it has come and was checked; one in the guest is written in place, as the protocol can't\n"
    "rename, and gets what permissions the agent gives a new file.\n"
    "\n"
    "Options:\n"
    "  --socket=PATH      the agent's socket: of QEMU's chardev, or of unix-listen\n"
    "  --timeout=SECONDS  how long the agent may be silent (default: 30)\n"
    "  --verify=HOW       compare SHA-256 sums at the end. exec: run sha256sum in the guest;\n"
    "                     read: read the guest's file again; auto: exec where it works, else\n"
    "                     read (default); none: don't\n"
    "  --chunk=BYTES      how much to carry in one request (default: 262144, at most 32 MiB)\n"
    "  --window=N         how many requests to send ahead of the answers (default: 8, at most 32)\n"
    "  --quiet            no progress, no summary\n"
    "\n"
    "Exit codes: 0 success, 1 failed, 2 wrong use, 3 no agent or no answer, 130 interrupted.\n";

constexpr int exitInterrupted = 130;

struct CopyOptions
{
    ClientOptions client;
    bool toGuest = false;
    QString local;
    QString guest;
    Verification verify = Verification::Auto;
    TransferOptions transfer;
    bool quiet = false;
};

tl::unexpected<ClientError> wrongUse(const QString &text)
{
    return clientFail(ClientError::Kind::Usage, text);
}

void addOptions(QCommandLineParser &parser)
{
    addClientOptions(parser);
    const auto add = [&](const char *name, const char *standard) {
        QCommandLineOption option(QString::fromLatin1(name));
        option.setValueName(QStringLiteral("value"));
        option.setDefaultValue(QString::fromLatin1(standard));
        parser.addOption(option);
    };
    add("verify", "auto");
    add("chunk", "262144");
    add("window", "8");
    parser.addOption(QCommandLineOption(QStringLiteral("quiet")));
    parser.addOption(QCommandLineOption(QStringList{QStringLiteral("h"), QStringLiteral("help")}));
}

ClientResult<qint64> readNumber(const QCommandLineParser &parser, const QString &name,
                                qint64 largest)
{
    bool valid = false;
    const qint64 number = parser.value(name).toLongLong(&valid);
    if (!valid || number < 1 || number > largest)
        return wrongUse(QStringLiteral("--%1: '%2' is no number from 1 to %3")
                            .arg(name, parser.value(name))
                            .arg(largest));
    return number;
}

ClientResult<Verification> readVerification(const QString &word)
{
    if (word == u"auto")
        return Verification::Auto;
    if (word == u"exec")
        return Verification::Exec;
    if (word == u"read")
        return Verification::Read;
    if (word == u"none")
        return Verification::None;
    return wrongUse(QStringLiteral("--verify: '%1' is none of auto, exec, read, none").arg(word));
}

ClientResult<std::monostate> readEnds(const QStringList &names, CopyOptions &options)
{
    const QString prefix = QStringLiteral("guest:");
    if (names.size() != 2)
        return wrongUse(QStringLiteral("two names are needed, SOURCE and DESTINATION"));
    options.toGuest = names[1].startsWith(prefix);
    if (options.toGuest == names[0].startsWith(prefix))
        return wrongUse(QStringLiteral("one of the two names, and only one, begins with \"guest:\" "
                                       "(a file here of such a name: ./guest:...)"));
    options.guest = names[options.toGuest ? 1 : 0].mid(prefix.size());
    options.local = names[options.toGuest ? 0 : 1];
    if (options.guest.isEmpty() || options.local.isEmpty())
        return wrongUse(QStringLiteral("a name is empty"));
    return std::monostate();
}

ClientResult<CopyOptions> readOptions(const QCommandLineParser &parser)
{
    constexpr qint64 largestChunk = 32 << 20; // Base64 of it fits into a request of 64 MiB.
    CopyOptions options;
    const auto client = readClientOptions(parser);
    const auto ends = readEnds(parser.positionalArguments(), options);
    const auto verify = readVerification(parser.value(QStringLiteral("verify")));
    const auto chunk = readNumber(parser, QStringLiteral("chunk"), largestChunk);
    const auto window = readNumber(parser, QStringLiteral("window"), 32);
    if (!client)
        return fail(client.error());
    if (!ends)
        return fail(ends.error());
    if (!verify)
        return fail(verify.error());
    if (!chunk)
        return fail(chunk.error());
    if (!window)
        return fail(window.error());
    options.client = *client;
    options.verify = *verify;
    options.transfer.chunk = *chunk;
    options.transfer.window = int(*window);
    options.transfer.hash = *verify != Verification::None;
    options.quiet = parser.isSet(QStringLiteral("quiet"));
    return options;
}

// The options of a transfer that draws `line`.
TransferOptions drawing(const CopyOptions &options, ProgressLine &line)
{
    TransferOptions transfer = options.transfer;
    transfer.progress = [&line](qint64 bytes) { line.update(bytes); };
    return transfer;
}

struct Copied
{
    Transferred transferred;
    GuestHash check;
};

ClientResult<Copied> verify(GuestClient &client, const CopyOptions &options,
                            const Transferred &transferred)
{
    ProgressLine line(QStringLiteral("checking "), !options.quiet);
    line.setTotal(transferred.bytes);
    const auto check = hashInGuest(client, options.guest, options.verify, drawing(options, line));
    if (!check)
        return fail(check.error());
    if (check->sha256 != transferred.sha256)
        return clientFail(
            ClientError::Kind::Failed,
            QStringLiteral("the copy differs: SHA-256 of what was carried is %1, of the guest's "
                           "file %2; did it change meanwhile? (--verify=none doesn't compare)")
                .arg(QString::fromLatin1(transferred.sha256), QString::fromLatin1(check->sha256)));
    return Copied{transferred, *check};
}

ClientResult<Copied> copyToGuest(GuestClient &client, const CopyOptions &options,
                                 LocalSource &source)
{
    const auto transferred = [&] {
        ProgressLine line({}, !options.quiet);
        line.setTotal(source.size());
        return upload(client, source.device(), options.guest, drawing(options, line));
    }();
    return transferred ? verify(client, options, *transferred) : fail(transferred.error());
}

ClientResult<Copied> copyFromGuest(GuestClient &client, const CopyOptions &options,
                                   LocalDestination &destination)
{
    const auto transferred = [&] {
        ProgressLine line({}, !options.quiet);
        std::function<void(qint64)> sized;
        if (line.isShown())
            sized = [&line](qint64 size) { line.setTotal(size); };
        return download(client, options.guest, destination.device(), drawing(options, line), sized);
    }();
    if (!transferred)
        return fail(transferred.error());
    const auto copied = verify(client, options, *transferred);
    if (!copied)
        return copied;
    return destination.commit().map([&](std::monostate) { return *copied; });
}

// `Local` is LocalSource or LocalDestination: what is here is opened before the guest is bothered.
template <typename Local>
ClientResult<Copied> copy(const CopyOptions &options,
                          ClientResult<Copied> (*carry)(GuestClient &, const CopyOptions &,
                                                        Local &))
{
    auto local = Local::open(options.local);
    if (!local)
        return fail(std::move(local).error());
    const auto client = openClient(options.client);
    if (!client)
        return fail(client.error());
    catchInterrupts();
    (*client)->setInterruption(&isInterrupted);
    return carry(**client, options, *local);
}

QString checkText(const Copied &copied)
{
    const QString sum = QString::fromLatin1(copied.transferred.sha256);
    switch (copied.check.method) {
    case Verification::Exec:
        return QStringLiteral("SHA-256 %1, as sha256sum in the guest says").arg(sum);
    case Verification::Read:
        return QStringLiteral("SHA-256 %1, as the guest's file has when read again").arg(sum);
    default:
        return QStringLiteral("not compared");
    }
}

QString summary(const Copied &copied, std::chrono::milliseconds elapsed)
{
    const double seconds = double(std::max<qint64>(elapsed.count(), 1)) / 1000;
    const double bytes = double(copied.transferred.bytes);
    return QStringLiteral("%1 bytes in %2 s (%3/s with the check); %4\n")
        .arg(copied.transferred.bytes)
        .arg(seconds, 0, 'f', 1)
        .arg(byteText(bytes / seconds), checkText(copied));
}

int run(const CopyOptions &options)
{
    QElapsedTimer timer;
    timer.start();
    const auto copied = options.toGuest ? copy<LocalSource>(options, &copyToGuest)
                                        : copy<LocalDestination>(options, &copyFromGuest);
    if (!copied) {
        const int code = report(copied.error());
        return isInterrupted() ? exitInterrupted : code;
    }
    if (!options.quiet)
        writeTo(stderr, summary(*copied, std::chrono::milliseconds(timer.elapsed())).toUtf8());
    return ExitSuccess;
}

} // namespace

int runCopy(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{QStringLiteral("qtga copy")} + arguments))
        return report({ClientError::Kind::Usage, parser.errorText(), {}});
    if (parser.isSet(QStringLiteral("help")))
        return writeTo(stdout, usage) ? ExitSuccess : ExitFailed;
    const auto options = readOptions(parser);
    return options ? run(*options) : report(options.error());
}

} // namespace ga
