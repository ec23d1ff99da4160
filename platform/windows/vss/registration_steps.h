// SPDX-License-Identifier: Apache-2.0
// Registering in steps of which any may fail, without leaving half of them behind.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace ga::vss {

struct RegistrationStep
{
    std::wstring name;              // What it does, as in "creating the COM+ application".
    std::function<long()> apply;    // An HRESULT.
    std::function<void()> takeBack; // Also where it was never applied, or not by this version.
};

struct RegistrationFailure
{
    std::wstring step;
    long result = 0; // The HRESULT.

    // "creating the COM+ application failed: Windows error 0x80070005"
    std::wstring text() const;
};

// Takes back what an earlier registration left, then applies one step after the other; after one
// that fails, all are taken back.
std::optional<RegistrationFailure> registerInSteps(std::span<const RegistrationStep> steps);

// The other way round.
void takeBackSteps(std::span<const RegistrationStep> steps);

} // namespace ga::vss
