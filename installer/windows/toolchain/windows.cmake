# SPDX-License-Identifier: Apache-2.0
# Builds for Windows on Debian: the compiler, the Qt that build-qt has made, and Wine to run what was built.
include(${CMAKE_CURRENT_LIST_DIR}/mingw-w64-x86_64.cmake)

if(NOT DEFINED QTGA_WINDOWS_QT)
    execute_process(COMMAND ${CMAKE_CURRENT_LIST_DIR}/build-qt --where
        OUTPUT_VARIABLE QTGA_WINDOWS_QT OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
endif()
if(NOT EXISTS ${QTGA_WINDOWS_QT})
    message(FATAL_ERROR "Qt for Windows is not there yet; installer/windows/build makes it")
endif()
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES QTGA_WINDOWS_QT)
list(PREPEND CMAKE_FIND_ROOT_PATH ${QTGA_WINDOWS_QT})
list(PREPEND CMAKE_PREFIX_PATH ${QTGA_WINDOWS_QT})
set(QT_HOST_PATH /usr)
set(QT_HOST_PATH_CMAKE_DIR /usr/lib/x86_64-linux-gnu/cmake)

# One file that needs nothing but Windows: no libgcc, libstdc++ or winpthread beside it. And no time of its making in it.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -Wl,--no-insert-timestamp")
set(CMAKE_SHARED_LINKER_FLAGS_INIT "-static -Wl,--no-insert-timestamp")
set(CMAKE_MODULE_LINKER_FLAGS_INIT "-static -Wl,--no-insert-timestamp")

# Wine keeps variables that begin with QT_ to itself, unless WINE stands before them.
set(CMAKE_CROSSCOMPILING_EMULATOR /usr/bin/env WINEDEBUG=-all WINEQT_ASSUME_STDERR_HAS_CONSOLE=1 wine)
