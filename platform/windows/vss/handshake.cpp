// SPDX-License-Identifier: Apache-2.0
// Names in the global namespace: the agent and the provider are services of session 0, a test may
// be in another.
#include "platform/windows/vss/handshake.h"

namespace ga::vss {

HandshakeNames handshakeNames(const std::wstring &snapshotSet)
{
    const std::wstring prefix = L"Global\\qtga-freeze-" + snapshotSet;
    return {prefix + L"-frozen", prefix + L"-thaw", prefix + L"-released", prefix + L"-agent"};
}

} // namespace ga::vss
