// SPDX-License-Identifier: Apache-2.0
// PathAppearance: tells when a device's node appears, so that a hot-plugged port is served at once.
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>

#include <memory>

namespace ga {

class PathAppearance : public QObject
{
    Q_OBJECT

public:
    explicit PathAppearance(const QString &path)
        : m_path(path)
    {}

    // Watches the nearest directory above the path that exists; /dev/virtio-ports comes and goes.
    void start();
    void stop();

Q_SIGNALS:
    void appeared(); // Something changed in the path's directory, and the path exists.

private:
    void handleChange();
    void follow();

    QString m_path;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
};

} // namespace ga
