# SPDX-License-Identifier: Apache-2.0
# What was compiled once, in this clone or in another, is taken from ccache where that is there.
option(QTGA_SHARED_CACHE "Take from the cache also what clones in other folders have compiled" ON)
find_program(QTGA_CCACHE ccache)

if(QTGA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Without the first, ccache compiles whatever uses a precompiled header anew.
    set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros)
    if(QTGA_SHARED_CACHE)
        list(APPEND CMAKE_CXX_COMPILER_LAUNCHER CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1)
    endif()
    list(APPEND CMAKE_CXX_COMPILER_LAUNCHER ${QTGA_CCACHE})
endif()
