// SPDX-License-Identifier: Apache-2.0
// Checks and hands over the rules.
#include "app/policy_options.h"

#include <QDir>

namespace ga {

namespace {

// "none" stands for an empty list, which the file can't write otherwise: an empty text is as if
// nothing had been given.
std::optional<QStringList> listOf(const std::optional<QStringList> &values)
{
    if (values == QStringList{QStringLiteral("none")})
        return QStringList();
    return values;
}

Result<Nothing> checkPaths(const char *key, const std::optional<QStringList> &paths)
{
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
        });
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
