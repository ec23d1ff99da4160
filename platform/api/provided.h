// SPDX-License-Identifier: Apache-2.0
// Provided<T>: a capability of this system, or the reason why this system lacks it.
#pragma once

#include <QString>

#include <concepts>
#include <memory>
#include <utility>

namespace ga {

template <typename T>
class Provided
{
public:
    template <typename Implementation>
        requires std::derived_from<Implementation, T>
    Provided(std::unique_ptr<Implementation> implementation) // NOLINT: an implementation is a Provided.
        : m_implementation(std::move(implementation))
    {}

    // The reason is a sentence without its full stop: it is shown to the host, to the doctor and in the tray.
    static Provided lacking(QString reason)
    {
        Provided none(std::unique_ptr<T>{});
        none.m_reason = std::move(reason);
        return none;
    }

    explicit operator bool() const { return m_implementation != nullptr; }
    T *operator->() const { return m_implementation.get(); }
    T &operator*() const { return *m_implementation; }
    const QString &reason() const { return m_reason; } // Empty where it is provided.

private:
    std::unique_ptr<T> m_implementation;
    QString m_reason;
};

} // namespace ga
