// SPDX-License-Identifier: Apache-2.0
// Edit distance: letters inserted, left out or replaced.
#include "client/suggestion.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace ga {

namespace {

qsizetype distance(const QString &from, const QString &to)
{
    std::vector<qsizetype> row(size_t(to.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < from.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (size_t j = 1; j < row.size(); ++j) {
            const qsizetype replaced = diagonal + (from[i] != to[qsizetype(j) - 1]);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

QString suggestion(const QString &mistyped, const QStringList &names)
{
    constexpr qsizetype longest = 64; // Nobody mistypes more than that, and the work is quadratic.
    if (mistyped.size() > longest)
        return {};
    const qsizetype near = std::max<qsizetype>(2, mistyped.size() / 5);
    QString best;
    qsizetype least = near + 1;
    for (const QString &name : names) {
        const qsizetype steps = distance(mistyped, name);
        if (steps < least && steps < name.size()) {
            least = steps;
            best = name;
        }
    }
    return best.isEmpty() ? QString() : QStringLiteral(", did you mean '%1'?").arg(best);
}

} // namespace ga
