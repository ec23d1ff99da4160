// SPDX-License-Identifier: Apache-2.0
// The provider's DLL without the VSS service: its exports and interfaces, its phases with an agent
// that is a process of its own and may be killed in each, and its registration where it can't
// succeed.
#include "platform/windows/freeze/named_signals.h"
#include "platform/windows/freeze/provider_registration.h"
#include "platform/windows/vss/guid_text.h"
#include "platform/windows/vss/handshake.h"
#include "tests/unit/windows/vss/provider_dll.h"

#include <QProcess>
#include <QTest>

#include <aclapi.h>

#include <array>
#include <atomic>
#include <memory>

using namespace ga;

namespace {

constexpr int longEnough = 60000; // Milliseconds; never reached unless something hangs.

// An agent in another process: this program, called with the snapshot set. It says "ready" once it
// has told of the set, and then the word of each of its signals that is set.
class AgentProcess
{
public:
    explicit AgentProcess(const VSS_ID &set)
    {
        m_process.start(QCoreApplication::applicationFilePath(),
                        {QStringLiteral("--agent"), QString::fromStdWString(vss::guidText(set))});
    }
    ~AgentProcess() { kill(); }

    bool waitFor(const char *word)
    {
        while (!m_output.contains(word)) {
            if (!m_process.waitForReadyRead(longEnough))
                return false;
            m_output += m_process.readAllStandardOutput();
        }
        return true;
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished(longEnough);
    }
    void thaw() { m_process.write("thaw\n"); }

private:
    QProcess m_process;
    QByteArray m_output;
};

void say(const char *word)
{
    std::printf("%s\n", word);
    std::fflush(stdout);
}

int playAgent(const QString &set)
{
    NamedSignals freezeSignals;
    if (const auto opened = freezeSignals.open(set); !opened) {
        say(qPrintable(opened.error().description));
        return 1;
    }
    say("ready");
    if (!freezeSignals.waitForFrozen(std::chrono::milliseconds(longEnough)))
        return 1;
    say("frozen");
    char line[16] = {};
    if (!std::fgets(line, sizeof line, stdin))
        return 1;
    freezeSignals.thaw();
    say("thawed");
    // Until it is killed.
    return std::fgets(line, sizeof line, stdin) ? 0 : 1;
}

bool isWine()
{
    return ::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
}

} // namespace

class ProviderDllTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void givesItsClassAndNoOther();
    void isNotUnloadedWhileInUse();
    void hasNoSnapshotsToShow();
    void holdsUntilAnotherProcessThaws();
    void supportsVolumesOnlyWhileAnAgentFreezes();
    void agentThatIsKilledIsNoticedInEachPhase_data();
    void agentThatIsKilledIsNoticedInEachPhase();
    void agentThatIsKilledWhileHeldEndsTheHold();
    void abortEndsEachPhase_data();
    void abortEndsEachPhase();
    void abortAndUnloadEndTheHold_data();
    void abortAndUnloadEndTheHold();
    void setThatNoAgentToldOfIsNotFollowed();
    void namesThatAreTakenAreRefused();
    void onlySystemAndAdministratorsMayOpenTheSignals();
    void registrationThatFailsLeavesNothingButItsReason();
    void agentSaysWhyItCannotFreeze();

private:
    HRESULT holdInThread(const std::function<void()> &meanwhile, AgentProcess &agent);
    Handle openReleased() const;

    VSS_ID m_set = {};
    std::unique_ptr<ProviderDll> m_dll;
    std::unique_ptr<CalledProvider> m_provider;
};

void ProviderDllTest::init()
{
    m_set = newSetId();
    m_dll = std::make_unique<ProviderDll>();
    QVERIFY2(m_dll->isLoaded(), qPrintable(QString::number(::GetLastError())));
    m_provider = std::make_unique<CalledProvider>(*m_dll);
    QVERIFY(m_provider->isThere());
}

void ProviderDllTest::cleanup()
{
    m_provider.reset();
    m_dll.reset();
}

HRESULT ProviderDllTest::holdInThread(const std::function<void()> &meanwhile, AgentProcess &agent)
{
    HRESULT result = E_UNEXPECTED;
    std::thread vss([&] { result = m_provider->phases()->CommitSnapshots(m_set); });
    if (agent.waitFor("frozen"))
        meanwhile();
    else
        agent.kill();
    vss.join();
    return result;
}

// The provider sets it when the 10 seconds are over: what ends the hold before them does not.
Handle ProviderDllTest::openReleased() const
{
    const vss::HandshakeNames names = vss::handshakeNames(vss::guidText(m_set));
    return Handle(::OpenEventW(SYNCHRONIZE, FALSE, names.released.c_str()));
}

