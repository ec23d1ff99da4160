// SPDX-License-Identifier: Apache-2.0
// Polls: the protocol has no other way to hear of an end.
#include "client/exec_wait.h"

#include "protocol/base64.h"

#include <QThread>

#include <algorithm>

namespace ga {

namespace {

constexpr unsigned long firstInterval = 10; // Milliseconds.
constexpr unsigned long lastInterval = 1000;

QByteArray bytesOf(const Value &status, QStringView name)
{
    const QByteArray text = status.child(status.object().value(name)).toUtf8();
    return decodeBase64(Base64Text{text}).value_or(QByteArray());
}

qint64 numberOf(const Value &status, QStringView name)
{
    const Value number = status.child(status.object().value(name));
    return number.kind() == Value::Kind::Integer ? number.toInteger() : 0;
}

ExecOutcome readOutcome(const Value &status)
{
    const QJsonObject object = status.object();
    return {numberOf(status, u"exitcode"),
            numberOf(status, u"signal"),
            bytesOf(status, u"out-data"),
            bytesOf(status, u"err-data"),
            object.value(u"out-truncated").toBool(),
            object.value(u"err-truncated").toBool()};
}

} // namespace

ClientResult<ExecOutcome> execAndWait(GuestClient &client, const QByteArray &request)
{
    const auto started = client.call(request);
    if (!started)
        return fail(started.error());
    const QByteArray pid = QByteArray::number(numberOf(started->result(), u"pid"));
    const QByteArray question =
        requestLine(QStringLiteral("guest-exec-status"), "{\"pid\": " + pid + '}');
    for (unsigned long interval = firstInterval;;
         interval = std::min(interval * 3 / 2, lastInterval)) {
        const auto status = client.call(question);
        if (!status)
            return fail(status.error());
        if (status->result().object().value(u"exited").toBool())
            return readOutcome(status->result());
        QThread::msleep(interval);
    }
}

int shellExitCode(const ExecOutcome &outcome)
{
    const qint64 code = outcome.signal ? 128 + outcome.signal : outcome.exitCode;
    return code >= 0 && code <= 255 ? int(code) : 255;
}

} // namespace ga
