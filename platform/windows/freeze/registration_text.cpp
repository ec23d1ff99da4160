// SPDX-License-Identifier: Apache-2.0
// The texts that begin as qemu-ga's does: "fsfreeze not possible as VSS failed to initialize".
#include "platform/windows/freeze/registration_text.h"

namespace ga {

QString missingProviderText(const ProviderFacts &facts)
{
    if (facts.fileIsThere && facts.isRegistered)
        return {};
    const QString off = QStringLiteral("fsfreeze not possible as VSS failed to initialize: ");
    if (!facts.fileIsThere)
        return off + QStringLiteral("qtga-vss.dll is not beside the agent's program");
    const QString cause = facts.registrationError.isEmpty()
                              ? QString()
                              : QStringLiteral(" (%1)").arg(facts.registrationError);
    return off + QStringLiteral("its provider is not registered%1; \"qtga -s vss-install\", run as "
                                "administrator, does that")
                     .arg(cause);
}

Error registrationFailure(const QString &step, VssResult result)
{
    const QString text = QStringLiteral("the VSS provider can't be registered: ");
    return {ErrorClass::GenericError, text + (step.isEmpty() ? vssResultText(result) : step),
            result};
}

} // namespace ga
