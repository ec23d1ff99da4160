// SPDX-License-Identifier: Apache-2.0
// KeyFile: the key-file syntax of GLib ("Key-value file parser" in its reference), read and
// written.
#pragma once

#include "protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace ga {

// Groups of `key=value`. Of a key given twice the last counts; a group may come in pieces.
class KeyFile
{
public:
    // Error: "line N: what is wrong with it". Values are looked at only when they are asked for.
    static Result<KeyFile> parse(const QByteArray &text);

    // The value with its escapes (\s \n \t \r \\) resolved; absent where there is no such key.
    // Error: "line N: ..." where it has another escape or isn't UTF-8.
    Result<std::optional<QString>> value(const QString &group, const QString &key) const;

    // Of the group, in the file's order, each once.
    QStringList keys(const QString &group) const;

    // The line on which the value stands, from 1; 0 where there is none or it was set.
    int line(const QString &group, const QString &key) const;

    // Adds the key at the end of its group, or replaces its value.
    void set(const QString &group, const QString &key, const QString &value);

    // The groups as a file, without the comments of a file that was parsed.
    QByteArray toText() const;

private:
    struct Entry
    {
        QByteArray key;
        QByteArray rawValue;
        int line = 0;
    };
    struct Group
    {
        QByteArray name;
        QList<Entry> entries;
    };

    Group &openGroup(const QByteArray &name);
    static void put(Group &group, const Entry &entry);
    const Entry *find(const QString &group, const QString &key) const;

    QList<Group> m_groups;
};

} // namespace ga
