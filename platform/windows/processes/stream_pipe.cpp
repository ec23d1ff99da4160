// SPDX-License-Identifier: Apache-2.0
// CreatePipe()'s pipes can't be overlapped, so these have a name, which nobody can guess and nobody
// but the system and administrators may open.
#include "platform/windows/processes/stream_pipe.h"

#include "platform/windows/system/security_descriptor.h"
#include "platform/windows/system/wide_string.h"
#include "platform/windows/system/windows_error.h"

#include <QRandomGenerator>

namespace ga {

namespace {

constexpr DWORD pipeSize = 64 * 1024; // Bytes.

tl::unexpected<Error> failPlainly()
{
    const DWORD error = ::GetLastError();
    return fail(Error{ErrorClass::GenericError, windowsErrorText(error), int(error)});
}

QString unguessableName()
{
    return QStringLiteral("\\\\.\\pipe\\qtga-exec-%1-%2")
        .arg(::GetCurrentProcessId())
        .arg(QRandomGenerator::system()->generate64(), 0, 16);
}

SECURITY_ATTRIBUTES inheritable()
{
    return {sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
}

} // namespace

Result<StreamPipe> StreamPipe::create(Direction direction)
{
    const auto descriptor = SecurityDescriptor::systemAndAdministrators();
    if (!descriptor)
        return fail(descriptor.error());
    const bool toProgram = direction == Direction::ToProgram;
    const DWORD open = (toProgram ? PIPE_ACCESS_OUTBOUND : PIPE_ACCESS_INBOUND) |
                       FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE;
    const DWORD mode = PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS;
    const QString name = unguessableName();
    SECURITY_ATTRIBUTES owners = descriptor->attributes();
    StreamPipe pipe;
    pipe.ours = Handle(
        ::CreateNamedPipeW(wide(name), open, mode, 1, pipeSize, pipeSize, 0, &owners));
    if (!pipe.ours.isValid())
        return failPlainly();
    SECURITY_ATTRIBUTES childs = inheritable();
    const DWORD access = toProgram ? GENERIC_READ | FILE_WRITE_ATTRIBUTES
                                   : GENERIC_WRITE | FILE_READ_ATTRIBUTES;
    pipe.childs =
        Handle(::CreateFileW(wide(name), access, 0, &childs, OPEN_EXISTING, 0, nullptr));
    if (!pipe.childs.isValid())
        return failPlainly();
    return pipe;
}

Result<Handle> openNullDevice()
{
    SECURITY_ATTRIBUTES childs = inheritable();
    Handle null(::CreateFileW(L"NUL", GENERIC_READ | GENERIC_WRITE,
                              FILE_SHARE_READ | FILE_SHARE_WRITE, &childs, OPEN_EXISTING, 0,
                              nullptr));
    if (!null.isValid())
        return failPlainly();
    return null;
}

} // namespace ga
