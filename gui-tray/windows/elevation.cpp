// SPDX-License-Identifier: Apache-2.0
// By ShellExecuteEx with the verb "runas": User Account Control asks the user.
#include "system/elevation.h"

#include <QDir>
#include <QTimer>
#include <QWinEventNotifier>

#include <windows.h>

#include <shellapi.h>

namespace ga {

namespace {

const wchar_t *wide(const QString &text)
{
    return reinterpret_cast<const wchar_t *>(text.utf16());
}

QString systemMessage(DWORD error)
{
    wchar_t text[512] = {};
    FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, nullptr, error, 0,
                   text, DWORD(std::size(text)), nullptr);
    return QString::fromWCharArray(text).trimmed();
}

// What it wrote is not seen: it has a console of its own, which is hidden. The codes are those of
// ToolExit (agent/cli/owner_tool.h).
QString complaint(DWORD code)
{
    switch (code) {
    case 1:
        return Elevation::tr(
            "The agent does not run, or did not do it. The Event Log may say why.");
    case 2:
        return Elevation::tr("The program qtga does not know this command: it is of another "
                             "version than this one.");
    case 3:
        return Elevation::tr("It was done, but something needs looking after: run qtga doctor.");
    default:
        return Elevation::tr("The program qtga ended with code %1.").arg(code);
    }
}

class RunasElevation final : public Elevation
{
public:
    explicit RunasElevation(QObject *parent)
        : Elevation(parent)
    {
        connect(&m_ended, &QWinEventNotifier::activated, this, &RunasElevation::onEnded);
    }

    ~RunasElevation() override
    {
        m_ended.setEnabled(false);
        if (m_process)
            CloseHandle(m_process);
    }

    // The arguments are words of our own without blanks or quotes.
    void start(const QString &program, const QStringList &arguments)
    {
        const QString file = QDir::toNativeSeparators(program);
        const QString line = arguments.join(u' ');
        SHELLEXECUTEINFOW call{};
        call.cbSize = sizeof call;
        call.fMask = SEE_MASK_NOCLOSEPROCESS | SEE_MASK_FLAG_NO_UI;
        call.lpVerb = L"runas";
        call.lpFile = wide(file);
        call.lpParameters = wide(line);
        call.nShow = SW_HIDE;
        if (!ShellExecuteExW(&call))
            return endSoon(GetLastError());
        if (!call.hProcess)
            return endSoon(ERROR_SUCCESS);
        m_process = call.hProcess;
        m_ended.setHandle(m_process);
        m_ended.setEnabled(true);
    }

private:
    void endSoon(DWORD error)
    {
        QTimer::singleShot(0, this, [this, error] {
            if (error == ERROR_SUCCESS)
                end(ElevatedOutcome::Done, {});
            else if (error == ERROR_CANCELLED)
                end(ElevatedOutcome::Declined, {});
            else
                end(ElevatedOutcome::Failed, systemMessage(error));
        });
    }

    void onEnded()
    {
        m_ended.setEnabled(false);
        DWORD code = 0;
        GetExitCodeProcess(m_process, &code);
        if (code == 0)
            end(ElevatedOutcome::Done, {});
        else
            end(ElevatedOutcome::Failed, complaint(code));
    }

    void end(ElevatedOutcome outcome, const QString &detail)
    {
        Q_EMIT finished(outcome, detail);
        deleteLater();
    }

    QWinEventNotifier m_ended;
    HANDLE m_process = nullptr;
};

} // namespace

Elevation *Elevation::run(const QString &program, const QStringList &arguments, QObject *parent)
{
    auto *elevation = new RunasElevation(parent);
    elevation->start(program, arguments);
    return elevation;
}

} // namespace ga
