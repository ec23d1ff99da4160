// SPDX-License-Identifier: Apache-2.0
// Provider: the COM object that VSS calls. It hands everything to a ProviderSession.
#pragma once

#include "platform/windows/vss/provider_session.h"

#include <windows.h>

#include <vsprov.h>
#include <vss.h>

#include <atomic>

namespace ga::vss {

// Deletes itself with its last reference; `living` counts those that there are.
class Provider : public IVssSoftwareSnapshotProvider,
                 public IVssProviderCreateSnapshotSet,
                 public IVssProviderNotifications
{
public:
    explicit Provider(std::atomic<long> &living);

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID interfaceId, void **object) override;
    ULONG STDMETHODCALLTYPE AddRef() override { return ++m_references; }
    ULONG STDMETHODCALLTYPE Release() override;

    // IVssSoftwareSnapshotProvider
    HRESULT STDMETHODCALLTYPE SetContext(LONG context) override;
    HRESULT STDMETHODCALLTYPE GetSnapshotProperties(VSS_ID snapshot,
                                                    VSS_SNAPSHOT_PROP *properties) override;
    HRESULT STDMETHODCALLTYPE Query(VSS_ID queried, VSS_OBJECT_TYPE queriedType,
                                    VSS_OBJECT_TYPE returnedType, IVssEnumObject **list) override;
    HRESULT STDMETHODCALLTYPE DeleteSnapshots(VSS_ID source, VSS_OBJECT_TYPE sourceType, BOOL force,
                                              LONG *deleted, VSS_ID *notDeleted) override;
    HRESULT STDMETHODCALLTYPE BeginPrepareSnapshot(VSS_ID set, VSS_ID snapshot, VSS_PWSZ volume,
                                                   LONG context) override;
    HRESULT STDMETHODCALLTYPE IsVolumeSupported(VSS_PWSZ volume, BOOL *supported) override;
    HRESULT STDMETHODCALLTYPE IsVolumeSnapshotted(VSS_PWSZ volume, BOOL *present,
                                                  LONG *compatibility) override;
    HRESULT STDMETHODCALLTYPE SetSnapshotProperty(VSS_ID snapshot, VSS_SNAPSHOT_PROPERTY_ID id,
                                                  VARIANT value) override;
    HRESULT STDMETHODCALLTYPE RevertToSnapshot(VSS_ID snapshot) override;
    HRESULT STDMETHODCALLTYPE QueryRevertStatus(VSS_PWSZ volume, IVssAsync **operation) override;

    // IVssProviderCreateSnapshotSet
    HRESULT STDMETHODCALLTYPE EndPrepareSnapshots(VSS_ID set) override;
    HRESULT STDMETHODCALLTYPE PreCommitSnapshots(VSS_ID set) override;
    HRESULT STDMETHODCALLTYPE CommitSnapshots(VSS_ID set) override;
    HRESULT STDMETHODCALLTYPE PostCommitSnapshots(VSS_ID set, LONG count) override;
    HRESULT STDMETHODCALLTYPE PreFinalCommitSnapshots(VSS_ID set) override;
    HRESULT STDMETHODCALLTYPE PostFinalCommitSnapshots(VSS_ID set) override;
    HRESULT STDMETHODCALLTYPE AbortSnapshots(VSS_ID set) override;

    // IVssProviderNotifications
    HRESULT STDMETHODCALLTYPE OnLoad(IUnknown *callback) override;
    HRESULT STDMETHODCALLTYPE OnUnload(BOOL force) override;

private:
    virtual ~Provider();

    std::atomic<long> &m_living;
    std::atomic<ULONG> m_references = 1;
    ProviderSession m_session;
};

} // namespace ga::vss
