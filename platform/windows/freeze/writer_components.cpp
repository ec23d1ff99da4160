// SPDX-License-Identifier: Apache-2.0
// Walks the metadata and the states of VSS' writers.
#include "platform/windows/freeze/writer_components.h"

#include "platform/windows/freeze/writer_phase.h"
#include "platform/windows/vss/com.h"
#include "platform/windows/vss/guid_text.h"

namespace ga {

namespace {

using vss::ComPointer;
using vss::ComString;

std::wstring text(BSTR string)
{
    return string ? std::wstring(string, ::SysStringLen(string)) : std::wstring();
}

HRESULT addComponent(IVssBackupComponents &vss, WriterComponent component,
                     IVssExamineWriterMetadata &metadata, UINT index, QList<WriterComponent> &added)
{
    ComPointer<IVssWMComponent> described;
    PVSSCOMPONENTINFO info = nullptr;
    if (FAILED(metadata.GetComponent(index, described.receive())) ||
        FAILED(described->GetComponentInfo(&info)))
        return S_OK;
    const bool isSelectable = info->bSelectable != 0;
    component.type = info->type;
    component.path = text(info->bstrLogicalPath);
    component.name = text(info->bstrComponentName);
    described->FreeComponentInfo(info);
    if (!isSelectable)
        return S_OK;
    const HRESULT result = vss.AddComponent(component.instance, component.writer, component.type,
                                            component.path.c_str(), component.name.c_str());
    if (SUCCEEDED(result))
        added.append(component);
    return result == VSS_E_OBJECT_ALREADY_EXISTS ? S_OK : result;
}

HRESULT addWriter(IVssBackupComponents &vss, UINT index, QList<WriterComponent> &added)
{
    WriterComponent component;
    ComPointer<IVssExamineWriterMetadata> metadata;
    ComString name;
    VSS_ID instance = {};
    VSS_USAGE_TYPE usage = VSS_UT_UNDEFINED;
    VSS_SOURCE_TYPE source = VSS_ST_UNDEFINED;
    UINT included = 0;
    UINT excluded = 0;
    UINT count = 0;
    if (FAILED(vss.GetWriterMetadata(index, &component.instance, metadata.receive())) ||
        FAILED(
            metadata->GetIdentity(&instance, &component.writer, name.receive(), &usage, &source)) ||
        FAILED(metadata->GetFileCounts(&included, &excluded, &count)))
        return S_OK;
    HRESULT result = S_OK;
    for (UINT i = 0; i < count && SUCCEEDED(result); ++i)
        result = addComponent(vss, component, *metadata.get(), i, added);
    return result;
}

} // namespace

HRESULT addWriterComponents(IVssBackupComponents &vss, QList<WriterComponent> &added)
{
    UINT count = 0;
    HRESULT result = vss.GetWriterMetadataCount(&count);
    for (UINT i = 0; i < count && SUCCEEDED(result); ++i)
        result = addWriter(vss, i, added);
    return result;
}

void reportBackedUp(IVssBackupComponents &vss, const WriterComponent &component)
{
    vss.SetBackupSucceeded(component.instance, component.writer, component.type,
                           component.path.c_str(), component.name.c_str(), true);
}

QList<WriterFailure> readWriterFailures(IVssBackupComponents &vss, qint64 &count)
{
    QList<WriterFailure> failures;
    UINT all = 0;
    count = 0;
    if (FAILED(vss.GetWriterStatusCount(&all)))
        return failures;
    for (UINT i = 0; i < all; ++i) {
        VSS_ID instance = {};
        VSS_ID writer = {};
        ComString name;
        VSS_WRITER_STATE state = VSS_WS_UNKNOWN;
        HRESULT failure = S_OK;
        if (FAILED(vss.GetWriterStatus(i, &instance, &writer, name.receive(), &state, &failure)))
            continue;
        ++count;
        const QString phase = writerPhase(state);
        if (FAILED(failure) || !phase.isEmpty())
            failures.append({QString::fromStdWString(text(name.get())), phase, failure,
                             QString::fromStdWString(vss::guidText(instance))});
    }
    return failures;
}

} // namespace ga
