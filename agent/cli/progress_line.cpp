// SPDX-License-Identifier: Apache-2.0
// Draws over the same line again.
#include "cli/progress_line.h"

#include "cli/client_options.h"
#include "platform/api/console.h"

#include <cstdio>

namespace ga {

namespace {

constexpr qint64 interval = 100; // Milliseconds between two drawings.

} // namespace

ProgressLine::ProgressLine(const QString &label, bool wanted)
    : m_label(label)
    , m_shown(wanted && isTerminal(StandardStream::Error))
{
    m_begun.start();
}

ProgressLine::~ProgressLine()
{
    if (m_drawn.isValid())
        writeTo(stderr, "\r\033[K");
}

void ProgressLine::update(qint64 bytes)
{
    if (!m_shown || (m_drawn.isValid() && m_drawn.elapsed() < interval))
        return;
    m_drawn.start();
    m_progress.done = bytes;
    m_progress.elapsed = std::chrono::milliseconds(m_begun.elapsed());
    writeTo(stderr, '\r' + (m_label + progressText(m_progress)).left(79).toUtf8() + "\033[K");
}

} // namespace ga
