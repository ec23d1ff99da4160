// SPDX-License-Identifier: Apache-2.0
// The files family: opens files through the platform and works on them through the table of open
// files.
#include "commands/files/files_commands.h"

#include "commands/c_strings.h"
#include "commands/event_log.h"
#include "protocol/base64.h"
#include "runtime/file_table.h"

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
    if (code < 0 || code >= qint64(EnumNames<Whence>::names.size()))
        return fail(QStringLiteral("invalid whence code %1").arg(code));
    return Whence(code);
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

Result<qint64> openFile(Services &services, const FileOpenArguments &arguments)
{
    if (const auto usable = checkCString(arguments.path, Path{nullptr, "path"}); !usable)
        return fail(usable.error());
    const QString mode = arguments.mode.value_or(QStringLiteral("r"));
    auto file = services.platform.files->open(arguments.path, mode);
    if (!file)
        return fail(std::move(file).error());
    auto handle = services.files.add(*std::move(file));
    if (handle)
        qCInfo(lcEvent).noquote().nospace()
            << "opened file " << arguments.path << " (mode " << mode << ") as handle " << *handle;
    return handle;
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

} // namespace ga
