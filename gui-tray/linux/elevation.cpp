// SPDX-License-Identifier: Apache-2.0
// By pkexec: the desktop's polkit agent asks the user.
#include "system/elevation.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

namespace ga {

namespace {

// pkexec(1), "Return value": 126 where the user dismissed the dialog, 127 where it may not be.
constexpr int dismissed = 126;
constexpr int refused = 127;

// Without an agent of the desktop's it would ask on the terminal that the tray was started from.
const QString withoutTerminal = QStringLiteral("--disable-internal-agent");

class PkexecElevation final : public Elevation
{
public:
    explicit PkexecElevation(QObject *parent)
        : Elevation(parent)
    {
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        connect(&m_process, &QProcess::finished, this, &PkexecElevation::onFinished);
        connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                end(ElevatedOutcome::Failed, m_process.errorString());
        });
    }

    void start(const QString &program, const QStringList &arguments)
    {
        const QString pkexec = QStandardPaths::findExecutable(QStringLiteral("pkexec"));
        if (!pkexec.isEmpty())
            return m_process.start(pkexec, QStringList{withoutTerminal, program} + arguments);
        QTimer::singleShot(0, this, [this, program, arguments] {
            end(ElevatedOutcome::Failed,
                Elevation::tr("pkexec is not installed. As root, run: %1 %2")
                    .arg(program, arguments.join(u' ')));
        });
    }

private:
    void onFinished(int code, QProcess::ExitStatus status)
    {
        const QString said = QString::fromLocal8Bit(m_process.readAll()).trimmed();
        if (status == QProcess::NormalExit && code == 0)
            end(ElevatedOutcome::Done, said);
        else if (status == QProcess::NormalExit && code == dismissed)
            end(ElevatedOutcome::Declined, {});
        else if (code == refused && said.isEmpty())
            end(ElevatedOutcome::Failed, Elevation::tr("The system does not allow it."));
        else
            end(ElevatedOutcome::Failed, said);
    }

    void end(ElevatedOutcome outcome, const QString &detail)
    {
        Q_EMIT finished(outcome, detail);
        deleteLater();
    }

    QProcess m_process;
};

} // namespace

Elevation *Elevation::run(const QString &program, const QStringList &arguments, QObject *parent)
{
    auto *elevation = new PkexecElevation(parent);
    elevation->start(program, arguments);
    return elevation;
}

} // namespace ga
