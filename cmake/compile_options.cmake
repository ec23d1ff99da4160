# SPDX-License-Identifier: Apache-2.0
# ga-options: the warnings and Qt restrictions that every target of the project is built with.
add_library(ga-options INTERFACE)
target_include_directories(ga-options INTERFACE ${PROJECT_SOURCE_DIR}/agent ${PROJECT_SOURCE_DIR})
target_compile_definitions(ga-options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_compile_options(ga-options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wno-missing-field-initializers)
if(UNIX)
    target_compile_definitions(ga-options INTERFACE _FILE_OFFSET_BITS=64) # Large files on 32-bit systems too.
endif()
if(QTGA_WERROR)
    target_compile_options(ga-options INTERFACE -Werror)
endif()
if(QTGA_SANITIZE)
    target_compile_options(ga-options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
    target_link_options(ga-options INTERFACE -fsanitize=address,undefined)
endif()
