# SPDX-License-Identifier: Apache-2.0
# The headers of Qt and of the language that most files include, parsed once: without this a build takes twice as long.
set(ga_common_headers
    <QByteArray> <QCommandLineParser> <QCoreApplication> <QDateTime> <QDir> <QFile> <QFileInfo> <QHash> <QJsonArray>
    <QJsonDocument> <QJsonObject> <QList> <QLoggingCategory> <QMutex> <QObject> <QSet> <QString> <QStringList> <QThread> <QTimer>
    <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <tl/expected.hpp> <utility> <vector>)

# ga_precompile(TARGET [HEADERS...]): for this target, and for those that name it in REUSE_FROM, these and the common headers.
function(ga_precompile target)
    target_precompile_headers(${target} PRIVATE ${ga_common_headers} ${ARGN})
    # What is preprocessed for the compiler cache names the precompiled header then.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()

# ga_reuse_precompiled(TARGET FROM): another target's, which has the same compile options.
function(ga_reuse_precompiled target from)
    target_precompile_headers(${target} REUSE_FROM ${from})
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endfunction()
