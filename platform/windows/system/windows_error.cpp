// SPDX-License-Identifier: Apache-2.0
// Asks Windows for the texts of its errors.
#include "platform/windows/system/windows_error.h"

namespace ga {

namespace {

QString format(DWORD code, DWORD language)
{
    wchar_t *text = nullptr;
    constexpr DWORD flags = FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM |
                            FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK;
    const DWORD length = ::FormatMessageW(flags, nullptr, code, language,
                                          reinterpret_cast<wchar_t *>(&text), 0, nullptr);
    QString result = QString::fromWCharArray(text, qsizetype(length)).trimmed();
    ::LocalFree(text);
    while (result.endsWith(u'.'))
        result.chop(1);
    return result;
}

} // namespace

QString windowsErrorText(DWORD code)
{
    // The host reads English, as it does on Linux; a Windows without it says it in its own.
    QString text = format(code, MAKELANGID(LANG_ENGLISH, SUBLANG_ENGLISH_US));
    if (text.isEmpty())
        text = format(code, 0);
    if (text.isEmpty())
        text = QStringLiteral("Windows error 0x%1").arg(code, 0, 16);
    return text;
}

Error windowsError(const QString &text, DWORD code)
{
    return {ErrorClass::GenericError, text + QStringLiteral(": ") + windowsErrorText(code),
            int(code)};
}

} // namespace ga
