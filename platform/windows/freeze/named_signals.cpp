// SPDX-License-Identifier: Apache-2.0
// Creates what the provider opens; see platform/windows/vss/handshake.h.
#include "platform/windows/freeze/named_signals.h"

#include "platform/windows/system/security_descriptor.h"
#include "platform/windows/system/windows_error.h"
#include "platform/windows/vss/handshake.h"

#include <array>
#include <memory>
#include <type_traits>

namespace ga {

namespace {

const auto failed = QStringLiteral("failed to prepare the handshake with the VSS provider");

using Create = HANDLE (*)(SECURITY_ATTRIBUTES *, const wchar_t *);

Result<Handle> create(Create call, const SecurityDescriptor &security, const std::wstring &name)
{
    SECURITY_ATTRIBUTES attributes = security.attributes();
    Handle object(call(&attributes, name.c_str()));
    const DWORD error = ::GetLastError();
    if (!object.isValid() || error == ERROR_ALREADY_EXISTS)
        return failWindows(failed, error);
    return object;
}

// Manual reset: who looks twice sees the same.
HANDLE createEvent(SECURITY_ATTRIBUTES *attributes, const wchar_t *name)
{
    return ::CreateEventW(attributes, TRUE, FALSE, name);
}

HANDLE createOwnedMutex(SECURITY_ATTRIBUTES *attributes, const wchar_t *name)
{
    return ::CreateMutexW(attributes, TRUE, name);
}

struct CloseKey
{
    void operator()(HKEY key) const { ::RegCloseKey(key); }
};

using Key = std::unique_ptr<std::remove_pointer_t<HKEY>, CloseKey>;

Result<Key> createKey(const wchar_t *path, DWORD options, SECURITY_ATTRIBUTES *attributes)
{
    HKEY key = nullptr;
    const LSTATUS status = ::RegCreateKeyExW(HKEY_LOCAL_MACHINE, path, 0, nullptr, options,
                                             KEY_SET_VALUE, attributes, &key, nullptr);
    if (status != ERROR_SUCCESS)
        return failWindows(failed, DWORD(status));
    return Key(key);
}

// Volatile: gone with this boot of Windows, and never written to a volume that is held.
Result<Nothing> announce(const SecurityDescriptor &security, const std::wstring &snapshotSet)
{
    SECURITY_ATTRIBUTES attributes = security.attributes();
    const auto parent = createKey(vss::agentKey, REG_OPTION_NON_VOLATILE, nullptr);
    const auto key = parent ? createKey(vss::handshakeKey, REG_OPTION_VOLATILE, &attributes)
                            : Result<Key>(fail(parent.error()));
    if (!key)
        return fail(key.error());
    const LSTATUS status = ::RegSetValueExW(key->get(), vss::snapshotSetValue, 0, REG_SZ,
                                            reinterpret_cast<const BYTE *>(snapshotSet.c_str()),
                                            DWORD((snapshotSet.size() + 1) * sizeof(wchar_t)));
    if (status != ERROR_SUCCESS)
        return failWindows(failed, DWORD(status));
    return Nothing{};
}

// Another freeze may have told of its own set since.
void withdraw(const std::wstring &snapshotSet)
{
    std::array<wchar_t, 64> told{}; // A set's id has 38 characters.
    DWORD size = sizeof told;
    const LSTATUS status =
        ::RegGetValueW(HKEY_LOCAL_MACHINE, vss::handshakeKey, vss::snapshotSetValue, RRF_RT_REG_SZ,
                       nullptr, told.data(), &size);
    if (status == ERROR_SUCCESS && snapshotSet == told.data())
        ::RegDeleteKeyValueW(HKEY_LOCAL_MACHINE, vss::handshakeKey, vss::snapshotSetValue);
}

bool isSet(const Handle &event, DWORD milliseconds)
{
    return event.isValid() && ::WaitForSingleObject(event.get(), milliseconds) == WAIT_OBJECT_0;
}

} // namespace

NamedSignals::~NamedSignals()
{
    close();
}

Result<Nothing> NamedSignals::open(const QString &snapshotSet)
{
    close();
    const auto security =
        SecurityDescriptor::parse(QString::fromWCharArray(vss::handshakeSecurity));
    if (!security)
        return fail(security.error());
    const std::wstring set = snapshotSet.toStdWString();
    const vss::HandshakeNames names = vss::handshakeNames(set);
    auto frozen = create(createEvent, *security, names.frozen);
    auto thaw = create(createEvent, *security, names.thaw);
    auto released = create(createEvent, *security, names.released);
    auto agent = create(createOwnedMutex, *security, names.agent);
    for (const auto *each : {&frozen, &thaw, &released, &agent}) {
        if (!*each)
            return fail(each->error());
    }
    m_frozen = *std::move(frozen);
    m_thaw = *std::move(thaw);
    m_released = *std::move(released);
    m_agent = *std::move(agent);
    m_set = set;
    return announce(*security, set);
}

void NamedSignals::close()
{
    if (!m_agent.isValid())
        return;
    withdraw(m_set);
    ::ReleaseMutex(m_agent.get());
    m_frozen.reset();
    m_thaw.reset();
    m_released.reset();
    m_agent.reset();
}

bool NamedSignals::waitForFrozen(std::chrono::milliseconds patience)
{
    return isSet(m_frozen, DWORD(patience.count()));
}

bool NamedSignals::isReleased()
{
    return isSet(m_released, 0);
}

void NamedSignals::thaw()
{
    if (m_thaw.isValid())
        ::SetEvent(m_thaw.get());
}

} // namespace ga
