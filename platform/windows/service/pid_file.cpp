// SPDX-License-Identifier: Apache-2.0
// The pid file: "PID", open for as long as the process lives, removed by Windows when it is closed.
#include "platform/api/service_host.h"
#include "platform/windows/system/handle.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QDir>

namespace ga {

namespace {

class OpenPidFile : public PidFile
{
public:
    explicit OpenPidFile(Handle file)
        : m_file(std::move(file))
    {}

private:
    Handle m_file;
};

} // namespace

Result<std::unique_ptr<PidFile>> createPidFile(const QString &path)
{
    // Others may read it; a second agent can't open it for writing, which is the lock.
    Handle file(::CreateFileW(wide(QDir::toNativeSeparators(path)), GENERIC_WRITE | DELETE,
                              FILE_SHARE_READ, nullptr, CREATE_ALWAYS,
                              FILE_ATTRIBUTE_NORMAL | FILE_FLAG_DELETE_ON_CLOSE, nullptr));
    if (!file.isValid()) {
        const DWORD error = ::GetLastError();
        return error == ERROR_SHARING_VIOLATION
                   ? failWindows(QStringLiteral("Cannot lock pid file"), error)
                   : failWindows(QStringLiteral("Could not create '%1'").arg(path), error);
    }
    const QByteArray text = QByteArray::number(qint64(::GetCurrentProcessId())) + "\r\n";
    DWORD written = 0;
    if (!::WriteFile(file.get(), text.constData(), DWORD(text.size()), &written, nullptr))
        return failWindows(QStringLiteral("Failed to write pid file"));
    return std::make_unique<OpenPidFile>(std::move(file));
}

} // namespace ga
