// SPDX-License-Identifier: Apache-2.0
// What `qtga doctor --json` found, step by step.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace ga {

enum class DoctorResult {
    Ok,
    Warning,
    Failure,
    Unknown, // Can't be seen with this user's rights.
};

// Its texts are in the user's language as far as their words are known here, else as the doctor
// tells them.
struct DoctorStep
{
    QString name;
    DoctorResult result = DoctorResult::Ok;
    QString text; // What was found.
    QString fix;  // What to do about it; empty where it is fine.
};

// nullopt where `json` is no such report.
std::optional<QList<DoctorStep>> readDoctorReport(const QByteArray &json);

} // namespace ga
