// SPDX-License-Identifier: Apache-2.0
// Descriptors from their text.
#include "platform/windows/system/security_descriptor.h"

#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <sddl.h>

#include <array>

namespace ga {

namespace {

constexpr size_t alignment = 8; // Bytes; of any of its parts.

} // namespace

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

// All parts in one piece of memory, so that it is owned and freed as the other form is.
Result<SecurityDescriptor> SecurityDescriptor::absolute() const
{
    // The descriptor itself, its discretionary and system lists, owner and group.
    std::array<DWORD, 5> sizes{};
    ::MakeAbsoluteSD(m_descriptor.get(), nullptr, &sizes[0], nullptr, &sizes[1], nullptr, &sizes[2],
                     nullptr, &sizes[3], nullptr, &sizes[4]);
    std::array<size_t, 6> offsets{};
    for (size_t i = 0; i < sizes.size(); ++i)
        offsets[i + 1] = offsets[i] + (sizes[i] + alignment - 1) / alignment * alignment;
    SecurityDescriptor result;
    result.m_descriptor.reset(::LocalAlloc(LPTR, offsets.back()));
    auto *const memory = static_cast<char *>(result.m_descriptor.get());
    if (!memory ||
        !::MakeAbsoluteSD(m_descriptor.get(), memory, &sizes[0],
                          reinterpret_cast<ACL *>(memory + offsets[1]), &sizes[1],
                          reinterpret_cast<ACL *>(memory + offsets[2]), &sizes[2],
                          memory + offsets[3], &sizes[3], memory + offsets[4], &sizes[4]))
        return fail(windowsErrorText(::GetLastError()));
    return result;
}

SECURITY_ATTRIBUTES SecurityDescriptor::attributes() const
{
    return {sizeof(SECURITY_ATTRIBUTES), m_descriptor.get(), FALSE};
}

} // namespace ga
