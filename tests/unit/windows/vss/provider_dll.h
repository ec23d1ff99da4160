// SPDX-License-Identifier: Apache-2.0
// qtga-vss.dll as the VSS service loads it, and calls to it from threads of its own, as VSS makes
// them.
#pragma once

#include "platform/windows/vss/com.h"
#include "platform/windows/vss/provider_ids.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <vsprov.h>
#include <vss.h>

#include <thread>

namespace ga {

class ProviderDll
{
public:
    // The one that was built with this test, or lies beside it.
    ProviderDll()
    {
        const QString beside =
            QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("qtga-vss.dll"));
        const QString built = QStringLiteral("Z:" QTGA_VSS_DLL);
        const QString path = QFileInfo::exists(beside) ? beside : built;
        m_module = ::LoadLibraryW(QDir::toNativeSeparators(path).toStdWString().c_str());
    }
    ProviderDll(const ProviderDll &) = delete;
    ProviderDll &operator=(const ProviderDll &) = delete;
    ~ProviderDll() { ::FreeLibrary(m_module); }

    bool isLoaded() const { return m_module != nullptr; }

    template <typename Function>
    Function function(const char *name) const
    {
        return reinterpret_cast<Function>(
            reinterpret_cast<void *>(::GetProcAddress(m_module, name)));
    }
    HRESULT call(const char *name) const { return function<HRESULT(WINAPI *)()>(name)(); }
    HRESULT classObject(const GUID &classId, vss::ComPointer<IClassFactory> &factory) const
    {
        using GetClassObject = HRESULT(WINAPI *)(REFCLSID, REFIID, void **);
        return function<GetClassObject>("DllGetClassObject")(
            classId, __uuidof(IClassFactory), reinterpret_cast<void **>(factory.receive()));
    }

private:
    HMODULE m_module = nullptr;
};

// The provider, called in the order and with the arguments of VSS.
class CalledProvider
{
public:
    explicit CalledProvider(const ProviderDll &dll)
    {
        vss::ComPointer<IClassFactory> factory;
        if (FAILED(dll.classObject(vss::providerClass, factory)))
            return;
        factory->CreateInstance(nullptr, __uuidof(IVssSoftwareSnapshotProvider),
                                reinterpret_cast<void **>(m_provider.receive()));
        if (m_provider) {
            m_provider.query(m_phases);
            m_provider.query(m_notifications);
        }
    }

    bool isThere() const { return m_provider && m_phases && m_notifications; }
    IVssProviderCreateSnapshotSet *phases() { return m_phases.get(); }
    IVssProviderNotifications *notifications() { return m_notifications.get(); }
    IVssSoftwareSnapshotProvider *provider() { return m_provider.get(); }

    // Not in the thread of the agent: that owns its mutex, and would get it once more.
    template <typename Call>
    static HRESULT inThread(Call call)
    {
        HRESULT result = E_UNEXPECTED;
        std::thread([&] { result = call(); }).join();
        return result;
    }

    HRESULT beginPrepare(const VSS_ID &set)
    {
        return inThread([&] {
            std::wstring volume = L"\\\\?\\Volume{1}\\";
            return m_provider->BeginPrepareSnapshot(set, {}, volume.data(), 0);
        });
    }
    // 1: preparing, 2: prepared, 3: pre-committed.
    HRESULT advance(const VSS_ID &set, int phase)
    {
        HRESULT result = beginPrepare(set);
        if (phase >= 2 && SUCCEEDED(result))
            result = inThread([&] { return m_phases->EndPrepareSnapshots(set); });
        if (phase >= 3 && SUCCEEDED(result))
            result = inThread([&] { return m_phases->PreCommitSnapshots(set); });
        return result;
    }
    // The call that comes after `phase`.
    HRESULT next(const VSS_ID &set, int phase)
    {
        return inThread([&] {
            return phase == 1   ? m_phases->EndPrepareSnapshots(set)
                   : phase == 2 ? m_phases->PreCommitSnapshots(set)
                                : m_phases->CommitSnapshots(set);
        });
    }
    bool supportsVolumes()
    {
        BOOL supported = FALSE;
        inThread([&] {
            std::wstring volume = L"\\\\?\\Volume{1}\\";
            return m_provider->IsVolumeSupported(volume.data(), &supported);
        });
        return supported != FALSE;
    }

private:
    vss::ComPointer<IVssSoftwareSnapshotProvider> m_provider;
    vss::ComPointer<IVssProviderCreateSnapshotSet> m_phases;
    vss::ComPointer<IVssProviderNotifications> m_notifications;
};

inline VSS_ID newSetId()
{
    VSS_ID id = {};
    ::CoCreateGuid(&id);
    return id;
}

} // namespace ga
