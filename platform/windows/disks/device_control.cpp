// SPDX-License-Identifier: Apache-2.0
// Control codes go through DeviceIoControl().
#include "platform/windows/disks/device_control.h"

#include "platform/windows/system/wide_string.h"

namespace ga {

Handle openDevice(const QString &path, DWORD access)
{
    constexpr DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    return Handle(::CreateFileW(wide(path), access, share, nullptr, OPEN_EXISTING, 0, nullptr));
}

std::optional<QByteArray> controlDevice(const Handle &device, DWORD code, const QByteArray &question,
                                        qsizetype size)
{
    constexpr qsizetype mostRoom = 1024 * 1024;
    if (!device.isValid())
        return std::nullopt;
    for (; size <= mostRoom; size *= 4) {
        QByteArray answer(size, '\0');
        DWORD got = 0;
        if (::DeviceIoControl(device.get(), code, const_cast<char *>(question.constData()),
                              DWORD(question.size()), answer.data(), DWORD(size), &got, nullptr))
            return answer.first(qsizetype(got));
        const DWORD error = ::GetLastError();
        if (error != ERROR_MORE_DATA && error != ERROR_INSUFFICIENT_BUFFER)
            return std::nullopt;
    }
    return std::nullopt;
}

} // namespace ga
