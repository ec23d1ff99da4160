// SPDX-License-Identifier: Apache-2.0
// WindowsFacts: what the doctor reads of a Windows, before anything is made of it.
#pragma once

#include "platform/windows/devices/device_list.h"
#include "platform/windows/freeze/backup_components.h"
#include "protocol/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace ga {

enum class ServiceStart { Automatic, OnDemand, Disabled };

struct ServiceFacts
{
    ServiceStart start = ServiceStart::Automatic;
    bool runs = false;
    qint64 process = 0;       // Where it runs.
    quint32 lastError = 0;    // What it ended with, where it doesn't; 0 for none.
    QString commandLine;      // What the manager starts.
    bool startedAgain = true; // When it fails; true also where that can't be read.
};

// Nothing where there is no such service. Error: Windows'.
using ServiceReading = Result<std::optional<ServiceFacts>>;

// A process that is a guest agent's.
struct RunningAgent
{
    qint64 pid = 0;
    QString program; // "qemu-ga.exe".
};

struct WriterReading
{
    qint64 count = 0;
    QList<WriterFailure> failures;
};

struct WindowsFacts
{
    // What the machine says it is.
    QByteArray vendor; // DMI's, as the next.
    QByteArray product;
    bool hypervisorBit =
        false; // Of the processor; set too where Windows itself runs above Hyper-V.
    QByteArray hypervisorSignature; // Of the processor: "KVMKVMKVM".

    // The port.
    Result<QList<InstalledDevice>> consoles; // virtio-serial devices.
    std::optional<bool> pathExists;          // Absent where that can't be seen without opening it.

    // Who is there.
    QList<RunningAgent> otherAgents;
    ServiceReading service;

    // Freezing.
    ServiceReading vss;      // Windows' own.
    QString missingProvider; // Why qtga's can't serve; empty where it can.
    Result<WriterReading> writers;
};

} // namespace ga
