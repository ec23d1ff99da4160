// SPDX-License-Identifier: Apache-2.0
// A router that isn't there: sends its advertisement (RFC 4861, RFC 4191) out of one end of a veth
// pair.
#pragma once

namespace router_advertisement {

// From fe80::99, router preference high, lifetime 1800 seconds, and a route to 2001:db8:bb::/48 of
// low preference. False where the kernel doesn't take the frame.
bool send(const char *interface);

} // namespace router_advertisement
