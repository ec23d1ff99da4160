// SPDX-License-Identifier: Apache-2.0
// Brings the words of one name together, in the order in which the names first came.
#include "client/arguments.h"

#include "client/suggestion.h"
#include "client/typed_value.h"
#include "protocol/json_writer.h"

#include <algorithm>

namespace ga {

namespace {

using Kind = TypeDescription::Kind;

tl::unexpected<ClientError> wrongUse(const QString &text)
{
    return clientFail(ClientError::Kind::Usage, text);
}

struct NamedWords
{
    QString name;
    QList<ArgumentWord> words;
    bool hasJson = false;
};

QList<NamedWords> grouped(const QList<ArgumentWord> &words)
{
    QList<NamedWords> groups;
    for (const ArgumentWord &word : words) {
        auto group = std::find_if(groups.begin(), groups.end(), [&](const NamedWords &candidate) {
            return candidate.name == word.name;
        });
        if (group == groups.end())
            group = groups.insert(groups.end(), {word.name, {}});
        group->words.append(word);
        group->hasJson |= word.form == ArgumentWord::Form::Json;
    }
    return groups;
}

QStringList memberNames(const TypeDescription &type)
{
    QStringList names;
    for (const MemberDescription &member : type.members)
        names += member.name;
    return names;
}

const MemberDescription *findMember(const TypeDescription &type, const QString &name)
{
    const auto found =
        std::find_if(type.members.begin(), type.members.end(),
                     [&](const MemberDescription &member) { return member.name == name; });
    return found == type.members.end() ? nullptr : &*found;
}

tl::unexpected<ClientError> unknownArgument(const QString &name, const TypeDescription &type)
{
    const QStringList names = memberNames(type);
    if (names.isEmpty())
        return wrongUse(
            QStringLiteral("there is no argument '%1': this command takes none").arg(name));
    return wrongUse(QStringLiteral("there is no argument '%1'%2 (there is: %3)")
                        .arg(name, suggestion(name, names), names.join(QStringLiteral(", "))));
}

// Writes each word with `write(word)`.
template <typename Write>
ClientResult<std::monostate> writeList(JsonWriter &writer, const QList<ArgumentWord> &words,
                                       Write write)
{
    writer.beginArray();
    for (const ArgumentWord &word : words) {
        if (auto written = write(word); !written)
            return written;
    }
    writer.endArray();
    return std::monostate();
}

ClientResult<std::monostate> writeMember(JsonWriter &writer, const NamedWords &group,
                                         const TypeDescription &type)
{
    const bool list = type.kind == Kind::Array;
    if (group.words.size() > 1 && (!list || group.hasJson))
        return wrongUse(QStringLiteral("%1 is given more than once").arg(group.name));
    if (group.hasJson)
        return writeJson(writer, group.words.first());
    if (!list)
        return writeTyped(writer, group.words.first(), type);
    return writeList(writer, group.words, [&](const ArgumentWord &word) {
        return writeTyped(writer, word, *type.element);
    });
}

ClientResult<std::monostate> writeUntypedMember(JsonWriter &writer, const NamedWords &group)
{
    const auto write = [&](const ArgumentWord &word) {
        return word.form == ArgumentWord::Form::Json ? writeJson(writer, word)
                                                     : writeUntyped(writer, word);
    };
    return group.words.size() == 1 ? write(group.words.first())
                                   : writeList(writer, group.words, write);
}

// An object with what `write(group)` writes for each name.
template <typename Write>
ClientResult<QByteArray> writeObject(JsonWriter &writer, const QList<NamedWords> &groups,
                                     Write write)
{
    if (groups.isEmpty())
        return QByteArray();
    writer.beginObject();
    for (const NamedWords &group : groups) {
        writer.key(group.name.toUtf8());
        if (const auto written = write(group); !written)
            return fail(written.error());
    }
    writer.endObject();
    return writer.take();
}

} // namespace

ClientResult<QByteArray> typedArguments(const QList<ArgumentWord> &words,
                                        const TypeDescription &type)
{
    const QList<NamedWords> groups = grouped(words);
    for (const NamedWords &group : groups) {
        if (!findMember(type, group.name))
            return unknownArgument(group.name, type);
    }
    for (const MemberDescription &member : type.members) {
        const bool given = std::any_of(groups.begin(), groups.end(), [&](const NamedWords &group) {
            return group.name == member.name;
        });
        if (!given && !member.optional)
            return wrongUse(QStringLiteral("the argument '%1' is missing: %2")
                                .arg(member.name, member.summary));
    }
    JsonWriter writer;
    return writeObject(writer, groups, [&](const NamedWords &group) {
        return writeMember(writer, group, *findMember(type, group.name)->type);
    });
}

ClientResult<QByteArray> untypedArguments(const QList<ArgumentWord> &words)
{
    JsonWriter writer;
    return writeObject(writer, grouped(words),
                       [&](const NamedWords &group) { return writeUntypedMember(writer, group); });
}

} // namespace ga
