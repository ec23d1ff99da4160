// SPDX-License-Identifier: Apache-2.0
// Thin: each function is one step of IVssBackupComponents, with the waiting that goes with it.
#include "platform/windows/freeze/vss_backup_components.h"

#include "platform/windows/freeze/writer_components.h"
#include "platform/windows/vss/com.h"
#include "platform/windows/vss/guid_text.h"
#include "platform/windows/vss/provider_ids.h"

#include <vsbackup.h>
#include <vss.h>
#include <vswriter.h>

#include <algorithm>

namespace ga {

namespace {

using vss::ComPointer;
using vss::ComString;

// As vssapi.dll exports it since Windows Vista; looked up, because not every Windows (Wine, Nano
// Server) has it.
using CreateComponents = HRESULT(APIENTRY *)(IVssBackupComponents **);

HRESULT createComponents(ComPointer<IVssBackupComponents> &components)
{
    const HMODULE library = ::LoadLibraryExW(L"vssapi.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (!library)
        return HRESULT_FROM_WIN32(::GetLastError());
    const auto create = reinterpret_cast<CreateComponents>(
        reinterpret_cast<void *>(::GetProcAddress(library, "CreateVssBackupComponentsInternal")));
    const HRESULT result = create ? create(components.receive()) : E_NOTIMPL;
    return SUCCEEDED(result) && !components ? E_UNEXPECTED : result;
}

// The operation's own result; timeout where it isn't over in time, cancelled or not.
HRESULT wait(IVssAsync *operation, std::chrono::milliseconds patience)
{
    HRESULT result = operation->Wait(DWORD(patience.count()));
    HRESULT outcome = S_OK;
    if (SUCCEEDED(result))
        result = operation->QueryStatus(&outcome, nullptr);
    if (FAILED(result))
        return result;
    if (outcome == VSS_S_ASYNC_PENDING) {
        operation->Cancel();
        return vss_result::timeout;
    }
    return outcome == VSS_S_ASYNC_CANCELLED ? E_ABORT : outcome;
}

bool isOfAny(const QList<WriterFailure> &failed, const WriterComponent &component)
{
    const QString instance = QString::fromStdWString(vss::guidText(component.instance));
    return std::any_of(failed.begin(), failed.end(), [&](const WriterFailure &each) {
        return each.instance == instance;
    });
}

VSS_BACKUP_TYPE toVss(BackupType type)
{
    switch (type) {
    case BackupType::Full:
        return VSS_BT_FULL;
    case BackupType::Incremental:
        return VSS_BT_INCREMENTAL;
    case BackupType::Differential:
        return VSS_BT_DIFFERENTIAL;
    case BackupType::Log:
        return VSS_BT_LOG;
    case BackupType::Copy:
        break;
    }
    return VSS_BT_COPY;
}

class VssBackupComponents : public BackupComponents
{
public:
    VssResult initialize(BackupType type) override;
    VssResult setContext(qint32 context) override { return m_vss->SetContext(context); }
    VssResult gatherWriters(std::chrono::milliseconds patience) override;
    VssResult startSnapshotSet(QString &set) override;
    VssResult addVolume(const QString &name) override;
    VssResult prepare(std::chrono::milliseconds patience) override;
    VssResult startSnapshot() override { return m_vss->DoSnapshotSet(m_snapshot.receive()); }
    std::optional<VssResult> snapshotResult() override;
    void cancelSnapshot() override;
    VssResult complete(std::chrono::milliseconds patience,
                       const QList<WriterFailure> &failed) override;
    void abort() override;
    QList<WriterFailure> writerFailures(std::chrono::milliseconds patience) override;
    VssResult readStates(std::chrono::milliseconds patience, qint64 &count,
                         QList<WriterFailure> &failures);

private:
    using Operation = ComPointer<IVssAsync>;

    const vss::ComThread m_com; // Ends after all else here.
    ComPointer<IVssBackupComponents> m_vss;
    Operation m_snapshot;
    QList<WriterComponent> m_added;
};

VssResult VssBackupComponents::initialize(BackupType type)
{
    HRESULT result = m_com.result();
    if (SUCCEEDED(result))
        result = createComponents(m_vss);
    if (SUCCEEDED(result))
        result = m_vss->InitializeForBackup();
    if (SUCCEEDED(result)) // By components; with the system's own files; no parts of files.
        result = m_vss->SetBackupState(true, true, toVss(type), false);
    return result;
}

VssResult VssBackupComponents::gatherWriters(std::chrono::milliseconds patience)
{
    Operation operation;
    HRESULT result = m_vss->GatherWriterMetadata(operation.receive());
    if (SUCCEEDED(result))
        result = wait(operation.get(), patience);
    if (FAILED(result))
        return result;
    result = addWriterComponents(*m_vss.get(), m_added);
    m_vss->FreeWriterMetadata();
    return result;
}

VssResult VssBackupComponents::startSnapshotSet(QString &set)
{
    VSS_ID id = {};
    const HRESULT result = m_vss->StartSnapshotSet(&id);
    set = QString::fromStdWString(vss::guidText(id));
    return result;
}

VssResult VssBackupComponents::addVolume(const QString &name)
{
    std::wstring text = name.toStdWString();
    VSS_ID snapshot = {};
    return m_vss->AddToSnapshotSet(text.data(), vss::providerId, &snapshot);
}

VssResult VssBackupComponents::prepare(std::chrono::milliseconds patience)
{
    Operation operation;
    const HRESULT result = m_vss->PrepareForBackup(operation.receive());
    return SUCCEEDED(result) ? wait(operation.get(), patience) : result;
}

std::optional<VssResult> VssBackupComponents::snapshotResult()
{
    if (!m_snapshot)
        return E_UNEXPECTED;
    HRESULT outcome = S_OK;
    const HRESULT result = m_snapshot->QueryStatus(&outcome, nullptr);
    if (FAILED(result))
        return result;
    if (outcome == VSS_S_ASYNC_PENDING)
        return std::nullopt;
    return outcome == VSS_S_ASYNC_CANCELLED ? E_ABORT : outcome;
}

void VssBackupComponents::cancelSnapshot()
{
    if (m_snapshot)
        m_snapshot->Cancel();
}

VssResult VssBackupComponents::complete(std::chrono::milliseconds patience,
                                        const QList<WriterFailure> &failed)
{
    for (const WriterComponent &each : std::as_const(m_added)) {
        if (!isOfAny(failed, each))
            reportBackedUp(*m_vss.get(), each);
    }
    Operation operation;
    const HRESULT result = m_vss->BackupComplete(operation.receive());
    return SUCCEEDED(result) ? wait(operation.get(), patience) : result;
}

void VssBackupComponents::abort()
{
    if (m_vss)
        m_vss->AbortBackup();
}

QList<WriterFailure> VssBackupComponents::writerFailures(std::chrono::milliseconds patience)
{
    qint64 count = 0;
    QList<WriterFailure> failures;
    readStates(patience, count, failures);
    return failures;
}

VssResult VssBackupComponents::readStates(std::chrono::milliseconds patience, qint64 &count,
                                          QList<WriterFailure> &failures)
{
    Operation operation;
    HRESULT result = m_vss ? m_vss->GatherWriterStatus(operation.receive()) : E_UNEXPECTED;
    if (SUCCEEDED(result))
        result = wait(operation.get(), patience);
    if (FAILED(result))
        return result;
    failures = readWriterFailures(*m_vss.get(), count);
    m_vss->FreeWriterStatus();
    return result;
}

VssResult setCallers()
{
    const auto security = writersAccess();
    if (!security)
        return E_UNEXPECTED;
    // A thread that has COM must be there for as long as the setting is to hold.
    CO_MTA_USAGE_COOKIE cookie = nullptr;
    const HRESULT result = ::CoIncrementMTAUsage(&cookie);
    if (FAILED(result))
        return result;
    return ::CoInitializeSecurity(security->attributes().lpSecurityDescriptor, -1, nullptr, nullptr,
                                  RPC_C_AUTHN_LEVEL_PKT_PRIVACY, RPC_C_IMP_LEVEL_IDENTIFY, nullptr,
                                  EOAC_NONE, nullptr);
}

} // namespace

std::unique_ptr<BackupComponents> createVssBackupComponents()
{
    return std::make_unique<VssBackupComponents>();
}

VssResult surveyWriters(std::chrono::milliseconds patience, qint64 &count,
                        QList<WriterFailure> &failures)
{
    // Where it fails, some writers are not heard; that the others are is worth more.
    static_cast<void>(allowWritersToCall());
    VssBackupComponents components;
    VssResult result = components.initialize(BackupType::Copy);
    if (!hasFailed(result))
        result = components.gatherWriters(patience);
    if (!hasFailed(result))
        result = components.readStates(patience, count, failures);
    components.abort();
    return result;
}

// COM_RIGHTS_EXECUTE for SYSTEM, administrators, and the accounts of services.
Result<SecurityDescriptor> writersAccess()
{
    return SecurityDescriptor::parse(
               QStringLiteral("O:BAG:BAD:(A;;0x1;;;SY)(A;;0x1;;;BA)(A;;0x1;;;LS)(A;;0x1;;;NS)"))
        .and_then([](const SecurityDescriptor &parsed) { return parsed.absolute(); });
}

VssResult allowWritersToCall()
{
    static const VssResult result = setCallers();
    return result;
}

} // namespace ga
