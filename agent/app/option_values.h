// SPDX-License-Identifier: Apache-2.0
// How each type of an option's value is written, in the configuration file as on the command line.
#pragma once

#include "app/options.h"
#include "protocol/result.h"

namespace ga {

// Sets `value` from a text that isn't empty; a list grows. Error: what the text should have been.
Result<Nothing> readValue(const QString &text,
                          bool &value); // "true", "false", "1" or "0", as GLib has them.
Result<Nothing> readValue(const QString &text, QString &value);
Result<Nothing> readValue(const QString &text, std::optional<QString> &value);
Result<Nothing> readValue(const QString &text,
                          QStringList &value); // Cut at commas, nothing trimmed.
Result<Nothing> readValue(const QString &text, std::optional<QStringList> &value);
Result<Nothing> readValue(const QString &text, std::optional<LogLevel> &value);
Result<Nothing> readValue(const QString &text, std::optional<HookFailure> &value);
Result<Nothing> readValue(const QString &text, std::optional<BackupType> &value);
Result<Nothing> readValue(const QString &text, std::optional<Profile> &value);
Result<Nothing> readValue(const QString &text, std::optional<std::chrono::seconds> &value);

// The text that readValue() takes; absent where the value is not set.
std::optional<QString> writeValue(bool value);
std::optional<QString> writeValue(const QString &value);
std::optional<QString> writeValue(const std::optional<QString> &value);
std::optional<QString> writeValue(const QStringList &value);
std::optional<QString>
writeValue(const std::optional<QStringList> &value); // An empty text stands for "not set".
std::optional<QString> writeValue(const std::optional<LogLevel> &value);
std::optional<QString> writeValue(const std::optional<HookFailure> &value);
std::optional<QString> writeValue(const std::optional<BackupType> &value);
std::optional<QString> writeValue(const std::optional<Profile> &value);
std::optional<QString> writeValue(const std::optional<std::chrono::seconds> &value);

} // namespace ga
