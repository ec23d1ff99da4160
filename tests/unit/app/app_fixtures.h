// SPDX-License-Identifier: Apache-2.0
// What the tests of agent/app share: an invented system, and the words of a command line.
#pragma once

#include "platform/api/defaults.h"

namespace ga::test {

inline PlatformDefaults inventedDefaults()
{
    return {
        .configPath = QStringLiteral("/nonexistent/agent.conf"),
        .virtioPath = QStringLiteral("/dev/port"),
        .serialPath = QStringLiteral("/dev/serial"),
        .pidfile = QStringLiteral("/run/agent.pid"),
        .stateDirectory = QStringLiteral("/run"),
        .freezeHook = QStringLiteral("/etc/hook"),
        .methods = {QStringLiteral("virtio-serial"), QStringLiteral("isa-serial"),
                    QStringLiteral("unix-listen"), QStringLiteral("vsock-listen")},
        .serviceActions = {},
    };
}

inline PlatformDefaults inventedDefaultsWithService()
{
    PlatformDefaults defaults = inventedDefaults();
    defaults.serviceActions = {QStringLiteral("install"), QStringLiteral("uninstall")};
    return defaults;
}

// "-a b" as argv, after the program's name. Words are parted by single spaces; '' is the empty
// word.
inline QStringList commandLineWords(const QString &text)
{
    QStringList words{QStringLiteral("prog")};
    if (!text.isEmpty())
        words += text.split(u' ');
    words.replaceInStrings(QStringLiteral("''"), QString());
    return words;
}

} // namespace ga::test
