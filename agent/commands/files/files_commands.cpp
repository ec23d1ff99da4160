// SPDX-License-Identifier: Apache-2.0
// The files family: opens files through the platform and works on them through the table of open
// files.
#include "commands/files/files_commands.h"

#include "commands/c_strings.h"
#include "commands/event_log.h"
#include "platform/api/path_scope.h"
#include "protocol/base64.h"
#include "runtime/file_table.h"

#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace ga {

namespace {

constexpr qint64 defaultReadCount = 4096;
constexpr qint64 greatestReadCount = 48 * 1024 * 1024;

// `greatest` in bytes. Error: "value 'N' is invalid for argument count".
Result<qint64> checkedCount(qint64 count, qint64 greatest)
{
    if (count < 0 || count > greatest)
        return fail(QStringLiteral("value '%1' is invalid for argument count").arg(count));
    return count;
}

Result<Whence> toWhence(qint64 code)
{
    if (code < 0 || code >= std::ssize(EnumNames<Whence>::names))
        return fail(QStringLiteral("invalid whence code %1").arg(code));
    return Whence(code);
}

QString modeOf(const FileOpenArguments &arguments)
{
    return arguments.mode.value_or(QStringLiteral("r"));
}

// Those rules that say where a file may be opened with `mode`, of the reading and the writing one.
QList<const ListRule *> rulesFor(const ArgumentRules &rules, const QString &mode)
{
    QList<const ListRule *> list;
    const bool updates = mode.contains(u'+');
    if ((mode.startsWith(u'r') || updates) && rules.readDirectories.values)
        list += &rules.readDirectories;
    if ((!mode.startsWith(u'r') || updates) && rules.writeDirectories.values)
        list += &rules.writeDirectories;
    return list;
}

bool isBeneathAny(const QString &path, const QList<QString> &directories)
{
    return std::any_of(directories.begin(), directories.end(), [&](const QString &directory) {
        return pathBeneath(path, directory).has_value();
    });
}

// What both lists allow: those of the one that lie, by their names, beneath one of the other.
QList<QString> common(const QList<QString> &some, const QList<QString> &others)
{
    QList<QString> both;
    for (const QString &each : some) {
        if (isBeneathAny(each, others))
            both += each;
    }
    for (const QString &each : others) {
        if (isBeneathAny(each, some) && !both.contains(each))
            both += each;
    }
    return both;
}

QList<QString> directoriesOf(const QList<const ListRule *> &limits)
{
    return limits.size() == 1 ? *limits.first()->values
                              : common(*limits.first()->values, *limits.last()->values);
}

// Qt can't tell that from what this process may not look at.
bool isMissing(const QString &path)
{
    std::error_code error;
    const auto type = std::filesystem::status(QFileInfo(path).filesystemFilePath(), error).type();
    return type == std::filesystem::file_type::not_found;
}

Error refusedBy(const QList<const ListRule *> &limits)
{
    return refusedByRule("guest-file-open", QStringLiteral("the file"), *limits.last());
}

Result<std::unique_ptr<GuestFile>> openWithin(Services &services, const QString &path,
                                              const QString &mode)
{
    const auto rules = services.argumentRules ? services.argumentRules() : nullptr;
    const auto limits = rules ? rulesFor(*rules, mode) : QList<const ListRule *>();
    if (limits.isEmpty())
        return services.platform.files->open(path, mode);
    auto file = services.platform.files->openBeneath(path, mode, directoriesOf(limits));
    if (file && !*file)
        return fail(refusedBy(limits));
    return file;
}

} // namespace

// The schema's alternate of an integer and QGASeek: a number that is no 64-bit integer is refused
// as an integer is.
Result<FileWhence> Codec<FileWhence>::decode(const Value &value, const Path &path)
{
    switch (value.kind()) {
    case Value::Kind::Integer:
        return FileWhence{value.toInteger()};
    case Value::Kind::Unsigned:
    case Value::Kind::Double:
        return fail(wrongType(path, "integer"));
    case Value::Kind::String:
        return Codec<Whence>::decode(value, path).map([](Whence whence) {
            return FileWhence{qint64(whence)};
        });
    default:
        return fail(wrongType(path, "GuestFileWhence"));
    }
}

TypePointer Codec<FileWhence>::describe()
{
    auto type = std::make_shared<TypeDescription>();
    type->kind = TypeDescription::Kind::Alternate;
    type->name = QStringLiteral("GuestFileWhence");
    type->alternatives = {Codec<qint64>::describe(), Codec<Whence>::describe()};
    type->values = type->alternatives.back()->values;
    return type;
}

