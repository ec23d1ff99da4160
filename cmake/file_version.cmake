# SPDX-License-Identifier: Apache-2.0
# ga_add_file_version(TARGET NAME DESCRIPTION): gives a program or a library for Windows the version that Explorer shows and
# installers compare. NAME is that of its file.
enable_language(RC)
set(GA_FILE_VERSION ${CMAKE_CURRENT_LIST_DIR}/file_version.rc.in)

function(ga_add_file_version target name description)
    set(type VFT_APP)
    get_target_property(kind ${target} TYPE)
    if(NOT kind STREQUAL EXECUTABLE)
        set(type VFT_DLL)
    endif()
    set(made ${CMAKE_CURRENT_BINARY_DIR}/${target}_version.rc)
    configure_file(${GA_FILE_VERSION} ${made} @ONLY)
    target_sources(${target} PRIVATE ${made})
endfunction()
