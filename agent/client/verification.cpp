// SPDX-License-Identifier: Apache-2.0
// Asks for sha256sum, or reads.
#include "client/verification.h"

#include "client/exec_wait.h"
#include "client/terminal_text.h"
#include "protocol/json_writer.h"

#include <QRegularExpression>

namespace ga {

namespace {

// Takes everything and keeps nothing.
class NullDevice : public QIODevice
{
protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override { return size; }
};

QByteArray sumRequest(const QString &path)
{
    JsonWriter arguments;
    arguments.beginObject();
    arguments.key("path");
    arguments.utf8("sha256sum");
    arguments.key("arg");
    arguments.beginArray();
    arguments.utf8("--");
    arguments.value(QStringView(path));
    arguments.endArray();
    arguments.key("capture-output");
    arguments.value(true);
    arguments.endObject();
    return requestLine(QStringLiteral("guest-exec"), arguments.take());
}

ClientResult<GuestHash> hashByExec(GuestClient &client, const QString &path)
{
    const auto outcome = execAndWait(client, sumRequest(path));
    if (!outcome)
        return fail(outcome.error());
    // A backslash before the sum says that the name behind it is escaped.
    static const QRegularExpression sum(QStringLiteral("^\\\\?([0-9a-f]{64}) "));
    const auto match = sum.match(QString::fromUtf8(outcome->output));
    if (shellExitCode(*outcome) != 0 || !match.hasMatch())
        return clientFail(ClientError::Kind::Failed,
                          QStringLiteral("sha256sum in the guest failed: %1")
                              .arg(terminalText(QString::fromUtf8(outcome->errors.left(300)))));
    return GuestHash{match.captured(1).toLatin1(), Verification::Exec};
}

ClientResult<GuestHash> hashByReading(GuestClient &client, const QString &path,
                                      TransferOptions options)
{
    options.hash = true;
    NullDevice nowhere;
    nowhere.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    return download(client, path, nowhere, options).map([](const Transferred &read) {
        return GuestHash{read.sha256, Verification::Read};
    });
}

} // namespace

ClientResult<GuestHash> hashInGuest(GuestClient &client, const QString &path, Verification how,
                                    const TransferOptions &options)
{
    if (how == Verification::None)
        return GuestHash{};
    if (how != Verification::Read) {
        auto hash = hashByExec(client, path);
        if (hash || how == Verification::Exec || !client.isUsable())
            return hash;
    }
    return hashByReading(client, path, options);
}

} // namespace ga
