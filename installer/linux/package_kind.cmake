# SPDX-License-Identifier: Apache-2.0
# Read by CPack for each kind of package: which components it takes.
unset(CPACK_PACKAGE_DESCRIPTION_SUMMARY) # Each package has its own; this one would go before it.
string(TOLOWER ${CPACK_GENERATOR} kind)
set(CPACK_COMPONENTS_ALL)
foreach(package IN LISTS CPACK_QTGA_PACKAGES)
    list(APPEND CPACK_COMPONENTS_ALL ${package} ${package}-${kind})
endforeach()
