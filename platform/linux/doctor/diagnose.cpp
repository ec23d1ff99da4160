// SPDX-License-Identifier: Apache-2.0
// Reads this system, and judges.
#include "platform/linux/doctor/judgements.h"
#include "platform/linux/doctor/process_facts.h"

#include <QDateTime>
#include <QFile>

#include <unistd.h>

namespace ga {

QList<Finding> diagnose(const DiagnosisQuestion &question)
{
    const QByteArray path = QFile::encodeName(question.path);
    MachineFacts facts = readMachine("/", path, QDateTime::currentSecsSinceEpoch());
    facts.isRoot = ::geteuid() == 0;
    readProcesses("/proc", path, facts);
    return judge(facts, question);
}

} // namespace ga
