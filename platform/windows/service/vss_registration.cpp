// SPDX-License-Identifier: Apache-2.0
// Calls the exports that every COM library has, in this process: regsvr32 would open windows.
#include "platform/windows/service/vss_registration.h"

#include "platform/windows/system/known_folders.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QDir>

#include <objbase.h>

#include <memory>

namespace ga {

namespace {

struct Unload
{
    using pointer = HMODULE;
    void operator()(HMODULE library) const { ::FreeLibrary(library); }
};

class ComApartment
{
public:
    ComApartment()
        : m_result(::CoInitializeEx(nullptr, COINIT_MULTITHREADED))
    {}
    ComApartment(const ComApartment &) = delete;
    ComApartment &operator=(const ComApartment &) = delete;
    ~ComApartment()
    {
        if (SUCCEEDED(m_result))
            ::CoUninitialize();
    }

private:
    HRESULT m_result;
};

Result<Nothing> call(const char *exportName, const QString &failure)
{
    const QString path =
        QDir::toNativeSeparators(programFolder() + QStringLiteral("/qtga-vss.dll"));
    const ComApartment apartment;
    const std::unique_ptr<HMODULE, Unload> library(::LoadLibraryExW(
        wide(path), nullptr, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32));
    if (!library)
        return failWindows(failure + QStringLiteral(": can't load ") + path);
    using Export = HRESULT(WINAPI *)();
    const auto function = reinterpret_cast<Export>(
        reinterpret_cast<void *>(::GetProcAddress(library.get(), exportName)));
    if (!function)
        return failWindows(failure + QStringLiteral(": ") + path);
    const HRESULT result = function();
    if (FAILED(result))
        return failWindows(failure, DWORD(result));
    return Nothing{};
}

} // namespace

Result<Nothing> registerVssProvider()
{
    return call("DllRegisterServer", QStringLiteral("can't register the VSS provider"));
}

Result<Nothing> unregisterVssProvider()
{
    return call("DllUnregisterServer", QStringLiteral("can't unregister the VSS provider"));
}

} // namespace ga
