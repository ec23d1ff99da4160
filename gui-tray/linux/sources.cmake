# SPDX-License-Identifier: Apache-2.0
# What ga-tray needs of Linux.
find_package(Qt6 6.4 REQUIRED COMPONENTS DBus)
find_package(PkgConfig REQUIRED)
pkg_check_modules(XCB REQUIRED IMPORTED_TARGET xcb)
target_sources(ga-tray PRIVATE
    linux/agent_program.cpp linux/color_scheme.cpp linux/desktop_notifier.cpp linux/elevation.cpp
    linux/single_instance.cpp linux/status_connection.cpp linux/tray_host.cpp)
target_compile_definitions(ga-tray PRIVATE QTGA_AGENT_PROGRAM="${CMAKE_INSTALL_FULL_SBINDIR}/qtga")
target_link_libraries(ga-tray PRIVATE Qt6::DBus PkgConfig::XCB)
