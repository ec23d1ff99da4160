// SPDX-License-Identifier: Apache-2.0
// NoSnapshots: what the provider lists when VSS asks for its snapshots.
#pragma once

#include <windows.h>

#include <vss.h>

#include <atomic>

namespace ga::vss {

// An enumeration of nothing. Deletes itself with its last reference.
class NoSnapshots : public IVssEnumObject
{
public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID interfaceId, void **object) override;
    ULONG STDMETHODCALLTYPE AddRef() override { return ++m_references; }
    ULONG STDMETHODCALLTYPE Release() override;

    HRESULT STDMETHODCALLTYPE Next(ULONG count, VSS_OBJECT_PROP *objects, ULONG *fetched) override;
    HRESULT STDMETHODCALLTYPE Skip(ULONG count) override { return count == 0 ? S_OK : S_FALSE; }
    HRESULT STDMETHODCALLTYPE Reset() override { return S_OK; }
    HRESULT STDMETHODCALLTYPE Clone(IVssEnumObject **clone) override;

private:
    virtual ~NoSnapshots() = default;

    std::atomic<ULONG> m_references = 1;
};

} // namespace ga::vss
