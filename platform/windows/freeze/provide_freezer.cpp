// SPDX-License-Identifier: Apache-2.0
// Puts the real parts of a VssFreezer together.
#include "platform/windows/freeze/provide_freezer.h"

#include "platform/windows/freeze/named_signals.h"
#include "platform/windows/freeze/provider_registration.h"
#include "platform/windows/freeze/vss_backup_components.h"
#include "platform/windows/freeze/vss_freezer.h"
#include "platform/windows/volumes/read_volumes.h"

#include <QLoggingCategory>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcFreeze, "ga.freeze")

} // namespace

Provided<Freezer> provideFreezer(const PlatformOptions &options)
{
    if (const QString missing = missingVssProvider(); !missing.isEmpty())
        return Provided<Freezer>::lacking(missing);
    if (const VssResult result = allowWritersToCall(); hasFailed(result)) {
        qCWarning(lcFreeze).noquote()
            << "writers of VSS that are not SYSTEM may not reach the agent:"
            << vssResultText(result);
    }
    VssParts parts{.components = createVssBackupComponents,
                   .freezeSignals = [] { return std::make_unique<NamedSignals>(); },
                   .volumes = readVolumes,
                   .times = {}};
    return std::make_unique<VssFreezer>(std::move(parts), options);
}

} // namespace ga
