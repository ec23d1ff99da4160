// SPDX-License-Identifier: Apache-2.0
// Causes in our own words, by the documentation of each code.
#include "platform/windows/freeze/vss_error.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

struct Row
{
    quint32 code;
    const char *text;
};

constexpr std::array rows{
    Row{0x80042301, "VSS was called in the wrong state"},
    Row{0x80042302, "VSS met an unexpected error; the Event Log has more"},
    Row{0x80042304,
        "the agent's VSS provider is not registered; \"qtga -s vss-install\" does that"},
    Row{0x80042306, "the VSS provider refused; the agent is gone, or writes were held too long"},
    Row{0x80042308, "no such object"},
    Row{0x8004230c, "VSS does not support this volume"},
    Row{0x8004230e, "the agent's VSS provider does not support this volume"},
    Row{0x8004230f, "the VSS provider failed; the Event Log has more"},
    Row{0x80042312, "too many volumes for one snapshot"},
    Row{0x80042313, "VSS could not flush writes in time"},
    Row{0x80042314, "VSS could not hold writes any longer"},
    Row{0x80042315, "VSS met an unexpected error with a writer"},
    Row{0x80042316, "another program is making a snapshot"},
    Row{0x80042318, "the writers of VSS don't work; the Event Log has more"},
    Row{0x80042319, "a writer did not answer"},
    Row{0x8004231b, "this Windows does not have that kind of snapshot"},
    Row{0x80042328, "transactions could not be frozen in time"},
    Row{0x80042329, "transactions could not be thawed in time"},
    Row{0x8004232c, "volumes are nested too deep"},
    Row{0x8004232d, "the volume is not on this machine"},
    Row{0x800423f0, "the snapshot holds only some of what the writer needs"},
    Row{0x800423f1, "out of memory or of another resource"},
    Row{0x800423f2, "more than its time between freeze and thaw passed"},
    Row{0x800423f3, "it failed, and may succeed when tried again"},
    Row{0x800423f4, "it failed, and would fail again; its own log has more"},
    Row{0x80042336, "some of its components failed"},
    Row{0x80004001, "not implemented"},
    Row{0x80004005, "unspecified error"},
    Row{0x80040154, "the class is not registered"},
    Row{0x80070005, "access denied"},
    Row{0x8007000e, "out of memory"},
    Row{0x80070422, "the service is disabled"},
    Row{0x800705b4, "no answer in time"},
    Row{0x800706ba, "the service can't be reached"},
    Row{0x8000ffff, "unexpected error"},
};

} // namespace

QString vssResultText(VssResult result)
{
    const quint32 code = quint32(result);
    const QString text = QStringLiteral("Windows error 0x%1").arg(code, 8, 16, QLatin1Char('0'));
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row &each) { return each.code == code; });
    return row == rows.end() ? text : text + QStringLiteral(": ") + QLatin1StringView(row->text);
}

Error vssError(const QString &text, VssResult result)
{
    return {ErrorClass::GenericError, text + QStringLiteral(": ") + vssResultText(result), result};
}

} // namespace ga
