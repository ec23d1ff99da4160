// SPDX-License-Identifier: Apache-2.0
// The DLL registers itself; this calls it, and reads what it left.
#include "platform/windows/freeze/provider_registration.h"

#include "platform/windows/freeze/registration_text.h"
#include "platform/windows/freeze/vss_error.h"
#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"
#include "platform/windows/vss/guid_text.h"
#include "platform/windows/vss/provider_ids.h"

#include <QDir>
#include <QFileInfo>

#include <array>
#include <memory>

namespace ga {

namespace {

struct FreeModule
{
    void operator()(HMODULE module) const { ::FreeLibrary(module); }
};

using Module = std::unique_ptr<std::remove_pointer_t<HMODULE>, FreeModule>;
using SelfRegistration = HRESULT(STDAPICALLTYPE *)();

QString providerPath()
{
    return QDir(programFolder()).filePath(QString::fromWCharArray(vss::providerFile));
}

QString registrationError()
{
    std::array<wchar_t, 512> text = {};
    DWORD size = sizeof text;
    const LSTATUS status =
        ::RegGetValueW(HKEY_LOCAL_MACHINE, vss::registrationKey, vss::registrationErrorValue,
                       RRF_RT_REG_SZ, nullptr, text.data(), &size);
    return status == ERROR_SUCCESS ? QString::fromWCharArray(text.data()) : QString();
}

bool hasKey(const std::wstring &path)
{
    HKEY key = nullptr;
    if (::RegOpenKeyExW(HKEY_LOCAL_MACHINE, path.c_str(), 0, KEY_READ, &key) != ERROR_SUCCESS)
        return false;
    ::RegCloseKey(key);
    return true;
}

Result<Nothing> callProvider(const char *function)
{
    const QString path = QDir::toNativeSeparators(providerPath());
    const Module module(::LoadLibraryExW(
        wide(path), nullptr, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32));
    if (!module)
        return failWindows(QStringLiteral("%1 can't be loaded").arg(path));
    const auto call = reinterpret_cast<SelfRegistration>(
        reinterpret_cast<void *>(::GetProcAddress(module.get(), function)));
    if (!call)
        return failWindows(QStringLiteral("%1 is not the agent's VSS provider").arg(path));
    const HRESULT result = call();
    if (SUCCEEDED(result))
        return Nothing{};
    return fail(registrationFailure(registrationError(), result));
}

} // namespace

Result<Nothing> registerVssProvider()
{
    return callProvider("DllRegisterServer");
}

Result<Nothing> unregisterVssProvider()
{
    return callProvider("DllUnregisterServer");
}

QString missingVssProvider()
{
    const std::wstring providers = L"SYSTEM\\CurrentControlSet\\Services\\VSS\\Providers\\";
    return missingProviderText({.fileIsThere = QFileInfo::exists(providerPath()),
                                .isRegistered = hasKey(providers + vss::guidText(vss::providerId)),
                                .registrationError = registrationError()});
}

} // namespace ga
