// SPDX-License-Identifier: Apache-2.0
// A whole freeze with the real handshake: the agent's freezer on one side, the provider's DLL on
// the other. The VSS service between them is played: no system here has it but a real Windows.
#include "platform/windows/freeze/named_signals.h"
#include "platform/windows/freeze/vss_backup_components.h"
#include "platform/windows/freeze/vss_freezer.h"
#include "platform/windows/volumes/read_volumes.h"
#include "platform/windows/vss/guid_text.h"
#include "platform/windows/vss/handshake.h"
#include "runtime/freeze_session.h"
#include "tests/fakes/lacking_platform.h"
#include "tests/unit/windows/vss/provider_dll.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>

using namespace ga;

namespace {

constexpr int longEnough = 120000; // Milliseconds; never reached unless something hangs.

// What VSS does with its one provider.
class PlayedVss : public BackupComponents
{
public:
    explicit PlayedVss(CalledProvider &provider)
        : m_provider(provider)
    {}
    ~PlayedVss() override
    {
        if (m_service.joinable())
            m_service.join();
    }

    VssResult initialize(BackupType) override { return S_OK; }
    VssResult setContext(qint32) override { return S_OK; }
    VssResult gatherWriters(std::chrono::milliseconds) override { return S_OK; }
    VssResult startSnapshotSet(QString &set) override
    {
        m_set = newSetId();
        set = QString::fromStdWString(vss::guidText(m_set));
        return S_OK;
    }
    VssResult addVolume(const QString &) override
    {
        if (!m_provider.supportsVolumes())
            return vss_result::volumeNotSupportedByProvider;
        return m_provider.beginPrepare(m_set);
    }
    VssResult prepare(std::chrono::milliseconds) override { return S_OK; }
    VssResult startSnapshot() override
    {
        m_service = std::thread([this] {
            IVssProviderCreateSnapshotSet *phases = m_provider.phases();
            HRESULT result = phases->EndPrepareSnapshots(m_set);
            if (SUCCEEDED(result))
                result = phases->PreCommitSnapshots(m_set);
            if (SUCCEEDED(result))
                result = phases->CommitSnapshots(m_set);
            if (SUCCEEDED(result))
                result = phases->PostCommitSnapshots(m_set, 1);
            else
                phases->AbortSnapshots(m_set);
            m_outcome = result;
            m_isOver = true;
        });
        return S_OK;
    }
    std::optional<VssResult> snapshotResult() override
    {
        return m_isOver ? std::optional<VssResult>(m_outcome) : std::nullopt;
    }
    void cancelSnapshot() override {}
    VssResult complete(std::chrono::milliseconds, const QList<WriterFailure> &) override
    {
        return S_OK;
    }
    void abort() override {}
    QList<WriterFailure> writerFailures(std::chrono::milliseconds) override { return {}; }

private:
    CalledProvider &m_provider;
    VSS_ID m_set = {};
    std::thread m_service;
    std::atomic<VssResult> m_outcome = E_UNEXPECTED;
    std::atomic<bool> m_isOver = false;
};

} // namespace

class FreezeHandshakeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void freezesAndThawsAgainAndAgain();
    void hostIsToldThatWindowsHoldsForTenSeconds();
    void listsTheVolumesOfThisWindows();
    void missingVssIsTold();

private:
    std::unique_ptr<ProviderDll> m_dll;
    std::unique_ptr<CalledProvider> m_provider;
    std::unique_ptr<Platform> m_platform;
    std::unique_ptr<FreezeSession> m_session;
};

