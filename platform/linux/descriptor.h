// SPDX-License-Identifier: Apache-2.0
// Descriptor: owns one file descriptor and closes it.
#pragma once

#include <unistd.h>

#include <utility>

namespace ga {

class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number)
    {}
    Descriptor(Descriptor &&other) noexcept
        : m_number(other.release())
    {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        Descriptor previous(std::exchange(m_number, other.release()));
        return *this;
    }
    ~Descriptor() { reset(); }

    bool isValid() const { return m_number >= 0; }
    int number() const { return m_number; }
    int release() { return std::exchange(m_number, -1); }
    void reset()
    {
        if (m_number >= 0)
            ::close(release());
    }

private:
    int m_number = -1;
};

} // namespace ga
