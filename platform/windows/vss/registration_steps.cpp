// SPDX-License-Identifier: Apache-2.0
// Registration as a list of steps.
#include "platform/windows/vss/registration_steps.h"

#include <cstdint>

namespace ga::vss {

// Streams of the C++ library would make up most of the DLL.
std::wstring RegistrationFailure::text() const
{
    std::wstring number;
    for (int shift = 28; shift >= 0; shift -= 4)
        number += L"0123456789abcdef"[(std::uint32_t(result) >> shift) & 0xf];
    return step + L" failed: Windows error 0x" + number;
}

std::optional<RegistrationFailure> registerInSteps(std::span<const RegistrationStep> steps)
{
    takeBackSteps(steps);
    for (const RegistrationStep &step : steps) {
        const long result = step.apply();
        if (result < 0) {
            takeBackSteps(steps);
            return RegistrationFailure{step.name, result};
        }
    }
    return std::nullopt;
}

void takeBackSteps(std::span<const RegistrationStep> steps)
{
    for (auto step = steps.rbegin(); step != steps.rend(); ++step)
        step->takeBack();
}

} // namespace ga::vss
