// SPDX-License-Identifier: Apache-2.0
// Each name is opened in the folder before it, of which a handle is held: what is renamed or turned
// into a link meanwhile is met as what it then is.
#include "platform/windows/files/walk_beneath.h"

#include <algorithm>
#include <array>

namespace ga {

namespace {

// Of Windows' headers, which aren't there on other systems.
constexpr quint32 attributeReparsePoint = 0x400; // FILE_ATTRIBUTE_REPARSE_POINT
constexpr quint32 nameSurrogate = 0x20000000;    // IsReparseTagNameSurrogate()
constexpr WindowsCode accessDenied = 5;          // ERROR_ACCESS_DENIED

// "Naming Files, Paths, and Namespaces" of Microsoft's documentation.
bool isDevice(const QString &name)
{
    constexpr std::array plain{u"CON", u"PRN", u"AUX", u"NUL", u"CONIN$", u"CONOUT$"};
    const QString stem = name.section(u'.', 0, 0).trimmed().toUpper();
    const auto is = [&](const char16_t *word) { return stem == QStringView(word); };
    if (std::any_of(plain.begin(), plain.end(), is))
        return true;
    constexpr QStringView numbers = u"0123456789\u00b9\u00b2\u00b3";
    return stem.size() == 4 && (stem.startsWith(u"COM") || stem.startsWith(u"LPT")) &&
           numbers.contains(stem.back());
}

bool isFileName(const QString &name)
{
    constexpr QStringView forbidden = u"<>:\"|?*";
    const bool clean = std::none_of(name.begin(), name.end(), [&](QChar letter) {
        return letter.unicode() < 0x20 || forbidden.contains(letter);
    });
    return clean && !name.endsWith(u'.') && !name.endsWith(u' ') && !isDevice(name);
}

Walk judge(const OpenedName &opened)
{
    if (opened.error != 0)
        return {WalkEnd::Failed, opened.error};
    if (!(opened.attributes & attributeReparsePoint))
        return {WalkEnd::Opened, 0};
    return {opened.reparseTag & nameSurrogate ? WalkEnd::Elsewhere : WalkEnd::Stored, 0};
}

} // namespace

std::optional<QStringList> namesBeneath(const QString &rest)
{
    QStringList names;
    const QStringList parts = QString(rest).replace(u'\\', u'/').split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (part == u".")
            continue;
        if (part == u".." ? names.isEmpty() : !isFileName(part))
            return std::nullopt;
        if (part == u"..")
            names.removeLast();
        else
            names += part;
    }
    return names;
}

Walk walkBeneath(NameOpener &opener, const QStringList &names)
{
    if (names.isEmpty())
        return {WalkEnd::Failed, accessDenied}; // The directory itself, which is no file.
    for (const QString &folder : names.first(names.size() - 1)) {
        const Walk walk = judge(opener.openFolder(folder));
        if (walk.end != WalkEnd::Opened)
            return walk;
    }
    return judge(opener.openFile(names.last()));
}

} // namespace ga
