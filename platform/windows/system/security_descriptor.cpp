// SPDX-License-Identifier: Apache-2.0
// Descriptors from their text.
#include "platform/windows/system/security_descriptor.h"

#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <sddl.h>

namespace ga {

Result<SecurityDescriptor> SecurityDescriptor::parse(const QString &sddl)
{
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(wide(sddl), SDDL_REVISION_1,
                                                                &descriptor, nullptr))
        return fail(windowsErrorText(::GetLastError()));
    SecurityDescriptor result;
    result.m_descriptor.reset(descriptor);
    return result;
}

Result<SecurityDescriptor> SecurityDescriptor::systemAndAdministrators()
{
    return parse(QStringLiteral("D:P(A;OICI;GA;;;SY)(A;OICI;GA;;;BA)"));
}

SECURITY_ATTRIBUTES SecurityDescriptor::attributes() const
{
    return {sizeof(SECURITY_ATTRIBUTES), m_descriptor.get(), FALSE};
}

} // namespace ga
