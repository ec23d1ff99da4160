// SPDX-License-Identifier: Apache-2.0
// ToldFinding: a finding as `qtga doctor --json` tells it.
#pragma once

#include "platform/api/diagnosis.h"
#include "protocol/codec.h"

namespace ga {

// The same sentences apart: what an earlier qtga doctor doesn't tell, and a reader needn't know.
struct FindingWords
{
    QString text;
    QStringList textValues;
    std::optional<QString> fix;
    std::optional<QStringList> fixValues;

    static constexpr auto fields()
    {
        return fieldList(
            field("text", &FindingWords::text, "the words of the text, with places %1 to %9"),
            field("text-values", &FindingWords::textValues, "what is put into them"),
            field("fix", &FindingWords::fix, "the words of the fix"),
            field("fix-values", &FindingWords::fixValues, "what is put into them"));
    }
};

struct ToldFinding
{
    QString step;
    Verdict verdict = Verdict::Ok;
    QString text;
    std::optional<QString> fix;
    FindingWords words;

    static constexpr auto fields()
    {
        return fieldList(field("step", &ToldFinding::step, "what was looked at, in a word or two"),
                         field("verdict", &ToldFinding::verdict, "how it is"),
                         field("text", &ToldFinding::text, "what was found, in a sentence"),
                         field("fix", &ToldFinding::fix, "what to do, in a sentence"),
                         field("words", &ToldFinding::words, "for a translation"));
    }
};

ToldFinding told(const Finding &finding);

} // namespace ga
