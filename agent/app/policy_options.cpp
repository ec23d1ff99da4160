// SPDX-License-Identifier: Apache-2.0
// Checks and hands over the rules.
#include "app/policy_options.h"

#include <QDir>

namespace ga {

namespace {

// "none" stands for an empty list: whoever removed the last entry of one may have wanted nothing to
// be allowed, or everything.
std::optional<QStringList> listOf(const std::optional<QStringList> &values)
{
    if (values == QStringList{QStringLiteral("none")})
        return QStringList();
    return values;
}

Result<Nothing> checkGiven(const char *key, const std::optional<QStringList> &values)
{
    if (values && values->isEmpty()) {
        return fail(QStringLiteral("%1: the list is empty: write none to allow nothing, or leave "
                                   "the line out to allow everything")
                        .arg(QLatin1StringView(key)));
    }
    return Nothing{};
}

Result<Nothing> checkPaths(const char *key, const std::optional<QStringList> &paths)
{
    if (const auto given = checkGiven(key, paths); !given)
        return given;
    const auto list = listOf(paths).value_or(QStringList());
    for (const QString &path : list) {
        if (!QDir::isAbsolutePath(path)) {
            return fail(QStringLiteral("%1: '%2' is not an absolute path")
                            .arg(QLatin1StringView(key), path));
        }
    }
    return Nothing{};
}

} // namespace

Result<Nothing> checkPolicyOptions(const Options &options)
{
    return checkPaths("exec-programs", options.execPrograms)
        .and_then([&](Nothing) {
            return checkPaths("file-read-directories", options.fileReadDirectories);
        })
        .and_then([&](Nothing) {
            return checkPaths("file-write-directories", options.fileWriteDirectories);
        })
        .and_then([&](Nothing) { return checkGiven("password-users", options.passwordUsers); })
        .and_then([&](Nothing) { return checkGiven("key-users", options.keyUsers); });
}

PolicyRules policyRules(const Options &options)
{
    return {
        .profile = options.profile.value_or(Profile::Open),
        .allowed = options.allowRpcs,
        .blocked = options.blockRpcs,
        .allowedInFile = options.allowRpcsInFile,
        .blockedInFile = options.blockRpcsInFile,
        .execPrograms = listOf(options.execPrograms),
        .readDirectories = listOf(options.fileReadDirectories),
        .writeDirectories = listOf(options.fileWriteDirectories),
        .passwordUsers = listOf(options.passwordUsers),
        .keyUsers = listOf(options.keyUsers),
        .file = options.configFile,
    };
}

} // namespace ga
