// SPDX-License-Identifier: Apache-2.0
// The exec family: what its commands ask of the platform.
#include "commands/exec/exec_commands.h"
