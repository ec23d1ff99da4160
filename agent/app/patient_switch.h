// SPDX-License-Identifier: Apache-2.0
// PatientSwitch: sets something to what it is to be, and waits for that only so long.
#pragma once

#include "protocol/result.h"

#include <QString>

#include <functional>
#include <memory>

namespace ga {

// For what lies on a disk that may be dead. What was wanted last is what it comes to, one after the
// other in a thread, and later than its caller where the disk is slow.
class PatientSwitch
{
public:
    using Apply = std::function<Result<Nothing>(bool isOn)>;

    // `apply` is called in threads that may outlive this object.
    PatientSwitch(QString name, Apply apply);

    // What became of it. Error: that of `apply`, or "'NAME' has not answered for 2 s".
    Result<Nothing> set(bool isOn);

private:
    struct State;
    static void run(const std::shared_ptr<State> &state);

    const QString m_name;
    std::shared_ptr<State> m_state;
};

} // namespace ga
