// SPDX-License-Identifier: Apache-2.0
// guest-fsfreeze-* and guest-fstrim.
#pragma once

#include "protocol/codec.h"

namespace ga {

enum class FreezeStatus { Thawed, Frozen };

template <>
struct EnumNames<FreezeStatus>
{
    static constexpr const char *typeName = "GuestFsfreezeStatus";
    static constexpr const char *names[]{"thawed", "frozen"};
};

struct FreezeListArguments
{
    std::optional<QList<QString>> mountpoints;

    static constexpr auto fields()
    {
        return fieldList(
            field("mountpoints", &FreezeListArguments::mountpoints,
                  "the file systems to freeze, by mount point; all that can be frozen by default"));
    }
};

struct TrimArguments
{
    std::optional<qint64> minimum;

    static constexpr auto fields()
    {
        return fieldList(field("minimum", &TrimArguments::minimum,
                                "smallest free range to discard, in bytes; 0 by default"));
    }
};

struct TrimResult
{
    QString path;
    std::optional<qint64> trimmed;
    std::optional<qint64> minimum;
    std::optional<QString> error;

    static constexpr auto fields()
    {
        return fieldList(
            field("path", &TrimResult::path, "the mount point"),
            field("trimmed", &TrimResult::trimmed, "bytes discarded"),
            field("minimum", &TrimResult::minimum,
                  "the smallest range that was discarded, in bytes"),
            field("error", &TrimResult::error, "why this file system was not trimmed"));
    }
};

struct TrimReply
{
    QList<TrimResult> paths;

    static constexpr auto fields()
    {
        return fieldList(field("paths", &TrimReply::paths, "one entry for each file system"));
    }
};

} // namespace ga
