// SPDX-License-Identifier: Apache-2.0
// By the catalogue of COM+ ("COM+ Administration Reference": Applications, Roles, UsersInRole).
#include "platform/windows/vss/com_plus_application.h"

#include "platform/windows/vss/com.h"
#include "platform/windows/vss/guid_text.h"
#include "platform/windows/vss/provider_ids.h"

#include <comadmin.h>
#include <sddl.h>

#include <array>

namespace ga::vss {

namespace {

// {F618C514-DFB8-11D1-A2CF-00805FC79235}
constexpr CLSID catalogClass = {
    0xf618c514, 0xdfb8, 0x11d1, {0xa2, 0xcf, 0x00, 0x80, 0x5f, 0xc7, 0x92, 0x35}};

constexpr wchar_t callersRole[] = L"Administrators and SYSTEM";

using Collection = ComPointer<ICatalogCollection>;
using Object = ComPointer<ICatalogObject>;
using Catalog = ComPointer<ICOMAdminCatalog2>;

HRESULT openCatalog(Catalog &catalog)
{
    return createObject(catalogClass, CLSCTX_ALL, catalog);
}

HRESULT openApplications(Catalog &catalog, Collection &applications)
{
    ComPointer<IDispatch> dispatch;
    HRESULT result = catalog->GetCollection(ComString(L"Applications").get(), dispatch.receive());
    if (SUCCEEDED(result))
        result = dispatch.query(applications);
    return SUCCEEDED(result) ? applications->Populate() : result;
}

HRESULT openRelated(Collection &parent, const Object &object, const wchar_t *name,
                    Collection &related)
{
    ComVariant key;
    ComPointer<IDispatch> dispatch;
    HRESULT result = object->get_Key(key.receive());
    if (SUCCEEDED(result))
        result = parent->GetCollection(ComString(name).get(), key.value(), dispatch.receive());
    if (SUCCEEDED(result))
        result = dispatch.query(related);
    return SUCCEEDED(result) ? related->Populate() : result;
}

HRESULT add(Collection &collection, Object &object)
{
    ComPointer<IDispatch> dispatch;
    const HRESULT result = collection->Add(dispatch.receive());
    return SUCCEEDED(result) ? dispatch.query(object) : result;
}

HRESULT save(Collection &collection)
{
    LONG changes = 0;
    return collection->SaveChanges(&changes);
}

template <typename Value>
HRESULT set(const Object &object, const wchar_t *name, const Value &value)
{
    return object->put_Value(ComString(name).get(), ComVariant(value).value());
}

// In the language of this Windows, in which COM+ wants it.
std::wstring accountName(const wchar_t *sidText)
{
    PSID sid = nullptr;
    if (!::ConvertStringSidToSidW(sidText, &sid))
        return {};
    std::array<wchar_t, 256> name = {};
    std::array<wchar_t, 256> domain = {};
    DWORD nameSize = DWORD(name.size());
    DWORD domainSize = DWORD(domain.size());
    SID_NAME_USE use = SidTypeUnknown;
    const BOOL found =
        ::LookupAccountSidW(nullptr, sid, name.data(), &nameSize, domain.data(), &domainSize, &use);
    ::LocalFree(sid);
    return found ? std::wstring(domain.data()) + L'\\' + name.data() : std::wstring();
}

HRESULT setProperties(const Object &application)
{
    HRESULT result = set(application, L"Name", std::wstring(providerName));
    const auto then = [&](const wchar_t *name, const auto &value) {
        if (SUCCEEDED(result))
            result = set(application, name, value);
    };
    then(L"Description", std::wstring(L"Lets the Qt Guest Agent freeze this guest's volumes"));
    then(L"Activation", long(COMAdminActivationLocal));
    then(L"ApplicationAccessChecksEnabled", true);
    then(L"AccessChecksLevel", long(COMAdminAccessChecksApplicationLevel));
    then(L"Authentication", long(COMAdminAuthenticationPrivacy));
    // Its process ends as soon as VSS has let go of the provider. By itself it would stay for three
    // minutes more, with the DLL open, which then can't be replaced.
    then(L"ShutdownAfter", 0L);
    then(L"ImpersonationLevel", long(COMAdminImpersonationIdentify));
    return result;
}

HRESULT addCallers(Collection &roles, const Object &role)
{
    Collection users;
    HRESULT result = openRelated(roles, role, L"UsersInRole", users);
    for (const wchar_t *sid : {L"S-1-5-18", L"S-1-5-32-544"}) { // SYSTEM, Administrators.
        Object user;
        if (SUCCEEDED(result))
            result = add(users, user);
        if (SUCCEEDED(result))
            result = set(user, L"User", accountName(sid));
    }
    return SUCCEEDED(result) ? save(users) : result;
}

HRESULT addRole(Collection &applications, const Object &application)
{
    Collection roles;
    Object role;
    HRESULT result = openRelated(applications, application, L"Roles", roles);
    if (SUCCEEDED(result))
        result = add(roles, role);
    if (SUCCEEDED(result))
        result = set(role, L"Name", std::wstring(callersRole));
    if (SUCCEEDED(result))
        result = save(roles);
    return SUCCEEDED(result) ? addCallers(roles, role) : result;
}

bool isOurs(const ComPointer<IDispatch> &dispatch)
{
    Object object;
    ComVariant name;
    return SUCCEEDED(dispatch.query(object)) && SUCCEEDED(object->get_Name(name.receive())) &&
           name.isText(providerName);
}

void removeFrom(Collection &applications)
{
    LONG count = 0;
    if (FAILED(applications->get_Count(&count)))
        return;
    for (LONG i = count - 1; i >= 0; --i) {
        ComPointer<IDispatch> item;
        if (SUCCEEDED(applications->get_Item(i, item.receive())) && isOurs(item))
            applications->Remove(i);
    }
    save(applications);
}

} // namespace

HRESULT createApplication()
{
    Catalog catalog;
    Collection applications;
    Object application;
    HRESULT result = openCatalog(catalog);
    if (SUCCEEDED(result))
        result = openApplications(catalog, applications);
    if (SUCCEEDED(result))
        result = add(applications, application);
    if (SUCCEEDED(result))
        result = setProperties(application);
    if (SUCCEEDED(result))
        result = save(applications);
    return SUCCEEDED(result) ? addRole(applications, application) : result;
}

HRESULT importProviderClass()
{
    Catalog catalog;
    const HRESULT result = openCatalog(catalog);
    if (FAILED(result))
        return result;
    return catalog->ImportComponent(ComString(providerName).get(),
                                    ComString(guidText(providerClass)).get());
}

HRESULT createApplicationService()
{
    Catalog catalog;
    const HRESULT result = openCatalog(catalog);
    if (FAILED(result))
        return result;
    return catalog->CreateServiceForApplication(
        ComString(providerName).get(), ComString(providerService).get(),
        ComString(L"SERVICE_DEMAND_START").get(), ComString(L"SERVICE_ERROR_NORMAL").get(),
        ComString(L"").get(), ComString(L".\\localsystem").get(), ComString(L"").get(),
        VARIANT_FALSE);
}

void removeApplication()
{
    Catalog catalog;
    Collection applications;
    if (FAILED(openCatalog(catalog)))
        return;
    const ComString name(providerName);
    catalog->ShutdownApplication(name.get());
    catalog->DeleteServiceForApplication(name.get());
    if (SUCCEEDED(openApplications(catalog, applications)))
        removeFrom(applications);
}

} // namespace ga::vss
