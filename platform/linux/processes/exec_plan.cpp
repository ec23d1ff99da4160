// SPDX-License-Identifier: Apache-2.0
// Where a program is looked for, and its arguments and environment as C has them.
#include "platform/linux/processes/exec_plan.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace ga {

namespace {

constexpr char shell[] = "/bin/sh";
constexpr char defaultPath[] = "/bin:/usr/bin"; // What execvp(3) uses without PATH.

// Errors of one directory of PATH, after which the next is tried.
bool isOfThisCandidate(int error)
{
    static constexpr std::array errors{EACCES, ENOENT,    ENOTDIR,      ESTALE,
                                       ENODEV, ETIMEDOUT, ENAMETOOLONG, ELOOP};
    return std::find(errors.begin(), errors.end(), error) != errors.end();
}

} // namespace

std::vector<QByteArray> programCandidates(const QByteArray &program, const QByteArray &path)
{
    if (program.isEmpty())
        return {};
    if (program.contains('/'))
        return {program};
    std::vector<QByteArray> candidates;
    const QList<QByteArray> directories = path.split(':');
    for (const QByteArray &directory : directories)
        candidates.push_back((directory.isEmpty() ? QByteArray(".") : directory) + '/' + program);
    return candidates;
}

QByteArray searchPath(const std::optional<QList<QString>> &environment)
{
    static const QString prefix = QStringLiteral("PATH=");
    for (const QString &entry : environment.value_or(QList<QString>())) {
        if (entry.startsWith(prefix))
            return entry.sliced(prefix.size()).toUtf8();
    }
    return qEnvironmentVariableIsSet("PATH") ? qgetenv("PATH") : QByteArray(defaultPath);
}

ExecPlan::ExecPlan(const ProcessRequest &request)
    : m_candidates(programCandidates(request.path.toUtf8(), searchPath(request.environment)))
{
    const QList<QString> environment = request.environment.value_or(QList<QString>());
    m_texts.reserve(size_t(2 + request.arguments.size() + environment.size()));
    const auto keep = [this](const QByteArray &text) {
        return m_texts.emplace_back(text).data(); // Detaches: a pointer that stays.
    };

    m_arguments.push_back(keep(request.path.toUtf8()));
    for (const QString &argument : request.arguments)
        m_arguments.push_back(keep(argument.toUtf8()));
    m_arguments.push_back(nullptr);

    m_scriptArguments = m_arguments;
    m_scriptArguments.insert(m_scriptArguments.begin(), keep(shell));

    for (const QString &entry : environment)
        m_environment.push_back(keep(entry.toUtf8()));
    if (request.environment)
        m_environment.push_back(nullptr);
}

int ExecPlan::execute()
{
    int error = ENOENT;
    bool denied = false;
    for (const QByteArray &candidate : m_candidates) {
        error = executeCandidate(candidate);
        if (!isOfThisCandidate(error))
            return error;
        denied = denied || error == EACCES;
    }
    return denied ? EACCES : error;
}

int ExecPlan::executeCandidate(const QByteArray &candidate)
{
    char *const *const environment = m_environment.empty() ? environ : m_environment.data();
    ::execve(candidate.constData(), m_arguments.data(), environment);
    if (errno != ENOEXEC)
        return errno;
    m_scriptArguments[1] = const_cast<char *>(candidate.constData());
    ::execve(shell, m_scriptArguments.data(), environment);
    return errno;
}

} // namespace ga
