// SPDX-License-Identifier: Apache-2.0
// Owners of what COM hands out: interfaces, strings, variants, and COM itself in this thread.
#pragma once

#include <windows.h>

#include <oleauto.h>

#include <string>
#include <utility>

namespace ga::vss {

template <typename Interface>
class ComPointer
{
public:
    ComPointer() = default;
    ComPointer(ComPointer &&other) noexcept
        : m_object(std::exchange(other.m_object, nullptr))
    {}
    ComPointer &operator=(ComPointer &&other) noexcept
    {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~ComPointer()
    {
        if (m_object)
            m_object->Release();
    }

    explicit operator bool() const { return m_object != nullptr; }
    Interface *operator->() const { return m_object; }
    Interface *get() const { return m_object; }

    // For a call that puts an interface there; what was held is let go of.
    Interface **receive()
    {
        *this = ComPointer();
        return &m_object;
    }

    template <typename Other>
    HRESULT query(ComPointer<Other> &other) const
    {
        return m_object->QueryInterface(__uuidof(Other),
                                        reinterpret_cast<void **>(other.receive()));
    }

private:
    Interface *m_object = nullptr;
};

template <typename Interface>
HRESULT createObject(REFCLSID classId, DWORD context, ComPointer<Interface> &object)
{
    return ::CoCreateInstance(classId, nullptr, context, __uuidof(Interface),
                              reinterpret_cast<void **>(object.receive()));
}

class ComString
{
public:
    ComString() = default;
    explicit ComString(const std::wstring &text)
        : m_text(::SysAllocStringLen(text.data(), UINT(text.size())))
    {}
    ComString(const ComString &) = delete;
    ComString &operator=(const ComString &) = delete;
    ~ComString() { ::SysFreeString(m_text); }

    BSTR get() const { return m_text; }
    BSTR *receive()
    {
        ::SysFreeString(std::exchange(m_text, nullptr));
        return &m_text;
    }

private:
    BSTR m_text = nullptr;
};

class ComVariant
{
public:
    ComVariant() { ::VariantInit(&m_value); }
    explicit ComVariant(const std::wstring &text)
        : ComVariant()
    {
        m_value.vt = VT_BSTR;
        m_value.bstrVal = ::SysAllocStringLen(text.data(), UINT(text.size()));
    }
    explicit ComVariant(long number)
        : ComVariant()
    {
        m_value.vt = VT_I4;
        m_value.lVal = number;
    }
    explicit ComVariant(bool truth)
        : ComVariant()
    {
        m_value.vt = VT_BOOL;
        m_value.boolVal = truth ? VARIANT_TRUE : VARIANT_FALSE;
    }
    ComVariant(const ComVariant &) = delete;
    ComVariant &operator=(const ComVariant &) = delete;
    ~ComVariant() { ::VariantClear(&m_value); }

    const VARIANT &value() const { return m_value; }
    VARIANT *receive()
    {
        ::VariantClear(&m_value);
        return &m_value;
    }
    bool isText(const std::wstring &text) const
    {
        return m_value.vt == VT_BSTR && m_value.bstrVal && text == m_value.bstrVal;
    }

private:
    VARIANT m_value;
};

// COM in this thread, in the apartment of all threads, unless the thread has it already.
class ComThread
{
public:
    ComThread()
        : m_result(::CoInitializeEx(nullptr, COINIT_MULTITHREADED))
    {}
    ComThread(const ComThread &) = delete;
    ComThread &operator=(const ComThread &) = delete;
    ~ComThread()
    {
        if (SUCCEEDED(m_result))
            ::CoUninitialize();
    }

    HRESULT result() const { return m_result == RPC_E_CHANGED_MODE ? S_FALSE : m_result; }

private:
    const HRESULT m_result;
};

} // namespace ga::vss
