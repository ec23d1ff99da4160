# SPDX-License-Identifier: Apache-2.0
# Run by CPack when the files of a package lie ready: rpmbuild takes their times as they are, unless they are later than the
# package's.
if(DEFINED ENV{SOURCE_DATE_EPOCH})
    execute_process(COMMAND find ${CPACK_TEMPORARY_INSTALL_DIRECTORY} -exec touch -h -d @$ENV{SOURCE_DATE_EPOCH} {} +
        COMMAND_ERROR_IS_FATAL ANY)
endif()
