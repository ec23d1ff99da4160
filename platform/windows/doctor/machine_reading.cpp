// SPDX-License-Identifier: Apache-2.0
// Opens nothing of what it looks at: a port that is opened for a look is seen by the host.
#include "platform/windows/doctor/machine_reading.h"

#include "platform/windows/devices/present_devices.h"
#include "platform/windows/doctor/windows_judgements.h"
#include "platform/windows/system/handle.h"
#include "platform/windows/system/wide_string.h"

#include <cpuid.h>
#include <windows.h>

#include <tlhelp32.h>

#include <array>
#include <cstring>

namespace ga {

namespace {

// Of DMI, which Windows reads at its start.
QByteArray firmwareText(const wchar_t *value)
{
    std::array<wchar_t, 256> text{};
    DWORD size = sizeof text;
    const LSTATUS status =
        ::RegGetValueW(HKEY_LOCAL_MACHINE, L"HARDWARE\\DESCRIPTION\\System\\BIOS", value,
                       RRF_RT_REG_SZ, nullptr, text.data(), &size);
    return status == ERROR_SUCCESS ? QString::fromWCharArray(text.data()).trimmed().toUtf8()
                                   : QByteArray();
}

// "CPUID Feature Bits" of the hypervisors' common convention: bit 31 of ECX, and leaf 0x40000000.
// A KVM that plays Hyper-V for Windows has its own name 0x100 further on.
void readProcessor(WindowsFacts &facts)
{
    constexpr unsigned int presence = 1U << 31;
    std::array<unsigned int, 4> words{};
    if (!__get_cpuid(1, &words[0], &words[1], &words[2], &words[3]))
        return;
    facts.hypervisorBit = (words[2] & presence) != 0;
    if (!facts.hypervisorBit)
        return;
    for (const unsigned int leaf : {0x40000000U, 0x40000100U}) {
        __cpuid(leaf, words[0], words[1], words[2], words[3]);
        QByteArray name(12, '\0');
        std::memcpy(name.data(), &words[1], size_t(name.size()));
        if (leaf == 0x40000000U || name.startsWith("KVM"))
            facts.hypervisorSignature = name;
    }
}

QList<RunningAgent> otherAgents()
{
    QList<RunningAgent> agents;
    const Handle processes(::CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0));
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof entry;
    for (BOOL more = processes.isValid() && ::Process32FirstW(processes.get(), &entry); more;
         more = ::Process32NextW(processes.get(), &entry)) {
        const QString program = QString::fromWCharArray(entry.szExeFile);
        if (program.compare(u"qemu-ga.exe", Qt::CaseInsensitive) == 0)
            agents.append({qint64(entry.th32ProcessID), program});
    }
    return agents;
}

std::optional<bool> deviceExists(const QString &path)
{
    const QString name = deviceNameOf(path);
    if (name.isEmpty())
        return std::nullopt;
    std::array<wchar_t, 1024> target{};
    return ::QueryDosDeviceW(wide(name), target.data(), DWORD(target.size())) != 0 ||
           ::GetLastError() == ERROR_INSUFFICIENT_BUFFER;
}

} // namespace

void readMachine(const QString &path, WindowsFacts &facts)
{
    facts.vendor = firmwareText(L"SystemManufacturer");
    facts.product = firmwareText(L"SystemProductName");
    readProcessor(facts);
    facts.consoles = presentPciDevices().map(consoleDevices);
    facts.pathExists = deviceExists(path);
    facts.otherAgents = otherAgents();
}

} // namespace ga
