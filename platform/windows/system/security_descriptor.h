// SPDX-License-Identifier: Apache-2.0
// SecurityDescriptor: who may use an object of the agent's, and nobody else.
#pragma once

#include "protocol/result.h"

#include <windows.h>

#include <memory>

namespace ga {

class SecurityDescriptor
{
public:
    // From the security descriptor definition language. Error: Windows' text.
    static Result<SecurityDescriptor> parse(const QString &sddl);

    // Full access for LocalSystem and the administrators, for files and folders inside too.
    static Result<SecurityDescriptor> systemAndAdministrators();

    // The same in the form of separate parts that some calls ask for; this one has the form of one
    // block ("Absolute and Self-Relative Security Descriptors"). Error: Windows' text.
    Result<SecurityDescriptor> absolute() const;

    // For a call that makes an object; valid as long as this is.
    SECURITY_ATTRIBUTES attributes() const;

private:
    struct Free
    {
        void operator()(void *memory) const { ::LocalFree(memory); }
    };

    std::unique_ptr<void, Free> m_descriptor;
};

} // namespace ga