void ProviderDllTest::givesItsClassAndNoOther()
{
    vss::ComPointer<IClassFactory> factory;
    QCOMPARE(m_dll->classObject(newSetId(), factory), HRESULT(CLASS_E_CLASSNOTAVAILABLE));
    QVERIFY(!factory);
    QCOMPARE(m_dll->classObject(vss::providerClass, factory), S_OK);
    vss::ComPointer<IVssEnumObject> other;
    QCOMPARE(m_provider->provider()->QueryInterface(__uuidof(IVssEnumObject),
                                                    reinterpret_cast<void **>(other.receive())),
             HRESULT(E_NOINTERFACE));
}

void ProviderDllTest::isNotUnloadedWhileInUse()
{
    QCOMPARE(m_dll->call("DllCanUnloadNow"), S_FALSE);
    m_provider.reset();
    QCOMPARE(m_dll->call("DllCanUnloadNow"), S_OK);
}

void ProviderDllTest::hasNoSnapshotsToShow()
{
    vss::ComPointer<IVssEnumObject> list;
    QCOMPARE(
        m_provider->provider()->Query({}, VSS_OBJECT_NONE, VSS_OBJECT_SNAPSHOT, list.receive()),
        S_OK);
    VSS_OBJECT_PROP object = {};
    ULONG fetched = 1;
    QCOMPARE(list->Next(1, &object, &fetched), S_FALSE);
    QCOMPARE(fetched, 0u);
    VSS_SNAPSHOT_PROP properties = {};
    QCOMPARE(m_provider->provider()->GetSnapshotProperties(newSetId(), &properties),
             VSS_E_OBJECT_NOT_FOUND);
}

void ProviderDllTest::holdsUntilAnotherProcessThaws()
{
    AgentProcess agent(m_set);
    QVERIFY(agent.waitFor("ready"));
    QCOMPARE(m_provider->advance(m_set, 3), S_OK);
    const Handle released = openReleased();
    QCOMPARE(holdInThread([&] { agent.thaw(); }, agent), S_OK);
    QCOMPARE(::WaitForSingleObject(released.get(), 0), DWORD(WAIT_TIMEOUT));
    QVERIFY(agent.waitFor("thawed"));
    QCOMPARE(m_provider->phases()->PostCommitSnapshots(m_set, 1), S_OK);
}

void ProviderDllTest::supportsVolumesOnlyWhileAnAgentFreezes()
{
    QVERIFY(!m_provider->supportsVolumes());
    AgentProcess agent(m_set);
    QVERIFY(agent.waitFor("ready"));
    QVERIFY(m_provider->supportsVolumes());
    agent.kill(); // What it told of is still there.
    QVERIFY(!m_provider->supportsVolumes());
}

void ProviderDllTest::agentThatIsKilledIsNoticedInEachPhase_data()
{
    QTest::addColumn<int>("phase");
    QTest::newRow("preparing") << 1;
    QTest::newRow("prepared") << 2;
    QTest::newRow("pre-committed") << 3;
}

void ProviderDllTest::agentThatIsKilledIsNoticedInEachPhase()
{
    QFETCH(int, phase);
    AgentProcess agent(m_set);
    QVERIFY(agent.waitFor("ready"));
    QCOMPARE(m_provider->advance(m_set, phase), S_OK);
    agent.kill();
    QCOMPARE(m_provider->next(m_set, phase), VSS_E_PROVIDER_VETO);
    QCOMPARE(m_provider->beginPrepare(m_set), VSS_E_OBJECT_NOT_FOUND);
}

void ProviderDllTest::agentThatIsKilledWhileHeldEndsTheHold()
{
    AgentProcess agent(m_set);
    QVERIFY(agent.waitFor("ready"));
    QCOMPARE(m_provider->advance(m_set, 3), S_OK);
    const Handle released = openReleased();
    QVERIFY(released.isValid());
    QCOMPARE(holdInThread([&] { agent.kill(); }, agent), VSS_E_PROVIDER_VETO);
    QCOMPARE(::WaitForSingleObject(released.get(), 0), DWORD(WAIT_TIMEOUT));
}

void ProviderDllTest::abortEndsEachPhase_data()
{
    agentThatIsKilledIsNoticedInEachPhase_data();
}

void ProviderDllTest::abortEndsEachPhase()
{
    QFETCH(int, phase);
    AgentProcess agent(m_set);
    QVERIFY(agent.waitFor("ready"));
    QCOMPARE(m_provider->advance(m_set, phase), S_OK);
    QCOMPARE(m_provider->phases()->AbortSnapshots(m_set), S_OK);
    QCOMPARE(m_provider->next(m_set, phase), VSS_E_OBJECT_NOT_FOUND);
}

void ProviderDllTest::abortAndUnloadEndTheHold_data()
{
    QTest::addColumn<bool>("abort");
    QTest::newRow("abort") << true;
    QTest::newRow("unload") << false;
}

