// SPDX-License-Identifier: Apache-2.0
// What the provider is called, by people and by GUID: its own, not those of qemu-ga's provider.
#pragma once

#include <windows.h>

namespace ga::vss {

// {9EF2EA58-6E03-4629-AB64-EDFD718F2D98}: the provider, whatever its version.
inline constexpr GUID providerId = {
    0x9ef2ea58, 0x6e03, 0x4629, {0xab, 0x64, 0xed, 0xfd, 0x71, 0x8f, 0x2d, 0x98}};

// {0CF1984F-839F-4014-BD3E-F0920221A728}: this version of it.
inline constexpr GUID providerVersionId = {
    0x0cf1984f, 0x839f, 0x4014, {0xbd, 0x3e, 0xf0, 0x92, 0x02, 0x21, 0xa7, 0x28}};

// {E1EA0EC8-5BDC-4F63-A708-644709D75AE5}: the COM class.
inline constexpr GUID providerClass = {
    0xe1ea0ec8, 0x5bdc, 0x4f63, {0xa7, 0x08, 0x64, 0x47, 0x09, 0xd7, 0x5a, 0xe5}};

// Of the provider, its COM+ application and the service that this runs as.
inline constexpr wchar_t providerName[] = L"Qt Guest Agent VSS Provider";
inline constexpr wchar_t providerService[] = L"qtga-vss";
inline constexpr wchar_t providerVersion[] = L"1.0";
inline constexpr wchar_t providerFile[] = L"qtga-vss.dll";

// Where a registration that failed leaves its reason, for the agent to tell.
inline constexpr wchar_t registrationKey[] = L"SOFTWARE\\qtga\\vss";
inline constexpr wchar_t registrationErrorValue[] = L"RegistrationError";

} // namespace ga::vss
