# SPDX-License-Identifier: Apache-2.0
# ga_add_resources(TARGET): gives qtga.exe its version, its manifest and the texts of its events.
find_program(WINDMC x86_64-w64-mingw32-windmc REQUIRED)

function(ga_add_resources target)
    set(folder ${CMAKE_CURRENT_FUNCTION_LIST_DIR})
    set(made ${CMAKE_CURRENT_BINARY_DIR}/resources)
    set(CMAKE_CURRENT_LIST_DIR ${folder})
    configure_file(${folder}/qtga.rc.in ${made}/qtga.rc @ONLY)
    add_custom_command(OUTPUT ${made}/messages.rc ${made}/messages.h ${made}/MSG00409.bin
        COMMAND ${WINDMC} -h ${made} -r ${made} ${folder}/messages.mc
        DEPENDS ${folder}/messages.mc VERBATIM)
    set_source_files_properties(${made}/qtga.rc PROPERTIES
        OBJECT_DEPENDS "${made}/messages.rc;${folder}/qtga.manifest"
        INCLUDE_DIRECTORIES ${made})
    target_sources(${target} PRIVATE ${made}/qtga.rc ${made}/messages.rc)
    set_source_files_properties(${made}/messages.rc PROPERTIES HEADER_FILE_ONLY ON)
    ga_add_file_version(${target} qtga.exe "${PROJECT_DESCRIPTION}")
endfunction()
