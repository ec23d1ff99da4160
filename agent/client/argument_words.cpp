// SPDX-License-Identifier: Apache-2.0
// Takes words apart at their first '='.
#include "client/argument_words.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace ga {

namespace {

// Base64 of this fills the 64 MiB that an agent takes as one request.
constexpr qint64 largestFile = 48 << 20;

tl::unexpected<ClientError> wrongUse(const QString &text)
{
    return clientFail(ClientError::Kind::Usage, text);
}

ClientResult<ArgumentWord> splitWord(const QString &word)
{
    const qsizetype equals = word.indexOf(u'=');
    const bool json = equals > 0 && word[equals - 1] == u':';
    const QString name = word.left(json ? equals - 1 : equals);
    if (equals < 0 || name.isEmpty())
        return wrongUse(
            QStringLiteral("'%1' is no argument: write NAME=VALUE, NAME=@FILE or NAME:=JSON")
                .arg(word));
    const QString rest = word.mid(equals + 1);
    if (json)
        return ArgumentWord{name, ArgumentWord::Form::Json, {}, rest.toUtf8()};
    if (rest.startsWith(u"@@"))
        return ArgumentWord{name, ArgumentWord::Form::Text, rest.mid(1), {}};
    if (rest.startsWith(u'@'))
        return ArgumentWord{name, ArgumentWord::Form::File, rest.mid(1), {}};
    return ArgumentWord{name, ArgumentWord::Form::Text, rest, {}};
}

bool isStandardInput(const ArgumentWord &word)
{
    return word.form == ArgumentWord::Form::File && word.text == u"-";
}

bool open(QFile &file, const ArgumentWord &word)
{
    return isStandardInput(word) ? file.open(stdin, QIODevice::ReadOnly)
                                 : file.open(QIODevice::ReadOnly);
}

ClientResult<QByteArray> readFile(const ArgumentWord &word)
{
    const QString what =
        isStandardInput(word) ? QStringLiteral("the standard input") : u'\'' + word.text + u'\'';
    const auto failure = [&](const QString &cause) {
        return wrongUse(QStringLiteral("%1: can't read %2: %3 (%1=@@TEXT is a text that begins "
                                       "with @)")
                            .arg(word.name, what, cause));
    };
    if (!isStandardInput(word) && QFileInfo(word.text).isDir())
        return failure(QStringLiteral("it is a directory"));
    QFile file(word.text);
    if (!open(file, word))
        return failure(file.errorString());
    QByteArray content = file.read(largestFile + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(file.errorString());
    if (content.size() > largestFile)
        return wrongUse(QStringLiteral("%1: %2 is larger than the 48 MiB that fit into a request")
                            .arg(word.name, what));
    return content;
}

} // namespace

ClientResult<QList<ArgumentWord>> readArgumentWords(const QStringList &words)
{
    QList<ArgumentWord> read;
    bool standardInputRead = false;
    for (const QString &text : words) {
        auto word = splitWord(text);
        if (!word)
            return fail(std::move(word).error());
        if (isStandardInput(*word) && std::exchange(standardInputRead, true))
            return wrongUse(QStringLiteral("the standard input can be read for one argument only"));
        if (word->form == ArgumentWord::Form::File) {
            auto content = readFile(*word);
            if (!content)
                return fail(std::move(content).error());
            word->content = *std::move(content);
        }
        read.append(*std::move(word));
    }
    return read;
}

} // namespace ga
