// SPDX-License-Identifier: Apache-2.0
// The files family: what its commands ask of the platform.
#include "commands/files/files_commands.h"
