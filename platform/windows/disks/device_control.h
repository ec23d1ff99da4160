// SPDX-License-Identifier: Apache-2.0
// Questions to a device's driver.
#pragma once

#include "platform/windows/system/handle.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace ga {

// Without access rights (0) what it is can be asked, while its contents can't be read. Invalid, with
// GetLastError(), where it can't be opened.
Handle openDevice(const QString &path, DWORD access);

// The answer to a control code; nothing where the driver refuses, or `device` is invalid. An answer
// longer than `size` bytes is asked for again with more room.
std::optional<QByteArray> controlDevice(const Handle &device, DWORD code, const QByteArray &question,
                                        qsizetype size);

} // namespace ga
