// SPDX-License-Identifier: Apache-2.0
// Holds the rules against what is used.
#include "cli/sandbox_text.h"

#include "platform/api/sandbox.h"

#include <algorithm>

namespace ga {

namespace {

constexpr auto heading =
    "# Computed by `qtga sandbox` from the configuration: compute it anew when that changes.\n"
    "#   qtga sandbox >/etc/systemd/system/qtga.service.d/sandbox.conf\n"
    "#   systemctl daemon-reload; systemctl restart qtga\n"
    "[Service]\n";

unsigned needsOf(const QString &name)
{
    for (const SandboxUser &user : sandboxUsers()) {
        const QString pattern = QString::fromLatin1(user.name);
        if (pattern.endsWith(u'*') ? name.startsWith(pattern.chopped(1)) : name == pattern)
            return user.needs;
    }
    return 0;
}

// The first of `used` that the rule would break; empty where there is none.
QString broken(const SandboxRule &rule, const QStringList &used)
{
    const auto found = std::find_if(used.begin(), used.end(), [&](const QString &name) {
        return (needsOf(name) & rule.breaks) != 0;
    });
    return found == used.end() ? QString() : *found;
}

} // namespace

QByteArray sandboxDropIn(const QStringList &used)
{
    QByteArray taken;
    QByteArray left;
    for (const SandboxRule &rule : sandboxRules()) {
        const QString reason = broken(rule, used);
        if (reason.isEmpty())
            taken += QByteArray(rule.setting) + '\n';
        else
            left += "# " + QByteArray(rule.setting) + " would break " + reason.toLatin1() + '\n';
    }
    return heading + taken + left;
}

} // namespace ga
