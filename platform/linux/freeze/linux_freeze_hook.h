// SPDX-License-Identifier: Apache-2.0
// LinuxFreezeHook: the program given by --fsfreeze-hook, and the scripts of a directory.
#pragma once

#include "platform/api/file_systems.h"
#include "platform/linux/helper/helper.h"

namespace ga {

// Each is called with the one argument "freeze" or "thaw", and killed when its time is up.
//
// The program is called as qemu-ga does it: before a freeze, whose failure prevents it and is
// followed by no thaw unless it was killed, and after each thaw. The scripts come after it in a
// freeze, in the order of their names, and before it in a thaw, the other way round. One that fails
// prevents the freeze, unless failures are to be ignored; all that were told of the freeze until
// then, itself included, are told of the thaw, and so they are where there was nothing to freeze. A
// thaw goes to all of them, whatever fails. What a freeze was not told of is not told of its thaw;
// without a freeze before, all are.
class LinuxFreezeHook : public FreezeHook
{
public:
    explicit LinuxFreezeHook(FreezeHookOptions options)
        : m_options(std::move(options))
    {}

    Result<Nothing> run(FreezeHookEvent event) override;
    Result<QList<QString>> programs() override;

private:
    Result<Nothing> freeze();
    Result<Nothing> freezeProgram();
    Result<Nothing> freezeScripts();
    Result<Nothing> thaw(const QList<QByteArray> &told);
    HelperRequest requestTo(const QByteArray &path, const char *event) const;
    Result<Nothing> call(const QByteArray &path, const char *event) const;
    bool isProgram(const QByteArray &path) const;
    QList<QByteArray> takeTold();
    Result<QList<QByteArray>> all() const;

    const FreezeHookOptions m_options;
    QList<QByteArray> m_told; // Of the last freeze, in their order. FreezeSession calls in turn.
};

} // namespace ga
