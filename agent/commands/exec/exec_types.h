// SPDX-License-Identifier: Apache-2.0
// guest-exec and guest-exec-status.
#pragma once

#include "protocol/codec.h"

namespace ga {

enum class CaptureOutput { None, Stdout, Stderr, Separated, Merged };

template <>
struct EnumNames<CaptureOutput>
{
    static constexpr const char *typeName = "GuestExecCaptureOutputMode";
    static constexpr const char *names[]{"none", "stdout", "stderr", "separated", "merged"};
};

// The protocol's GuestExecCaptureOutput: a mode, or true for "separated" and false for "none".
struct CaptureChoice
{
    CaptureOutput mode = CaptureOutput::None;
};

template <>
struct Codec<CaptureChoice>
{
    static Result<CaptureChoice> decode(const Value &value, const Path &path);
    static TypePointer describe();
};

struct ExecArguments
{
    QString path;
    std::optional<QList<QString>> arguments;
    std::optional<QList<QString>> environment;
    std::optional<Base64Text> inputData;
    std::optional<CaptureChoice> captureOutput;

    static constexpr auto fields()
    {
        return fieldList(
            field("path", &ExecArguments::path,
                  "the program, looked for in PATH where it has no slash"),
            field("arg", &ExecArguments::arguments, "its arguments"),
            field("env", &ExecArguments::environment,
                  "its whole environment, as NAME=VALUE; the agent's own by default"),
            field("input-data", &ExecArguments::inputData, "what it reads from its standard input"),
            field("capture-output", &ExecArguments::captureOutput,
                  "which of its output to keep for guest-exec-status"));
    }
};

struct ExecStarted
{
    qint64 pid = 0;

    static constexpr auto fields()
    {
        return fieldList(field("pid", &ExecStarted::pid, "the process"));
    }
};

struct ExecStatusArguments
{
    qint64 pid = 0;

    static constexpr auto fields()
    {
        return fieldList(field("pid", &ExecStatusArguments::pid, "what guest-exec returned"));
    }
};

struct ExecStatus
{
    bool exited = false;
    std::optional<qint64> exitCode;
    std::optional<qint64> signal;
    std::optional<Base64Bytes> outData;
    std::optional<Base64Bytes> errData;
    std::optional<bool> outTruncated;
    std::optional<bool> errTruncated;

    static constexpr auto fields()
    {
        return fieldList(field("exited", &ExecStatus::exited,
                                "whether it has ended and all captured output has been read"),
                          field("exitcode", &ExecStatus::exitCode, "its exit code"),
                          field("signal", &ExecStatus::signal,
                                "the signal that ended it; on Windows the exception"),
                          field("out-data", &ExecStatus::outData, "captured standard output"),
                          field("err-data", &ExecStatus::errData, "captured standard error"),
                          field("out-truncated", &ExecStatus::outTruncated,
                                "whether more than 16 MiB were written"),
                          field("err-truncated", &ExecStatus::errTruncated,
                                "whether more than 16 MiB were written"));
    }
};

} // namespace ga
