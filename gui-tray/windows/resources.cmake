# SPDX-License-Identifier: Apache-2.0
# Gives qtga-tray.exe its icon and its version.
configure_file(${CMAKE_CURRENT_SOURCE_DIR}/windows/qtga-tray.rc.in ${CMAKE_CURRENT_BINARY_DIR}/qtga-tray.rc @ONLY)
target_sources(qtga-tray PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/qtga-tray.rc)
set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/qtga-tray.rc PROPERTIES
    OBJECT_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/icons/qtga-tray.ico)
ga_add_file_version(qtga-tray qtga-tray.exe "Status of the ${PROJECT_DESCRIPTION}")
