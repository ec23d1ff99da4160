// SPDX-License-Identifier: Apache-2.0
// Written for the whole machine, whoever the administrator is.
#include "platform/windows/vss/class_registration.h"

#include "platform/windows/vss/com.h"
#include "platform/windows/vss/guid_text.h"
#include "platform/windows/vss/provider_ids.h"

#include <vsadmin.h>
#include <vss.h>

#include <array>
#include <cwchar>

namespace ga::vss {

namespace {

// {E579AB5F-1CC4-44B4-BED9-DE0991FF0623}: the VSS service.
constexpr CLSID coordinatorClass = {
    0xe579ab5f, 0x1cc4, 0x44b4, {0xbe, 0xd9, 0xde, 0x09, 0x91, 0xff, 0x06, 0x23}};

constexpr DWORD longestPath = 32768; // Characters, of any path ("Naming Files").

std::wstring classKey()
{
    return L"SOFTWARE\\Classes\\CLSID\\" + guidText(providerClass);
}

HRESULT setText(const std::wstring &key, const wchar_t *name, const std::wstring &text)
{
    const LSTATUS status =
        ::RegSetKeyValueW(HKEY_LOCAL_MACHINE, key.c_str(), name, REG_SZ, text.c_str(),
                          DWORD((text.size() + 1) * sizeof(wchar_t)));
    return HRESULT_FROM_WIN32(DWORD(status));
}

std::wstring pathOf(HMODULE module)
{
    std::wstring path(longestPath, L'\0');
    path.resize(::GetModuleFileNameW(module, path.data(), longestPath));
    return path;
}

HRESULT openCoordinator(ComPointer<IVssAdmin> &coordinator)
{
    return createObject(coordinatorClass, CLSCTX_ALL, coordinator);
}

} // namespace

HRESULT registerClass(HMODULE module)
{
    const std::wstring server = classKey() + L"\\InprocServer32";
    HRESULT result = setText(classKey(), nullptr, providerName);
    if (SUCCEEDED(result))
        result = setText(server, nullptr, pathOf(module));
    // Never in an apartment of one thread: there AbortSnapshots would wait for CommitSnapshots.
    return SUCCEEDED(result) ? setText(server, L"ThreadingModel", L"Free") : result;
}

void removeClass()
{
    ::RegDeleteTreeW(HKEY_LOCAL_MACHINE, classKey().c_str());
}

HRESULT registerWithVss()
{
    ComPointer<IVssAdmin> coordinator;
    const HRESULT result = openCoordinator(coordinator);
    if (FAILED(result))
        return result;
    std::wstring name(providerName);
    std::wstring version(providerVersion);
    return coordinator->RegisterProvider(providerId, providerClass, name.data(), VSS_PROV_SOFTWARE,
                                         version.data(), providerVersionId);
}

void unregisterFromVss()
{
    ComPointer<IVssAdmin> coordinator;
    if (SUCCEEDED(openCoordinator(coordinator)))
        coordinator->UnregisterProvider(providerId);
}

void noteRegistrationError(const wchar_t *text)
{
    if (*text)
        setText(registrationKey, registrationErrorValue, text);
    else
        ::RegDeleteKeyExW(HKEY_LOCAL_MACHINE, registrationKey, 0, 0); // It has nothing else.
}

} // namespace ga::vss
