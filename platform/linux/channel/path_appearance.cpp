// SPDX-License-Identifier: Apache-2.0
// Follows a path downwards as its directories come into being.
#include "platform/linux/channel/path_appearance.h"

#include <QFileInfo>
#include <QStringList>

namespace ga {

namespace {

QString nearestDirectory(const QString &path)
{
    QString directory = QFileInfo(path).absolutePath();
    while (!QFileInfo(directory).isDir() && directory != QLatin1String("/"))
        directory = QFileInfo(directory).absolutePath();
    return directory;
}

} // namespace

void PathAppearance::start()
{
    if (!m_watcher) {
        m_watcher = std::make_unique<QFileSystemWatcher>();
        connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this,
                &PathAppearance::handleChange);
    }
    follow();
}

// May be called from appeared(), which comes from inside the watcher.
void PathAppearance::stop()
{
    if (!m_watcher)
        return;
    disconnect(m_watcher.get(), nullptr, this, nullptr);
    m_watcher.release()->deleteLater();
}

void PathAppearance::handleChange()
{
    follow();
    if (QFileInfo::exists(m_path))
        Q_EMIT appeared();
}

// Again and again, until nothing has appeared between the look and the watch.
void PathAppearance::follow()
{
    for (;;) {
        const QString directory = nearestDirectory(m_path);
        const QStringList watched = m_watcher->directories();
        if (watched == QStringList(directory))
            return;
        if (!watched.isEmpty())
            m_watcher->removePaths(watched);
        if (!m_watcher->addPath(directory) && QFileInfo(directory).isDir())
            return; // No inotify to be had: the back-off alone must do.
    }
}

} // namespace ga
