// SPDX-License-Identifier: Apache-2.0
// The program starts suspended, so that nothing of it runs before it is in its job.
#include "platform/windows/processes/create_process.h"

#include "platform/windows/processes/exec_job.h"
#include "platform/windows/system/wide_string.h"

#include <QByteArray>

#include <vector>

namespace ga {

namespace {

// The handles that are inherited: no others, though other threads may be starting programs too.
class InheritedHandles
{
public:
    explicit InheritedHandles(const StandardStreams &streams)
    {
        for (const HANDLE handle : {streams.input, streams.output, streams.error}) {
            if (std::find(m_handles.begin(), m_handles.end(), handle) == m_handles.end())
                m_handles.push_back(handle);
        }
        SIZE_T size = 0;
        ::InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        m_memory.resize(qsizetype(size));
        m_isInitialised = ::InitializeProcThreadAttributeList(list(), 1, 0, &size);
        m_isValid = m_isInitialised &&
                    ::UpdateProcThreadAttribute(list(), 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
                                                m_handles.data(), m_handles.size() * sizeof(HANDLE),
                                                nullptr, nullptr);
    }
    ~InheritedHandles()
    {
        if (m_isInitialised)
            ::DeleteProcThreadAttributeList(list());
    }
    Q_DISABLE_COPY_MOVE(InheritedHandles)

    bool isValid() const { return m_isValid; }
    LPPROC_THREAD_ATTRIBUTE_LIST list()
    {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(m_memory.data());
    }

private:
    std::vector<HANDLE> m_handles;
    QByteArray m_memory;
    bool m_isInitialised = false;
    bool m_isValid = false;
};

// Puts a suspended program into its job and lets it run.
DWORD release(const StartedProcess &started, const Handle &thread)
{
    const Handle job = createExecJob();
    if (job.isValid() && ::AssignProcessToJobObject(job.get(), started.process.get()) &&
        ::ResumeThread(thread.get()) != DWORD(-1))
        return ERROR_SUCCESS;
    const DWORD error = ::GetLastError();
    ::TerminateProcess(started.process.get(), 1);
    return error;
}

} // namespace

DWORD createProcess(const ProgramCall &call, const std::optional<QString> &environment,
                    const StandardStreams &streams, StartedProcess &started)
{
    InheritedHandles inherited(streams);
    if (!inherited.isValid())
        return ::GetLastError();
    STARTUPINFOEXW startup{};
    startup.StartupInfo.cb = sizeof startup;
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    startup.StartupInfo.hStdInput = streams.input;
    startup.StartupInfo.hStdOutput = streams.output;
    startup.StartupInfo.hStdError = streams.error;
    startup.lpAttributeList = inherited.list();
    constexpr DWORD flags = CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT |
                            CREATE_NO_WINDOW | CREATE_DEFAULT_ERROR_MODE | CREATE_SUSPENDED;
    std::vector<wchar_t> commandLine(size_t(call.commandLine.size()) + 1); // Is written to.
    call.commandLine.toWCharArray(commandLine.data());
    void *const block = environment ? const_cast<wchar_t *>(wide(*environment)) : nullptr;
    PROCESS_INFORMATION created{};
    if (!::CreateProcessW(wide(call.application), commandLine.data(), nullptr, nullptr, TRUE, flags,
                          block, nullptr, &startup.StartupInfo, &created))
        return ::GetLastError();
    started.process = Handle(created.hProcess);
    started.id = created.dwProcessId;
    return release(started, Handle(created.hThread));
}

} // namespace ga
