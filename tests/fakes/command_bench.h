// SPDX-License-Identifier: Apache-2.0
// CommandBench: runs commands of the catalogue on a system that has only what a test gives it.
#pragma once

#include "commands/catalogue.h"
#include "protocol/framer.h"
#include "protocol/json_reader.h"
#include "runtime/file_table.h"
#include "runtime/freeze_session.h"
#include "runtime/process_table.h"
#include "tests/fakes/lacking_platform.h"
#include "tests/fakes/memory_handle_counter.h"

namespace ga {

struct CommandBench
{
    Platform platform = lackingPlatform();
    MemoryHandleCounter counter;
    FileTable files{counter};
    ProcessTable processes;
    FreezeSession freeze{platform};
    Services services{platform, files, processes, freeze, QStringLiteral("1.2.3"), nullptr};

    // What the host would read behind "return": the reply's JSON, or the error's description.
    QString call(const char *command, const QByteArray &arguments)
    {
        Framer framer;
        auto frames = framer.feed(arguments);
        const auto message = readJson(*std::move(frames.front()));
        JsonWriter writer;
        const auto done = findCommand(command)->run(services, Value(*message), writer);
        return done ? QString::fromLatin1(writer.take()) : done.error().description;
    }
};

} // namespace ga
