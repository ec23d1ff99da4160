// SPDX-License-Identifier: Apache-2.0
// qtga-vss.dll as COM and regsvr32 see it: its four exports and the class factory behind them.
#include "platform/windows/vss/class_registration.h"
#include "platform/windows/vss/com.h"
#include "platform/windows/vss/com_plus_application.h"
#include "platform/windows/vss/provider.h"
#include "platform/windows/vss/provider_ids.h"
#include "platform/windows/vss/registration_steps.h"

#include <olectl.h>

#include <array>
#include <new>

namespace {

using namespace ga::vss;

HMODULE ownModule = nullptr;
std::atomic<long> livingObjects = 0; // Providers, and locks of the factory.

// There is one for as long as the DLL is loaded: nobody counts its references.
class ProviderFactory : public IClassFactory
{
public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID interfaceId, void **object) override
    {
        if (!object)
            return E_POINTER;
        *object = nullptr;
        if (interfaceId != __uuidof(IUnknown) && interfaceId != __uuidof(IClassFactory))
            return E_NOINTERFACE;
        *object = static_cast<IClassFactory *>(this);
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return 2; }
    ULONG STDMETHODCALLTYPE Release() override { return 1; }

    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown *outer, REFIID interfaceId,
                                             void **object) override
    {
        if (!object)
            return E_POINTER;
        *object = nullptr;
        if (outer)
            return CLASS_E_NOAGGREGATION;
        auto *provider = new (std::nothrow) Provider(livingObjects);
        if (!provider)
            return E_OUTOFMEMORY;
        const HRESULT result = provider->QueryInterface(interfaceId, object);
        provider->Release();
        return result;
    }
    HRESULT STDMETHODCALLTYPE LockServer(BOOL lock) override
    {
        livingObjects += lock ? 1 : -1;
        return S_OK;
    }
};

ProviderFactory providerFactory;

std::array<RegistrationStep, 4> registrationSteps()
{
    return {{
        {L"registering the COM class", [] { return registerClass(ownModule); }, removeClass},
        {L"creating the COM+ application",
         [] {
             const HRESULT result = createApplication();
             return SUCCEEDED(result) ? importProviderClass() : result;
         },
         removeApplication},
        {L"creating the service of the COM+ application", createApplicationService, [] {}},
        {L"registering the provider with VSS", registerWithVss, unregisterFromVss},
    }};
}

} // namespace

STDAPI DllGetClassObject(REFCLSID classId, REFIID interfaceId, void **object)
{
    if (!object)
        return E_POINTER;
    *object = nullptr;
    if (classId != providerClass)
        return CLASS_E_CLASSNOTAVAILABLE;
    return providerFactory.QueryInterface(interfaceId, object);
}

STDAPI DllCanUnloadNow()
{
    return livingObjects == 0 ? S_OK : S_FALSE;
}

STDAPI DllRegisterServer()
{
    const ComThread com;
    if (FAILED(com.result()))
        return com.result();
    const auto failure = registerInSteps(registrationSteps());
    noteRegistrationError(failure ? failure->text().c_str() : L"");
    return failure ? HRESULT(failure->result) : S_OK;
}

STDAPI DllUnregisterServer()
{
    const ComThread com;
    if (FAILED(com.result()))
        return com.result();
    takeBackSteps(registrationSteps());
    noteRegistrationError(L"");
    return S_OK;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void *)
{
    if (reason == DLL_PROCESS_ATTACH) {
        ownModule = module;
        ::DisableThreadLibraryCalls(module);
    }
    return TRUE;
}
