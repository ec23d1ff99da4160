// SPDX-License-Identifier: Apache-2.0
// Names the hypervisor by what it leaves in DMI and elsewhere.
#include "platform/linux/doctor/judgements.h"

#include "platform/common/hypervisors.h"

namespace ga {

namespace {

Finding found(Verdict verdict, const Sentence &text,
              const std::optional<Sentence> &fix = std::nullopt)
{
    return {QT_TRANSLATE_NOOP("Doctor", "virtual machine"), verdict, text, fix};
}

// Where there is no DMI: ARM, POWER, s390, Xen's paravirtual guests.
Finding judgeWithoutName(const MachineFacts &facts)
{
    if (facts.hypervisorType == "xen")
        return found(Verdict::Warning, QT_TRANSLATE_NOOP("Doctor", "a guest of Xen"),
                     QT_TRANSLATE_NOOP("Doctor",
                                       "this agent speaks to QEMU's hosts; for Xen there is "
                                       "xe-guest-utilities"));
    const QByteArray name = facts.deviceTree + facts.controlProgram;
    if (name.toLower().contains("kvm"))
        return found(Verdict::Ok, QT_TRANSLATE_NOOP("Doctor", "a guest of KVM"));
    if (facts.hypervisorBit || facts.consoleDevices > 0 || !name.isEmpty())
        return found(
            Verdict::Ok,
            QT_TRANSLATE_NOOP("Doctor", "a guest of a hypervisor that doesn't say its name"));
    return found(Verdict::Failure,
                 QT_TRANSLATE_NOOP("Doctor", "no hypervisor was found: this is no virtual machine"),
                 QT_TRANSLATE_NOOP("Doctor", "install qtga inside the guest, not on its host"));
}

} // namespace

Finding judgeMachine(const MachineFacts &facts)
{
    if (facts.container)
        return found(Verdict::Failure,
                     QT_TRANSLATE_NOOP("Doctor", "this is a container, not a virtual machine"),
                     QT_TRANSLATE_NOOP("Doctor", "run qtga in the virtual machine itself"));
    const Hypervisor *hypervisor = hypervisorNamed(facts.vendor, facts.product);
    // Vendors sell hosts too: without the processor's word their name says nothing.
    const bool isGuest = facts.hypervisorBit || facts.consoleDevices > 0;
    if (!hypervisor || (hypervisor->linuxAgent && !isGuest))
        return judgeWithoutName(facts);
    if (!hypervisor->linuxAgent || facts.consoleDevices > 0)
        return found(Verdict::Ok, guestOf(*hypervisor));
    return found(Verdict::Warning, guestOf(*hypervisor), howToServe(hypervisor->linuxAgent));
}

} // namespace ga
