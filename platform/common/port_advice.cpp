// SPDX-License-Identifier: Apache-2.0
// As libvirt and Proxmox VE name it.
#include "platform/common/port_advice.h"

namespace ga {

Sentence howToAddPort(const QString &name)
{
    return {QT_TRANSLATE_NOOP("Doctor",
                              "have the host add it and start the guest anew: in libvirt <channel "
                              "type='unix'><target type='virtio' name='%1'/></channel>, in Proxmox "
                              "VE Options, QEMU Guest Agent"),
            {name}};
}

} // namespace ga
