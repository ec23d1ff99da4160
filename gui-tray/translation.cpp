// SPDX-License-Identifier: Apache-2.0
// Our own strings from the program's resources, and Qt's own from where the system keeps them.
#include "translation.h"

#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace ga {

void installTranslation(QCoreApplication &application)
{
    auto *ofQt = new QTranslator(&application);
    if (ofQt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                   QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(ofQt);
    auto *own = new QTranslator(&application);
    if (own->load(QLocale(), QStringLiteral("qtga-tray"), QStringLiteral("_"),
                  QStringLiteral(":/translations")) ||
        own->load(QStringLiteral(":/translations/qtga-tray_en.qm"))) // It has the plural forms.
        QCoreApplication::installTranslator(own);
}

} // namespace ga
