# SPDX-License-Identifier: Apache-2.0
# What ga-tray needs of Windows.
target_sources(ga-tray PRIVATE
    windows/agent_program.cpp windows/color_scheme.cpp windows/desktop_notifier.cpp windows/elevation.cpp
    windows/single_instance.cpp windows/status_connection.cpp windows/tray_host.cpp)
target_link_libraries(ga-tray PRIVATE advapi32 shell32)
