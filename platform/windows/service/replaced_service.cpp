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
constexpr wchar_t accountValue[] = L"ObjectName";
constexpr wchar_t startValue[] = L"Start";
constexpr wchar_t delayedValue[] = L"DelayedAutostart";
constexpr wchar_t runsValue[] = L"Runs";
constexpr wchar_t configurationValue[] = L"Configuration";

// Keeps the first error.
class Note
{
public:
    void add(const wchar_t *name, const QString &text)
    {
        add(name, REG_SZ, wide(text), DWORD((text.size() + 1) * 2));
    }
    void add(const wchar_t *name, DWORD number) { add(name, REG_DWORD, &number, sizeof number); }

    LSTATUS error() const { return m_error; }

private:
    void add(const wchar_t *name, DWORD type, const void *value, DWORD size)
    {
        if (m_error == ERROR_SUCCESS)
            m_error = ::RegSetKeyValueW(HKEY_LOCAL_MACHINE, keyName, name, type, value, size);
    }

    LSTATUS m_error = ERROR_SUCCESS;
};

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

// Of a note that an earlier version made, too, which had less in it.
DWORD read(const wchar_t *name, DWORD missing)
{
    DWORD number = 0;
    DWORD size = sizeof number;
    return ::RegGetValueW(HKEY_LOCAL_MACHINE, keyName, name, RRF_RT_REG_DWORD, nullptr, &number,
                          &size) == ERROR_SUCCESS
               ? number
               : missing;
}

} // namespace

Result<Nothing> noteReplacedService(const ReplacedService &replaced)
{
    Note note;
    note.add(commandLineValue, replaced.commandLine);
    note.add(displayNameValue, replaced.displayName);
    note.add(accountValue, replaced.account);
    note.add(startValue, replaced.startType);
    note.add(delayedValue, DWORD(replaced.isDelayed));
    note.add(runsValue, DWORD(replaced.runs));
    note.add(configurationValue, replaced.configuration);
    if (note.error() != ERROR_SUCCESS)
        return failWindows(QStringLiteral("can't note the service that is replaced"),
                           DWORD(note.error()));
    return Nothing{};
}

std::optional<ReplacedService> replacedService()
{
    ReplacedService replaced;
    replaced.commandLine = read(commandLineValue);
    if (replaced.commandLine.isEmpty())
        return std::nullopt;
    replaced.displayName = read(displayNameValue);
    if (const QString account = read(accountValue); !account.isEmpty())
        replaced.account = account;
    replaced.startType = read(startValue, replaced.startType);
    replaced.isDelayed = read(delayedValue, DWORD(replaced.isDelayed)) != 0;
    replaced.runs = read(runsValue, DWORD(replaced.runs)) != 0;
    replaced.configuration = read(configurationValue);
    return replaced;
}

void forgetReplacedService()
{
    ::RegDeleteTreeW(HKEY_LOCAL_MACHINE, keyName);
}

} // namespace ga
