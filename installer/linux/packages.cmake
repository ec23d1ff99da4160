# SPDX-License-Identifier: Apache-2.0
# What CPack is told; the packages themselves are made by ./package.
set(CPACK_PACKAGE_NAME qtga)
set(CPACK_PACKAGE_VENDOR "Qt Guest Agent maintainers")
set(CPACK_PACKAGE_CONTACT "Qt Guest Agent maintainers <maintainers@qtga.invalid>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_SOURCE_DIR}/package_kind.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/settle_times.cmake)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_RPM_COMPONENT_INSTALL ON)
set(here ${CMAKE_CURRENT_SOURCE_DIR})

set(agent_summary "guest agent for virtual machines under QEMU")
set(agent_text "Answers the QEMU Guest Agent protocol inside a virtual machine, so that
libvirt, Proxmox, KubeVirt and plain QEMU hosts can quiesce its file systems
for a snapshot, shut it down, ask for its addresses and more. It takes the
place of qemu-guest-agent: the same commands, options and configuration file.
A process of its own thaws what a host left frozen.")
set(tray_summary "status icon of the guest agent")
set(tray_text "Shows on the desktop of a virtual machine whether its host is connected,
what the host did, and whether file systems are frozen.")

# .deb
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_QTGA_PACKAGE_NAME qtga)
set(CPACK_DEBIAN_QTGA_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_QTGA_DESCRIPTION "${agent_summary}\n${agent_text}")
set(CPACK_DEBIAN_QTGA_PACKAGE_PROVIDES qemu-guest-agent)
set(CPACK_DEBIAN_QTGA_PACKAGE_CONFLICTS qemu-guest-agent)
set(CPACK_DEBIAN_QTGA_PACKAGE_REPLACES qemu-guest-agent)
set(CPACK_DEBIAN_QTGA_PACKAGE_CONTROL_EXTRA
    ${here}/debian/postinst ${here}/debian/prerm ${here}/debian/postrm)
set(CPACK_DEBIAN_QTGA-TRAY_PACKAGE_NAME qtga-tray)
set(CPACK_DEBIAN_QTGA-TRAY_PACKAGE_SECTION x11)
set(CPACK_DEBIAN_QTGA-TRAY_DESCRIPTION "${tray_summary}\n${tray_text}")
set(CPACK_DEBIAN_QTGA-TRAY_PACKAGE_RECOMMENDS "qtga, pkexec, qt6-translations-l10n")
set(CPACK_DEBIAN_QTGA-TRAY_PACKAGE_CONTROL_EXTRA ${here}/debian/tray/conffiles)

# .rpm
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE Apache-2.0)
set(CPACK_RPM_PACKAGE_GROUP System/Daemons)
set(CPACK_PACKAGE_RELOCATABLE OFF)
set(CPACK_RPM_PACKAGE_RELOCATABLE OFF)
set(CPACK_RPM_PACKAGE_AUTOREQ ON)
set(CPACK_RPM_COMPRESSION_TYPE xz)
set(CPACK_RPM_CHANGELOG_FILE ${here}/rpm/changelog)
# Stands at the head of the spec file. No build-id links: a distribution's debug packages would need them.
set(CPACK_RPM_SPEC_MORE_DEFINE "Packager: ${CPACK_PACKAGE_CONTACT}\n%define _build_id_links none")
set(CPACK_RPM_QTGA_USER_FILELIST "%license /usr/share/licenses/qtga/*" "%doc /usr/share/doc/qtga/qtga.spdx.json")
set(CPACK_RPM_QTGA-TRAY_USER_FILELIST
    "%license /usr/share/licenses/qtga-tray/*" "%doc /usr/share/doc/qtga-tray/qtga-tray.spdx.json"
    "%config(noreplace) /etc/xdg/autostart/qtga-tray.desktop")
set(CPACK_RPM_QTGA_PACKAGE_NAME qtga)
set(CPACK_RPM_QTGA_PACKAGE_SUMMARY "Guest agent for virtual machines under QEMU")
set(CPACK_RPM_QTGA_PACKAGE_DESCRIPTION "${agent_text}")
set(CPACK_RPM_QTGA_PACKAGE_PROVIDES "qemu-guest-agent = 2:10.0.0")
set(CPACK_RPM_QTGA_PACKAGE_CONFLICTS qemu-guest-agent)
set(CPACK_RPM_QTGA_PACKAGE_REQUIRES "systemd, coreutils, grep, sed")
set(CPACK_RPM_QTGA_POST_INSTALL_SCRIPT_FILE ${here}/rpm/post)
set(CPACK_RPM_QTGA_PRE_UNINSTALL_SCRIPT_FILE ${here}/rpm/preun)
set(CPACK_RPM_QTGA_POST_UNINSTALL_SCRIPT_FILE ${here}/rpm/postun)
set(CPACK_RPM_QTGA_POST_TRANS_SCRIPT_FILE ${here}/rpm/posttrans)
set(CPACK_RPM_QTGA-TRAY_PACKAGE_NAME qtga-tray)
set(CPACK_RPM_QTGA-TRAY_PACKAGE_SUMMARY "Status icon of the guest agent")
set(CPACK_RPM_QTGA-TRAY_PACKAGE_DESCRIPTION "${tray_text}")
# What belongs to other packages too.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
    /usr/sbin /usr/bin /usr/share/man /usr/share/man/man1 /usr/share/man/man5 /usr/share/man/man7 /usr/share/man/man8
    /usr/lib/systemd /usr/lib/systemd/system /usr/lib/udev /usr/lib/udev/rules.d /usr/libexec
    /usr/share/bash-completion /usr/share/bash-completion/completions /usr/share/fish
    /usr/share/fish/vendor_completions.d /usr/share/zsh /usr/share/zsh/site-functions /usr/share/licenses
    /usr/share/metainfo /usr/share/applications /usr/share/icons /usr/share/icons/hicolor
    /usr/share/icons/hicolor/48x48 /usr/share/icons/hicolor/48x48/apps
    /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps /usr/share/icons/hicolor/scalable/status
    /usr/share/icons/hicolor/symbolic /usr/share/icons/hicolor/symbolic/apps /usr/share/icons/hicolor/symbolic/status
    /usr/share/polkit-1 /usr/share/polkit-1/actions /etc /etc/xdg /etc/xdg/autostart)

set(CPACK_QTGA_PACKAGES qtga)
if(TARGET qtga-tray)
    list(APPEND CPACK_QTGA_PACKAGES qtga-tray)
endif()
include(CPack)
foreach(package IN LISTS CPACK_QTGA_PACKAGES)
    cpack_add_component_group(${package})
    foreach(component IN ITEMS ${package} ${package}-deb ${package}-rpm)
        cpack_add_component(${component} GROUP ${package})
    endforeach()
endforeach()
