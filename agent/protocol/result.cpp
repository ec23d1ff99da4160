// SPDX-License-Identifier: Apache-2.0
// How a system error becomes the text that the host reads.
#include "protocol/result.h"

#include <system_error>

namespace ga {

Error Error::system(const QString &text, int errorNumber)
{
    const std::string cause = std::generic_category().message(errorNumber);
    return {ErrorClass::GenericError,
            text + QStringLiteral(": ") + QString::fromLocal8Bit(cause.c_str()), errorNumber};
}

} // namespace ga
