// SPDX-License-Identifier: Apache-2.0
// The pages of the window.
#pragma once

namespace ga {

enum class Page { Overview, Activity, Permissions, Doctor };

} // namespace ga
