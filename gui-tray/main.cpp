// SPDX-License-Identifier: Apache-2.0
// qtga-tray: the guest agent's icon in the desktop's tray.
#include "icons/state_icon.h"
#include "model/agent_source.h"
#include "model/demo_source.h"
#include "options.h"
#include "system/agent_program.h"
#include "system/single_instance.h"
#include "translation.h"
#include "tray_application.h"

#include <QApplication>

#include <cstdio>

namespace {

std::unique_ptr<ga::StatusSource> makeSource(const ga::TrayOptions &options, QString &error)
{
    if (options.demo.isEmpty())
        return std::make_unique<ga::AgentSource>(options.address);
    return std::make_unique<ga::DemoSource>(options.demo, error);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("qtga"));
    QApplication::setApplicationName(QStringLiteral("qtga-tray"));
    QApplication::setApplicationVersion(QStringLiteral(QTGA_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("qtga-tray"));
    QApplication::setQuitOnLastWindowClosed(false);
    ga::installTranslation(application);

    int exitCode = 0;
    const auto options = ga::readOptions(QApplication::arguments(), exitCode);
    if (!options)
        return exitCode;
    // A demonstration stands beside the tray that is in use.
    const auto instance =
        options->demo.isEmpty()
            ? ga::SingleInstance::claim(ga::pageNames(), ga::nameOf(options->page))
            : nullptr;
    if (!instance && options->demo.isEmpty())
        return 0;
    QString error;
    const auto source = makeSource(*options, error);
    if (!error.isEmpty()) {
        std::fputs(qPrintable(options->demo + QStringLiteral(": ") + error + u'\n'), stderr);
        return 1;
    }
    QApplication::setWindowIcon(ga::applicationIcon());
    const ga::AppearanceFollower appearance(
        options->appearance, std::unique_ptr<ga::ColorScheme>(ga::ColorScheme::create(nullptr)));
    ga::TrayApplication tray(*source, *options,
                             options->agentProgram.isEmpty() ? ga::agentProgram()
                                                             : options->agentProgram);
    if (instance)
        QObject::connect(instance.get(), &ga::SingleInstance::showRequested, &tray,
                         [&tray](const QString &wish) { tray.showWindow(ga::pageNamed(wish)); });
    return QApplication::exec();
}
