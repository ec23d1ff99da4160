// SPDX-License-Identifier: Apache-2.0
// Hooks are helpers like others, with times of their own.
#include "platform/linux/freeze/linux_freeze_hook.h"

#include "platform/linux/freeze/hook_scripts.h"
#include "platform/linux/helper/helper.h"

#include <QFile>
#include <QLoggingCategory>

#include <utility>

namespace ga {

namespace {

Q_LOGGING_CATEGORY(lcHook, "ga.freeze.hook")

// The program may be qemu-ga's, which runs a whole directory of scripts itself.
constexpr std::chrono::minutes programTime(10);
constexpr std::chrono::minutes scriptTime(1);

} // namespace

Result<Nothing> LinuxFreezeHook::run(FreezeHookEvent event)
{
    switch (event) {
    case FreezeHookEvent::Freeze:
        return freeze();
    case FreezeHookEvent::NothingFrozen: {
        QList<QByteArray> told = takeTold();
        told.removeIf([this](const QByteArray &path) { return isProgram(path); });
        return thaw(told);
    }
    case FreezeHookEvent::Thaw:
        break;
    }
    if (!m_told.isEmpty())
        return thaw(takeTold());
    return all().and_then([this](const QList<QByteArray> &paths) { return thaw(paths); });
}

Result<Nothing> LinuxFreezeHook::freeze()
{
    m_told.clear();
    auto done = freezeProgram().and_then([this](Nothing) { return freezeScripts(); });
    if (!done) {
        if (const auto thawed = thaw(takeTold()); !thawed)
            qCWarning(lcHook).noquote() << thawed.error().description;
    }
    return done;
}

// One that says itself that it failed has undone what it did: qemu-ga does not tell it of the thaw.
// One that was killed, by our limit say, may have a database quiesced.
Result<Nothing> LinuxFreezeHook::freezeProgram()
{
    if (!m_options.program)
        return Nothing{};
    const QByteArray path = QFile::encodeName(*m_options.program);
    const HelperRequest request = requestTo(path, "freeze");
    const auto outcome = observeHelper(request);
    if (!outcome)
        return fail(outcome.error());
    auto success = helperSuccess(request, *outcome);
    const bool wasKilled =
        outcome->end == HelperEnd::Overdue || outcome->end == HelperEnd::Signalled;
    if (success || wasKilled)
        m_told.append(path);
    return success;
}

Result<Nothing> LinuxFreezeHook::freezeScripts()
{
    if (!m_options.directory)
        return Nothing{};
    const auto scripts = hookScripts(QFile::encodeName(*m_options.directory));
    if (!scripts)
        return fail(scripts.error());
    for (const QByteArray &script : *scripts) {
        m_told.append(script);
        auto called = call(script, "freeze");
        if (!called && !m_options.ignoreFailures)
            return called;
        if (!called)
            qCWarning(lcHook).noquote() << called.error().description;
    }
    return Nothing{};
}

// All of `told` from the last to the first; the errors of all that fail.
Result<Nothing> LinuxFreezeHook::thaw(const QList<QByteArray> &told)
{
    QList<QString> errors;
    for (auto path = told.rbegin(); path != told.rend(); ++path) {
        const auto called = call(*path, "thaw");
        if (called)
            continue;
        if (m_options.ignoreFailures && !isProgram(*path))
            qCWarning(lcHook).noquote() << called.error().description;
        else
            errors.append(called.error().description);
    }
    if (errors.isEmpty())
        return Nothing{};
    return fail(errors.join(QStringLiteral("; ")));
}

HelperRequest LinuxFreezeHook::requestTo(const QByteArray &path, const char *event) const
{
    const std::chrono::milliseconds usual = isProgram(path) ? programTime : scriptTime;
    return {.argv = {path, event},
            .action = QStringLiteral("execute fsfreeze hook"),
            .deadline = m_options.timeout.value_or(usual)};
}

Result<Nothing> LinuxFreezeHook::call(const QByteArray &path, const char *event) const
{
    const auto outcome = runHelper(requestTo(path, event));
    if (outcome)
        return Nothing{};
    if (isProgram(path)) // The words are qemu-ga's.
        return fail(outcome.error());
    return fail(QStringLiteral("%1 %2: %3")
                    .arg(QFile::decodeName(path), QLatin1StringView(event),
                         outcome.error().description.trimmed()));
}

bool LinuxFreezeHook::isProgram(const QByteArray &path) const
{
    return m_options.program && path == QFile::encodeName(*m_options.program);
}

QList<QByteArray> LinuxFreezeHook::takeTold()
{
    return std::exchange(m_told, {});
}

Result<QList<QByteArray>> LinuxFreezeHook::all() const
{
    QList<QByteArray> paths;
    if (m_options.program)
        paths.append(QFile::encodeName(*m_options.program));
    if (!m_options.directory)
        return paths;
    return hookScripts(QFile::encodeName(*m_options.directory))
        .map([&](const QList<QByteArray> &scripts) { return paths + scripts; });
}

Result<QList<QString>> LinuxFreezeHook::programs()
{
    return all().map([](const QList<QByteArray> &paths) {
        QList<QString> names;
        for (const QByteArray &path : paths)
            names.append(QFile::decodeName(path));
        return names;
    });
}

} // namespace ga
