// SPDX-License-Identifier: Apache-2.0
// How the agent and its VSS provider find each other: what both have to agree on.
#pragma once

#include <chrono>
#include <string>

namespace ga::vss {

// Kernel objects of one snapshot set. Its id, which VSS makes up at random for each set, is in
// their names: nobody can have created them before.
struct HandshakeNames
{
    std::wstring frozen;   // Event: the provider is in CommitSnapshots, writes are held.
    std::wstring thaw;     // Event: the agent wants them to go on.
    std::wstring released; // Event: the provider gave up waiting for that.
    std::wstring agent;    // Mutex: owned by the agent for as long as it lives.
};

// `snapshotSet` as StringFromGUID2 writes it.
HandshakeNames handshakeNames(const std::wstring &snapshotSet);

// Full access for SYSTEM, which the provider runs as, and administrators; none for anybody else.
inline constexpr wchar_t handshakeSecurity[] = L"D:P(A;;GA;;;SY)(A;;GA;;;BA)";

// The agent tells its snapshot set in a volatile key of the local machine, of the same security.
// What is above a volatile key must be there before, or it would be volatile, too.
inline constexpr wchar_t agentKey[] = L"SOFTWARE\\qtga";
inline constexpr wchar_t handshakeKey[] = L"SOFTWARE\\qtga\\freeze";
inline constexpr wchar_t snapshotSetValue[] = L"SnapshotSet";

// Windows stops holding writes after this long, and fails the snapshot ("CommitSnapshots" in the
// documentation of IVssProviderCreateSnapshotSet). It began to hold them before it called the
// provider; so who still waits after this long waits in vain.
inline constexpr std::chrono::seconds longestHold(10);

} // namespace ga::vss
