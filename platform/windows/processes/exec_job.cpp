// SPDX-License-Identifier: Apache-2.0
// A job object with the one limit that is wanted.
#include "platform/windows/processes/exec_job.h"

namespace ga {

Handle createExecJob()
{
    Handle job(::CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION | JOB_OBJECT_LIMIT_BREAKAWAY_OK;
    if (job.isValid() && !::SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation,
                                                    &limits, sizeof limits))
        return {};
    return job;
}

} // namespace ga
