// SPDX-License-Identifier: Apache-2.0
// A key of the registry, beside what the installers keep there.
#include "platform/windows/service/replaced_service.h"

#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

namespace ga {

namespace {

constexpr wchar_t keyName[] = L"Software\\qtga\\Replaced";
constexpr wchar_t commandLineValue[] = L"ImagePath";
constexpr wchar_t displayNameValue[] = L"DisplayName";
constexpr wchar_t configurationValue[] = L"Configuration";

LSTATUS write(const wchar_t *name, const QString &text)
{
    return ::RegSetKeyValueW(HKEY_LOCAL_MACHINE, keyName, name, REG_SZ, wide(text),
                             DWORD((text.size() + 1) * 2));
}

QString read(const wchar_t *name)
{
    DWORD size = 0; // In bytes, with the zero at the end.
    if (::RegGetValueW(HKEY_LOCAL_MACHINE, keyName, name, RRF_RT_REG_SZ, nullptr, nullptr, &size) !=
        ERROR_SUCCESS)
        return {};
    QString text(qsizetype(size / 2), Qt::Uninitialized);
    if (::RegGetValueW(HKEY_LOCAL_MACHINE, keyName, name, RRF_RT_REG_SZ, nullptr, text.data(),
                       &size) != ERROR_SUCCESS)
        return {};
    return text.left(text.indexOf(QChar(u'\0')));
}

} // namespace

Result<Nothing> noteReplacedService(const ReplacedService &replaced)
{
    LSTATUS error = write(commandLineValue, replaced.commandLine);
    if (error == ERROR_SUCCESS)
        error = write(displayNameValue, replaced.displayName);
    if (error == ERROR_SUCCESS)
        error = write(configurationValue, replaced.configuration);
    if (error != ERROR_SUCCESS)
        return failWindows(QStringLiteral("can't note the service that is replaced"), DWORD(error));
    return Nothing{};
}

std::optional<ReplacedService> replacedService()
{
    ReplacedService replaced{read(commandLineValue), read(displayNameValue),
                             read(configurationValue)};
    if (replaced.commandLine.isEmpty())
        return std::nullopt;
    return replaced;
}

void forgetReplacedService()
{
    ::RegDeleteTreeW(HKEY_LOCAL_MACHINE, keyName);
}

} // namespace ga
