// SPDX-License-Identifier: Apache-2.0
// Reads this Windows, and judges.
#include "platform/windows/doctor/machine_reading.h"
#include "platform/windows/doctor/service_reading.h"
#include "platform/windows/doctor/windows_judgements.h"
#include "platform/windows/freeze/provider_registration.h"
#include "platform/windows/freeze/vss_backup_components.h"
#include "platform/windows/service/service_names.h"

namespace ga {

namespace {

constexpr std::chrono::seconds patience(30); // With each answer of the writers.

Result<WriterReading> readWriters()
{
    WriterReading reading;
    const VssResult result = surveyWriters(patience, reading.count, reading.failures);
    if (hasFailed(result))
        return fail(vssError(QStringLiteral("the writers can't be asked"), result));
    return reading;
}

} // namespace

QList<Finding> diagnose(const DiagnosisQuestion &question)
{
    WindowsFacts facts;
    readMachine(question.path, facts);
    facts.service = readService(serviceName());
    facts.vss = readService(QStringLiteral("VSS"));
    facts.missingProvider = missingVssProvider();
    facts.writers = readWriters();
    return judge(facts, question);
}

} // namespace ga