// Only a file or a folder is opened: a device may do something when it is.
Result<Nothing> checkLinks(Files &files, const ArgumentRules &rules,
                           const FileOpenArguments &arguments)
{
    const auto limits = rulesFor(rules, modeOf(arguments));
    if (limits.isEmpty())
        return Nothing{};
    const QFileInfo file(arguments.path);
    const bool isOrdinary = file.isFile() || file.isDir();
    const bool isHarmless = !file.exists() || isOrdinary;
    for (const QString &path : {isHarmless ? arguments.path : file.path(), file.path()}) {
        const auto opened = files.openBeneath(path, QStringLiteral("r"), directoriesOf(limits));
        if (opened && !*opened)
            return fail(refusedBy(limits));
        if (opened)
            break;
        // Where it leads is known of a file that may be looked at and not opened.
        if (!isMissing(path) && !(isOrdinary && path == arguments.path))
            return fail(opened.error());
    }
    return Nothing{};
}

Result<qint64> openFile(Services &services, const FileOpenArguments &arguments)
{
    if (const auto usable = checkCString(arguments.path, Path{nullptr, "path"}); !usable)
        return fail(usable.error());
    const QString mode = modeOf(arguments);
    auto file = openWithin(services, arguments.path, mode);
    if (!file)
        return fail(std::move(file).error());
    auto handle = services.files.add(*std::move(file));
    if (handle)
        qCInfo(lcEvent).noquote().nospace()
            << "opened file " << arguments.path << " (mode " << mode << ") as handle " << *handle;
    return handle;
}

// Nobody has been told of the handle: nobody else could close it.
void undoOpenFile(Services &services, const QByteArray &reply)
{
    const qint64 handle = QJsonDocument::fromJson(reply)[u"return"].toInteger();
    qCInfo(lcEvent) << "closes the file with handle" << handle << "that nobody waited for";
    services.files.close(handle);
}

Result<Nothing> closeFile(Services &services, const FileHandleArguments &arguments)
{
    qCInfo(lcEvent) << "closes the file with handle" << arguments.handle;
    return services.files.close(arguments.handle);
}

Result<FileRead> readFile(Services &services, const FileReadArguments &arguments)
{
    const auto file = services.files.lease(arguments.handle);
    if (!file)
        return fail(file.error());
    const auto count = checkedCount(arguments.count.value_or(defaultReadCount), greatestReadCount);
    if (!count)
        return fail(count.error());
    auto chunk = (*file)->read(*count);
    if (!chunk)
        return fail(std::move(chunk).error());
    const qint64 size = chunk->bytes.size();
    return FileRead{size, Base64Bytes{std::move(chunk->bytes)}, chunk->eof};
}

Result<FileWrite> writeFile(Services &services, const FileWriteArguments &arguments)
{
    const auto file = services.files.lease(arguments.handle);
    if (!file)
        return fail(file.error());
    const auto bytes = decodeBase64(arguments.buffer);
    if (!bytes)
        return fail(bytes.error());
    const auto count = checkedCount(arguments.count.value_or(bytes->size()), bytes->size());
    if (!count)
        return fail(count.error());
    return (*file)->write(QByteArrayView(*bytes).first(*count)).map([](qint64 written) {
        return FileWrite{written, false};
    });
}

Result<FileSeek> seekFile(Services &services, const FileSeekArguments &arguments)
{
    const auto file = services.files.lease(arguments.handle);
    if (!file)
        return fail(file.error());
    const auto whence = toWhence(arguments.whence.code);
    if (!whence)
        return fail(whence.error());
    return (*file)->seek(arguments.offset, *whence).map([](qint64 position) {
        return FileSeek{position, false};
    });
}

Result<Nothing> flushFile(Services &services, const FileHandleArguments &arguments)
{
    const auto file = services.files.lease(arguments.handle);
    if (!file)
        return fail(file.error());
    return (*file)->flush();
}

Result<Nothing> checkRules(const ArgumentRules &rules, const FileOpenArguments &arguments)
{
    for (const ListRule *rule : rulesFor(rules, modeOf(arguments))) {
        if (!isBeneathAny(arguments.path, *rule->values))
            return fail(refusedByRule("guest-file-open", QStringLiteral("the file"), *rule));
    }
    return Nothing{};
}

} // namespace ga
