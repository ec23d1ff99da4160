// SPDX-License-Identifier: Apache-2.0
// The rules of COM for an enumeration that is always at its end.
#include "platform/windows/vss/no_snapshots.h"

#include <new>

namespace ga::vss {

HRESULT NoSnapshots::QueryInterface(REFIID interfaceId, void **object)
{
    if (!object)
        return E_POINTER;
    *object = nullptr;
    if (interfaceId != __uuidof(IUnknown) && interfaceId != __uuidof(IVssEnumObject))
        return E_NOINTERFACE;
    *object = static_cast<IVssEnumObject *>(this);
    AddRef();
    return S_OK;
}

ULONG NoSnapshots::Release()
{
    const ULONG left = --m_references;
    if (left == 0)
        delete this;
    return left;
}

HRESULT NoSnapshots::Next(ULONG count, VSS_OBJECT_PROP *, ULONG *fetched)
{
    if (!fetched)
        return E_POINTER;
    *fetched = 0;
    return count == 0 ? S_OK : S_FALSE;
}

HRESULT NoSnapshots::Clone(IVssEnumObject **clone)
{
    if (!clone)
        return E_POINTER;
    *clone = new (std::nothrow) NoSnapshots;
    return *clone ? S_OK : E_OUTOFMEMORY;
}

} // namespace ga::vss
