// SPDX-License-Identifier: Apache-2.0
// The host's side of a copy: a file, or a standard stream for "-".
#pragma once

#include "client/client_error.h"

#include <QFileDevice>

#include <memory>

namespace ga {

class LocalSource
{
public:
    // Error, Kind::Failed: it can't be read, or is a directory.
    static ClientResult<LocalSource> open(const QString &path);

    QIODevice &device() { return *m_file; }
    qint64 size() const; // In bytes; 0 where it has none.

private:
    explicit LocalSource(std::unique_ptr<QFileDevice> file)
        : m_file(std::move(file))
    {}
    std::unique_ptr<QFileDevice> m_file;
};

// A file appears under its name, whole, when it is committed; before that, and after an error, what
// was there before stays.
class LocalDestination
{
public:
    // Error, Kind::Failed: it can't be written, or is something else than a regular file.
    static ClientResult<LocalDestination> open(const QString &path);

    QIODevice &device() { return *m_file; }
    ClientResult<std::monostate> commit();

private:
    explicit LocalDestination(std::unique_ptr<QFileDevice> file)
        : m_file(std::move(file))
    {}
    std::unique_ptr<QFileDevice> m_file;
};

} // namespace ga
