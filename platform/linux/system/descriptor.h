// SPDX-License-Identifier: Apache-2.0
// Descriptor: owns one file descriptor.
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
        reset(other.release());
        return *this;
    }
    ~Descriptor() { reset(); }

    explicit operator bool() const { return m_number >= 0; }
    int get() const { return m_number; } // -1 where it owns none.
    int release() { return std::exchange(m_number, -1); }

    void reset(int number = -1)
    {
        if (m_number >= 0)
            ::close(m_number);
        m_number = number;
    }

private:
    int m_number = -1;
};

} // namespace ga