void ProviderDllTest::abortAndUnloadEndTheHold()
{
    QFETCH(bool, abort);
    AgentProcess agent(m_set);
    QVERIFY(agent.waitFor("ready"));
    QCOMPARE(m_provider->advance(m_set, 3), S_OK);
    const auto end = [&] {
        if (abort)
            m_provider->phases()->AbortSnapshots(m_set);
        else
            m_provider->notifications()->OnUnload(TRUE);
    };
    const Handle released = openReleased();
    QVERIFY(released.isValid());
    QCOMPARE(holdInThread(end, agent), VSS_E_PROVIDER_VETO);
    QCOMPARE(::WaitForSingleObject(released.get(), 0), DWORD(WAIT_TIMEOUT));
}

void ProviderDllTest::setThatNoAgentToldOfIsNotFollowed()
{
    AgentProcess agent(m_set);
    QVERIFY(agent.waitFor("ready"));
    QCOMPARE(m_provider->beginPrepare(newSetId()), VSS_E_OBJECT_NOT_FOUND);
}

void ProviderDllTest::namesThatAreTakenAreRefused()
{
    const std::wstring set = vss::guidText(m_set);
    const Handle taken(::CreateEventW(nullptr, TRUE, FALSE, vss::handshakeNames(set).thaw.c_str()));
    QVERIFY(taken.isValid());
    NamedSignals freezeSignals;
    const auto opened = freezeSignals.open(QString::fromStdWString(set));
    QVERIFY(!opened);
    QVERIFY(!m_provider->supportsVolumes());
}

// Wine keeps the list, but lets everybody in.
void ProviderDllTest::onlySystemAndAdministratorsMayOpenTheSignals()
{
    NamedSignals freezeSignals;
    const std::wstring set = vss::guidText(m_set);
    QVERIFY(freezeSignals.open(QString::fromStdWString(set)));
    const vss::HandshakeNames names = vss::handshakeNames(set);
    for (const std::wstring &name : {names.frozen, names.thaw, names.released}) {
        const Handle event(::OpenEventW(READ_CONTROL, FALSE, name.c_str()));
        QVERIFY(event.isValid());
        PACL list = nullptr;
        PSECURITY_DESCRIPTOR descriptor = nullptr;
        QCOMPARE(::GetSecurityInfo(event.get(), SE_KERNEL_OBJECT, DACL_SECURITY_INFORMATION,
                                   nullptr, nullptr, &list, nullptr, &descriptor),
                 DWORD(ERROR_SUCCESS));
        QVERIFY(list);
        QCOMPARE(int(list->AceCount), 2);
        for (DWORD i = 0; i < 2; ++i) {
            void *entry = nullptr;
            QVERIFY(::GetAce(list, i, &entry));
            PSID sid = &static_cast<ACCESS_ALLOWED_ACE *>(entry)->SidStart;
            QVERIFY(::IsWellKnownSid(sid, WinLocalSystemSid) ||
                    ::IsWellKnownSid(sid, WinBuiltinAdministratorsSid));
        }
        ::LocalFree(descriptor);
    }
}

void ProviderDllTest::registrationThatFailsLeavesNothingButItsReason()
{
    if (!isWine())
        QSKIP("a real Windows would register it");
    QVERIFY(FAILED(m_dll->call("DllRegisterServer")));
    std::array<wchar_t, 256> text = {};
    DWORD size = sizeof text;
    const auto read = [&] {
        size = sizeof text;
        return ::RegGetValueW(HKEY_LOCAL_MACHINE, vss::registrationKey, vss::registrationErrorValue,
                              RRF_RT_REG_SZ, nullptr, text.data(), &size);
    };
    QCOMPARE(read(), LSTATUS(ERROR_SUCCESS));
    const QString reason = QString::fromWCharArray(text.data());
    QVERIFY2(reason.startsWith(QStringLiteral("creating the COM+ application failed: ")),
             qPrintable(reason));
    const std::wstring key = L"SOFTWARE\\Classes\\CLSID\\" + vss::guidText(vss::providerClass);
    HKEY opened = nullptr;
    QCOMPARE(::RegOpenKeyExW(HKEY_LOCAL_MACHINE, key.c_str(), 0, KEY_READ, &opened),
             LSTATUS(ERROR_FILE_NOT_FOUND));
    QCOMPARE(m_dll->call("DllUnregisterServer"), S_OK);
    QCOMPARE(read(), LSTATUS(ERROR_FILE_NOT_FOUND));
}

void ProviderDllTest::agentSaysWhyItCannotFreeze()
{
    if (!isWine())
        QSKIP("a real Windows may have it registered");
    QVERIFY(missingVssProvider().startsWith(
        QStringLiteral("fsfreeze not possible as VSS failed to initialize: ")));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() == 3 && words[1] == u"--agent")
        return playAgent(words[2]);
    ProviderDllTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "provider_dll_test.moc"
