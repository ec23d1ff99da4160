// SPDX-License-Identifier: Apache-2.0
// "Choose your mode" of Windows' settings: AppsUseLightTheme in the user's registry.
#include "system/color_scheme.h"

#include <QWinEventNotifier>

#include <windows.h>

namespace ga {

namespace {

constexpr wchar_t keyName[] = L"Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize";

class RegistryColorScheme final : public ColorScheme
{
public:
    explicit RegistryColorScheme(QObject *parent)
        : ColorScheme(parent)
        , m_event(CreateEventW(nullptr, FALSE, FALSE, nullptr))
        , m_notifier(m_event)
    {
        connect(&m_notifier, &QWinEventNotifier::activated, this, [this] {
            watch();
            Q_EMIT changed();
        });
        if (RegOpenKeyExW(HKEY_CURRENT_USER, keyName, 0, KEY_READ | KEY_NOTIFY, &m_key) !=
            ERROR_SUCCESS)
            m_key = nullptr;
        watch();
    }

    ~RegistryColorScheme() override
    {
        m_notifier.setEnabled(false);
        if (m_key)
            RegCloseKey(m_key);
        CloseHandle(m_event);
    }

    bool prefersDark() const override
    {
        DWORD light = 1;
        DWORD size = sizeof light;
        const LSTATUS status = RegGetValueW(HKEY_CURRENT_USER, keyName, L"AppsUseLightTheme",
                                            RRF_RT_REG_DWORD, nullptr, &light, &size);
        return status == ERROR_SUCCESS && light == 0;
    }

private:
    void watch()
    {
        if (m_key)
            RegNotifyChangeKeyValue(m_key, FALSE, REG_NOTIFY_CHANGE_LAST_SET, m_event, TRUE);
    }

    HANDLE m_event;
    QWinEventNotifier m_notifier;
    HKEY m_key = nullptr;
};

} // namespace

ColorScheme *ColorScheme::create(QObject *parent)
{
    return new RegistryColorScheme(parent);
}

} // namespace ga
