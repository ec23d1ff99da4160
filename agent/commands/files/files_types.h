// SPDX-License-Identifier: Apache-2.0
// guest-file-*: what they take and give.
#pragma once

#include "protocol/codec.h"

namespace ga {

struct FileOpenArguments
{
    QString path;
    std::optional<QString> mode;

    static constexpr auto fields()
    {
        return fieldList(
            field("path", &FileOpenArguments::path,
                  "the file; a relative path starts at the agent's working directory"),
            field("mode", &FileOpenArguments::mode, "as fopen(3) has it; \"r\" by default"));
    }
};

struct FileHandleArguments
{
    qint64 handle = 0;

    static constexpr auto fields()
    {
        return fieldList(
            field("handle", &FileHandleArguments::handle, "what guest-file-open returned"));
    }
};

struct FileReadArguments
{
    qint64 handle = 0;
    std::optional<qint64> count;

    static constexpr auto fields()
    {
        return fieldList(
            field("handle", &FileReadArguments::handle, "what guest-file-open returned"),
            field("count", &FileReadArguments::count,
                  "the most bytes to read, up to 48 MiB; 4096 by default"));
    }
};

struct FileRead
{
    qint64 count = 0;
    Base64Bytes buffer;
    bool eof = false;

    static constexpr auto fields()
    {
        return fieldList(field("count", &FileRead::count, "how many bytes were read"),
                          field("buf-b64", &FileRead::buffer, "the bytes"),
                          field("eof", &FileRead::eof, "whether the end of the file was met"));
    }
};

struct FileWriteArguments
{
    qint64 handle = 0;
    Base64Text buffer;
    std::optional<qint64> count;

    static constexpr auto fields()
    {
        return fieldList(
            field("handle", &FileWriteArguments::handle, "what guest-file-open returned"),
            field("buf-b64", &FileWriteArguments::buffer, "the bytes to write"),
            field("count", &FileWriteArguments::count,
                  "how many of them to write; all by default"));
    }
};

struct FileWrite
{
    qint64 count = 0;
    bool eof = false;

    static constexpr auto fields()
    {
        return fieldList(field("count", &FileWrite::count, "how many bytes were written"),
                          field("eof", &FileWrite::eof, "whether the end of the file was met"));
    }
};

enum class Whence { Set, Current, End };

template <>
struct EnumNames<Whence>
{
    static constexpr const char *typeName = "QGASeek";
    static constexpr const char *names[]{"set", "cur", "end"};
};

// The protocol's GuestFileWhence: 0, 1, 2 or a word. A number out of range is the command's to
// refuse.
struct FileWhence
{
    qint64 code = 0;
};

template <>
struct Codec<FileWhence>
{
    static Result<FileWhence> decode(const Value &value, const Path &path);
    static TypePointer describe();
};

struct FileSeekArguments
{
    qint64 handle = 0;
    qint64 offset = 0;
    FileWhence whence;

    static constexpr auto fields()
    {
        return fieldList(
            field("handle", &FileSeekArguments::handle, "what guest-file-open returned"),
            field("offset", &FileSeekArguments::offset, "bytes, may be negative"),
            field("whence", &FileSeekArguments::whence, "from where: the start, here or the end"));
    }
};

struct FileSeek
{
    qint64 position = 0;
    bool eof = false;

    static constexpr auto fields()
    {
        return fieldList(
            field("position", &FileSeek::position, "bytes from the start of the file"),
            field("eof", &FileSeek::eof, "always false: a seek clears it"));
    }
};

} // namespace ga
