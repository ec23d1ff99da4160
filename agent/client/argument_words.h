// SPDX-License-Identifier: Apache-2.0
// Arguments as they are typed on a command line: name=TEXT, name=@FILE, name:=JSON.
#pragma once

#include "client/client_error.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace ga {

struct ArgumentWord
{
    enum class Form {
        Text, // name=TEXT; name=@@TEXT for a text that begins with one @.
        File, // name=@FILE, name=@- for the standard input.
        Json, // name:=JSON.
    };

    QString name;
    Form form = Form::Text;
    QString text;       // Form::Text, and the file's name.
    QByteArray content; // Form::File: what the file holds. Form::Json: the JSON.
};

// Reads the files too. Errors, Kind::Usage: a word of another form, a file that can't be read or is
// larger than a request, the standard input wanted twice.
ClientResult<QList<ArgumentWord>> readArgumentWords(const QStringList &words);

} // namespace ga
