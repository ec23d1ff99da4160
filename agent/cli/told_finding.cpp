// SPDX-License-Identifier: Apache-2.0
// In English, and what a reader translates.
#include "cli/told_finding.h"

namespace ga {

ToldFinding told(const Finding &finding)
{
    ToldFinding told{.step = QString::fromUtf8(finding.step),
                     .verdict = finding.verdict,
                     .text = finding.text.text(),
                     .words = {.text = QString::fromUtf8(finding.text.words),
                               .textValues = finding.text.values}};
    if (finding.fix) {
        told.fix = finding.fix->text();
        told.words.fix = QString::fromUtf8(finding.fix->words);
        told.words.fixValues = finding.fix->values;
    }
    return told;
}

} // namespace ga
