// SPDX-License-Identifier: Apache-2.0
// What a provider without snapshots has to say: none are there, none can be reverted to.
#include "platform/windows/vss/provider.h"

#include "platform/windows/vss/guid_text.h"
#include "platform/windows/vss/no_snapshots.h"
#include "platform/windows/vss/windows_agent_link.h"

#include <new>

namespace ga::vss {

namespace {

HRESULT toHresult(Answer answer)
{
    switch (answer) {
    case Answer::Ok:
        return S_OK;
    case Answer::NotFound:
        return VSS_E_OBJECT_NOT_FOUND;
    case Answer::BadState:
        return VSS_E_BAD_STATE;
    case Answer::Veto:
        break;
    }
    return VSS_E_PROVIDER_VETO;
}

} // namespace

Provider::Provider(std::atomic<long> &living)
    : m_living(living)
    , m_session(std::make_unique<WindowsAgentLink>())
{
    ++m_living;
}

Provider::~Provider()
{
    --m_living;
}

HRESULT Provider::QueryInterface(REFIID interfaceId, void **object)
{
    if (!object)
        return E_POINTER;
    *object = nullptr;
    if (interfaceId == __uuidof(IUnknown) || interfaceId == __uuidof(IVssSoftwareSnapshotProvider))
        *object = static_cast<IVssSoftwareSnapshotProvider *>(this);
    else if (interfaceId == __uuidof(IVssProviderCreateSnapshotSet))
        *object = static_cast<IVssProviderCreateSnapshotSet *>(this);
    else if (interfaceId == __uuidof(IVssProviderNotifications))
        *object = static_cast<IVssProviderNotifications *>(this);
    else
        return E_NOINTERFACE;
    AddRef();
    return S_OK;
}

ULONG Provider::Release()
{
    const ULONG left = --m_references;
    if (left == 0)
        delete this;
    return left;
}

HRESULT Provider::SetContext(LONG)
{
    return S_OK;
}

HRESULT Provider::GetSnapshotProperties(VSS_ID, VSS_SNAPSHOT_PROP *properties)
{
    return properties ? VSS_E_OBJECT_NOT_FOUND : E_INVALIDARG;
}

HRESULT Provider::Query(VSS_ID, VSS_OBJECT_TYPE, VSS_OBJECT_TYPE, IVssEnumObject **list)
{
    if (!list)
        return E_INVALIDARG;
    *list = new (std::nothrow) NoSnapshots;
    return *list ? S_OK : E_OUTOFMEMORY;
}

HRESULT Provider::DeleteSnapshots(VSS_ID source, VSS_OBJECT_TYPE, BOOL, LONG *deleted,
                                  VSS_ID *notDeleted)
{
    if (!deleted || !notDeleted)
        return E_INVALIDARG;
    *deleted = 0;
    *notDeleted = source;
    return VSS_E_OBJECT_NOT_FOUND;
}

HRESULT Provider::BeginPrepareSnapshot(VSS_ID set, VSS_ID, VSS_PWSZ, LONG)
{
    return toHresult(m_session.beginPrepare(guidText(set)));
}

HRESULT Provider::IsVolumeSupported(VSS_PWSZ volume, BOOL *supported)
{
    if (!volume || !supported)
        return E_INVALIDARG;
    *supported = m_session.isVolumeSupported() ? TRUE : FALSE;
    return S_OK;
}

HRESULT Provider::IsVolumeSnapshotted(VSS_PWSZ volume, BOOL *present, LONG *compatibility)
{
    if (!volume || !present || !compatibility)
        return E_INVALIDARG;
    *present = FALSE;
    *compatibility = 0;
    return S_OK;
}

HRESULT Provider::SetSnapshotProperty(VSS_ID, VSS_SNAPSHOT_PROPERTY_ID, VARIANT)
{
    return VSS_E_OBJECT_NOT_FOUND;
}

HRESULT Provider::RevertToSnapshot(VSS_ID)
{
    return VSS_E_OBJECT_NOT_FOUND;
}

HRESULT Provider::QueryRevertStatus(VSS_PWSZ, IVssAsync **operation)
{
    if (operation)
        *operation = nullptr;
    return operation ? VSS_E_OBJECT_NOT_FOUND : E_INVALIDARG;
}

HRESULT Provider::EndPrepareSnapshots(VSS_ID set)
{
    return toHresult(m_session.endPrepare(guidText(set)));
}

HRESULT Provider::PreCommitSnapshots(VSS_ID set)
{
    return toHresult(m_session.preCommit(guidText(set)));
}

HRESULT Provider::CommitSnapshots(VSS_ID set)
{
    return toHresult(m_session.commit(guidText(set)));
}

HRESULT Provider::PostCommitSnapshots(VSS_ID set, LONG)
{
    return toHresult(m_session.postCommit(guidText(set)));
}

HRESULT Provider::PreFinalCommitSnapshots(VSS_ID set)
{
    return toHresult(m_session.preFinalCommit(guidText(set)));
}

HRESULT Provider::PostFinalCommitSnapshots(VSS_ID set)
{
    return toHresult(m_session.postFinalCommit(guidText(set)));
}

HRESULT Provider::AbortSnapshots(VSS_ID set)
{
    return toHresult(m_session.abort(guidText(set)));
}

HRESULT Provider::OnLoad(IUnknown *)
{
    return S_OK;
}

HRESULT Provider::OnUnload(BOOL)
{
    m_session.unload();
    return S_OK;
}

} // namespace ga::vss