void FreezeHandshakeTest::init()
{
    m_dll = std::make_unique<ProviderDll>();
    QVERIFY(m_dll->isLoaded());
    m_provider = std::make_unique<CalledProvider>(*m_dll);
    QVERIFY(m_provider->isThere());
    VssParts parts{.components = [this] { return std::make_unique<PlayedVss>(*m_provider); },
                   .freezeSignals = [] { return std::make_unique<NamedSignals>(); },
                   .volumes = []() -> Result<QList<Volume>> {
                       return QList<Volume>{{.name = QStringLiteral("\\\\?\\Volume{1}\\"),
                                             .mountpoints = {QStringLiteral("C:\\")},
                                             .type = QStringLiteral("NTFS"),
                                             .isFixed = true}};
                   },
                   .times = {}};
    m_platform = std::make_unique<Platform>(lackingPlatform());
    m_platform->freezer = std::make_unique<VssFreezer>(std::move(parts), PlatformOptions{});
    m_session = std::make_unique<FreezeSession>(*m_platform);
}

void FreezeHandshakeTest::cleanup()
{
    if (m_session && m_session->status() == FreezeStatus::Frozen)
        m_session->thaw();
    m_session.reset();
    m_platform.reset();
    m_provider.reset();
    m_dll.reset();
}

void FreezeHandshakeTest::freezesAndThawsAgainAndAgain()
{
    for (int i = 0; i < 3; ++i) {
        const auto frozen = m_session->freeze(std::nullopt);
        QVERIFY2(frozen, frozen ? "" : qPrintable(frozen.error().description));
        QCOMPARE(*frozen, 1);
        QCOMPARE(m_session->status(), FreezeStatus::Frozen);
        const auto thawed = m_session->thaw();
        QVERIFY2(thawed, thawed ? "" : qPrintable(thawed.error().description));
        QCOMPARE(*thawed, 1);
        QCOMPARE(m_session->status(), FreezeStatus::Thawed);
        QVERIFY(!m_provider->supportsVolumes());
    }
}

void FreezeHandshakeTest::hostIsToldThatWindowsHoldsForTenSeconds()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(m_session->freeze(std::nullopt));
    QTRY_COMPARE_WITH_TIMEOUT(m_session->status(), FreezeStatus::Thawed, longEnough);
    QVERIFY(timer.elapsed() >= std::chrono::milliseconds(vss::longestHold).count());
    const auto told = m_session->thaw();
    QVERIFY(!told);
    QCOMPARE(told.error().description,
             QStringLiteral("couldn't hold writes: fsfreeze is limited up to 10 seconds: Windows "
                            "error 0x80042314: VSS could not hold writes any longer"));
    QCOMPARE(m_session->thaw().value_or(-1), 0);
    QVERIFY(m_session->freeze(std::nullopt));
    QCOMPARE(m_session->thaw().value_or(-1), 1);
}

void FreezeHandshakeTest::listsTheVolumesOfThisWindows()
{
    const auto volumes = readVolumes();
    QVERIFY(volumes);
    const auto system = std::find_if(volumes->begin(), volumes->end(), [](const Volume &each) {
        return each.mountpoints.contains(QStringLiteral("C:\\"));
    });
    QVERIFY(system != volumes->end());
    QVERIFY(system->isFixed && !system->isReadOnly && !system->type.isEmpty());
    QVERIFY(system->name.startsWith(QStringLiteral("\\\\?\\Volume{")));
}

void FreezeHandshakeTest::missingVssIsTold()
{
    if (!::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "wine_get_version"))
        QSKIP("a real Windows has VSS");
    VssParts parts{.components = createVssBackupComponents,
                   .freezeSignals = [] { return std::make_unique<NamedSignals>(); },
                   .volumes = readVolumes,
                   .times = {}};
    VssFreezer freezer(std::move(parts), PlatformOptions{});
    const auto frozen = freezer.freeze(std::nullopt);
    QVERIFY(!frozen);
    QCOMPARE(frozen.error().description,
             QStringLiteral("failed to initialize for backup: Windows error 0x80004001: not "
                            "implemented"));
}

QTEST_GUILESS_MAIN(FreezeHandshakeTest)
#include "freeze_handshake_test.moc"
