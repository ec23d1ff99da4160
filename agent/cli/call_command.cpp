// SPDX-License-Identifier: Apache-2.0
// Builds the request before it connects, so that what is wrongly typed never reaches a guest.
#include "cli/call_command.h"

#include "cli/client_options.h"
#include "client/arguments.h"
#include "client/command_list.h"
#include "client/exec_wait.h"
#include "client/json_text.h"
#include "client/silent_call.h"
#include "client/suggestion.h"
#include "commands/catalogue.h"
#include "platform/api/console.h"

#include <algorithm>
#include <cstdio>

namespace ga {

namespace {

const char *const usage =
    "Usage: qtga call --socket=PATH [options] COMMAND [ARGUMENT...]\n"
    "       qtga call --socket=PATH --list\n"
    "\n"
    "Has an agent carry out one command and prints what it returns.\n"
    "\n"
    "Arguments, typed by the catalogue of commands (qtga schema):\n"
    "  NAME=VALUE    a number, true/false (on/off), a word or a text; text for a base64 member is\n"
    "                encoded on the way\n"
    "  NAME=@FILE    what a file holds (@- is the standard input): its bytes for a base64 member,\n"
    "                its text less the last line end for any other\n"
    "  NAME=@@TEXT   a text that begins with @\n"
    "  NAME:=JSON    a value as it is, needed for objects; a base64 member takes base64 here\n"
    "  NAME=A NAME=B a list\n"
    "Values for a command that isn't in the catalogue are JSON where they can be read as that, "
    "and\n"
    "texts else.\n"
    "\n"
    "Options:\n"
    "  --socket=PATH      the agent's socket: of QEMU's chardev, or of unix-listen\n"
    "  --timeout=SECONDS  how long the agent may be silent (default: 30)\n"
    "  --list             show the agent's commands and which of them are on\n"
    "  --wait             with guest-exec: wait for the program's end, write its output to the\n"
    "                     standard output and error, and exit with its exit code (128+N for\n"
    "                     signal N)\n"
    "  --decode           show base64 that holds text as that text\n"
    "  --compact          print one line\n"
    "  --raw              send what is typed without a look at the catalogue\n"
    "  --show-request     print the request to the standard error\n"
    "\n"
    "Exit codes: 0 success, 1 the agent's error, 2 wrong use, 3 no agent or no answer.\n";

struct CallOptions
{
    ClientOptions client;
    QString command;
    QStringList words;
    bool list = false;
    bool wait = false;
    bool decode = false;
    bool compact = false;
    bool raw = false;
    bool showRequest = false;
};

tl::unexpected<ClientError> wrongUse(const QString &text)
{
    return clientFail(ClientError::Kind::Usage, text);
}

void addFlags(QCommandLineParser &parser)
{
    addClientOptions(parser);
    for (const char *flag : {"list", "wait", "decode", "compact", "raw", "show-request"})
        parser.addOption(QCommandLineOption(QString::fromLatin1(flag)));
    parser.addOption(QCommandLineOption(QStringList{QStringLiteral("h"), QStringLiteral("help")}));
}

ClientResult<CallOptions> readOptions(const QCommandLineParser &parser)
{
    const auto isSet = [&](const char *flag) { return parser.isSet(QString::fromLatin1(flag)); };
    const QStringList words = parser.positionalArguments();
    const auto client = readClientOptions(parser);
    if (!client)
        return fail(client.error());
    CallOptions options{*client,          words.value(0), words.mid(1),
                        isSet("list"),    isSet("wait"),  isSet("decode"),
                        isSet("compact"), isSet("raw"),   isSet("show-request")};
    if (options.list != words.isEmpty())
        return wrongUse(options.list ? QStringLiteral("--list takes no command")
                                     : QStringLiteral("which command? see qtga call --help"));
    if (options.wait && options.command != u"guest-exec")
        return wrongUse(QStringLiteral("--wait is for guest-exec"));
    return options;
}

bool capturesOutput(const QList<ArgumentWord> &words)
{
    return std::any_of(words.begin(), words.end(),
                       [](const ArgumentWord &word) { return word.name == u"capture-output"; });
}

ClientResult<QByteArray> buildArguments(const CallOptions &options, const Command *row)
{
    auto words = readArgumentWords(options.words);
    if (!words)
        return fail(std::move(words).error());
    if (options.wait && !capturesOutput(*words))
        words->append({QStringLiteral("capture-output"), ArgumentWord::Form::Json, {}, "true"});
    return row && !options.raw ? typedArguments(*words, *row->describeArguments())
                               : untypedArguments(*words);
}

int printResult(const Reply &reply, const CallOptions &options, const Command *row)
{
    const bool colour =
        isTerminal(StandardStream::Output) && !qEnvironmentVariableIsSet("NO_COLOR");
    const TypePointer type = row ? row->describeResult() : nullptr;
    const JsonText text =
        jsonText(reply.result(), type.get(), {options.compact, colour, options.decode});
    for (const QString &name : text.encoded)
        writeTo(stderr,
                QStringLiteral("note: %1 holds no text, shown as base64\n").arg(name).toUtf8());
    return writeTo(stdout, text.utf8 + '\n') ? ExitSuccess : ExitFailed;
}

void noteTruncation(bool truncated, const char *stream)
{
    if (truncated)
        std::fprintf(stderr, "note: the agent kept only the first part of the standard %s\n",
                     stream);
}

int waitForProgram(GuestClient &client, const QByteArray &request)
{
    const auto outcome = execAndWait(client, request);
    if (!outcome)
        return report(outcome.error());
    const bool written = writeTo(stdout, outcome->output) && writeTo(stderr, outcome->errors);
    noteTruncation(outcome->outputTruncated, "output");
    noteTruncation(outcome->errorsTruncated, "error");
    const int code = shellExitCode(*outcome);
    return code == ExitSuccess && !written ? ExitFailed : code;
}

int callAndSeeNoError(GuestClient &client, const CallOptions &options, const QByteArray &arguments)
{
    const auto outcome = callSilent(client, options.command, arguments);
    if (!outcome)
        return report(outcome.error());
    if (*outcome == SilentOutcome::Silence)
        std::fputs("note: the agent is silent, as it is when the guest goes down\n", stderr);
    return ExitSuccess;
}

int callAndPrint(GuestClient &client, const CallOptions &options, const QByteArray &request,
                 const Command *row)
{
    const auto reply = client.call(request);
    if (reply)
        return printResult(*reply, options, row);
    ClientError error = reply.error();
    if (error.errorClass == u"CommandNotFound" && !row) {
        QStringList names;
        for (const Command &known : catalogue())
            names += QString::fromUtf8(known.name);
        error.text += suggestion(options.command, names);
    }
    return report(error);
}

int listCommands(GuestClient &client)
{
    const auto table = client.call(QStringLiteral("guest-info")).and_then(&commandTable);
    if (!table)
        return report(table.error());
    return writeTo(stdout, table->toUtf8()) ? ExitSuccess : ExitFailed;
}

int run(const CallOptions &options)
{
    const Command *row = findCommand(options.command.toUtf8());
    const auto arguments = buildArguments(options, row);
    if (!arguments)
        return report(arguments.error());
    const QByteArray request = requestLine(options.command, *arguments);
    if (options.showRequest)
        writeTo(stderr, request);
    const auto client = openClient(options.client);
    if (!client)
        return report(client.error());
    if (options.wait)
        return waitForProgram(**client, request);
    if (row && row->traits.answer == Answer::OnlyErrors)
        return callAndSeeNoError(**client, options, *arguments);
    return callAndPrint(**client, options, request, row);
}

int runList(const CallOptions &options)
{
    const auto client = openClient(options.client);
    return client ? listCommands(**client) : report(client.error());
}

} // namespace

int runCall(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFlags(parser);
    if (!parser.parse(QStringList{QStringLiteral("qtga call")} + arguments))
        return report({ClientError::Kind::Usage, parser.errorText(), {}});
    if (parser.isSet(QStringLiteral("help")))
        return writeTo(stdout, usage) ? ExitSuccess : ExitFailed;
    const auto options = readOptions(parser);
    if (!options)
        return report(options.error());
    return options->list ? runList(*options) : run(*options);
}

} // namespace ga
