#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares guest-network-get-interfaces with qemu-ga's, field by field, in networks made for it; their order aside."""

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from beside import Pair, expect, ip, main, new_network, until_they_agree  # noqa: E402

COMMAND = "guest-network-get-interfaces"
VETH = "link set lo up\nlink add eth0 type veth peer name peer\nlink set eth0 up\nlink set peer up\n"


def by_name(reply: dict[str, Any]) -> dict[str, Any]:
    interfaces = reply["return"]
    names = [interface["name"] for interface in interfaces]
    expect(len(set(names)) == len(names), f"a name stands twice: {names}")
    return dict(zip(names, interfaces))


def without_extra_statistics(interfaces: dict[str, Any]) -> dict[str, Any]:
    """qemu-ga leaves the counters out where an interface has no address; we tell them always."""
    for interface in interfaces.values():
        if "ip-addresses" not in interface:
            expect("statistics" in interface, f"no counters: {interface}")
            del interface["statistics"]
    return interfaces


def compare(options: argparse.Namespace, commands: str) -> None:
    new_network()
    ip(commands)
    with Pair(options) as pair:
        until_they_agree(lambda: without_extra_statistics(by_name(pair.ours(COMMAND))),
                         lambda: by_name(pair.theirs(COMMAND)))


def untouched_namespace(options: argparse.Namespace) -> None:
    compare(options, "")


def addresses_of_both_families(options: argparse.Namespace) -> None:
    compare(options, VETH + "addr add 192.0.2.2/24 dev eth0\naddr add 10.9.0.1 peer 10.9.0.2/32 dev eth0\n"
                            "addr add 2001:db8::5/64 dev eth0\naddr add 2001:db8:1::1 peer 2001:db8:1::2/128 dev eth0\n"
                            "addr add ::ffff:192.0.2.9/128 dev eth0\naddr add ::192.0.2.9/96 dev eth0\n")


def alias_labels(options: argparse.Namespace) -> None:
    compare(options, VETH + "addr add 192.0.2.2/24 dev eth0\naddr add 192.0.2.3/24 dev eth0 label eth0:1\n"
                            "addr add 192.0.2.4/24 dev eth0 label eth0:web\naddr add 192.0.2.5/24 dev eth0 label eth0:1\n")


def hundreds_of_addresses(options: argparse.Namespace) -> None:
    compare(options, VETH + "".join(f"addr add 10.0.{i // 250}.{i % 250 + 1}/16 dev eth0\n"
                                    f"addr add 2001:db8::{i + 1:x}/64 dev eth0 nodad\n" for i in range(500)))


def bridges_taps_and_links_that_are_down(options: argparse.Namespace) -> None:
    compare(options, VETH + "link add br0 type bridge\nlink set peer master br0\nlink set br0 up\n"
                            "addr add 192.0.2.2/24 dev br0\nlink add docker0 type bridge\ntuntap add tap0 mode tap\n"
                            "tuntap add tun0 mode tun\naddr add 10.8.0.1 peer 10.8.0.2 dev tun0\nlink set tun0 up\n")


def ipv6_only(options: argparse.Namespace) -> None:
    compare(options, VETH + "addr add 2001:db8::2/64 dev eth0 nodad\n")


def ipv6_switched_off(options: argparse.Namespace) -> None:
    new_network()
    for place in ("all", "default"):
        Path(f"/proc/sys/net/ipv6/conf/{place}/disable_ipv6").write_text("1", encoding="ascii")
    ip(VETH + "addr add 192.0.2.2/24 dev eth0\n")
    with Pair(options) as pair:
        until_they_agree(lambda: without_extra_statistics(by_name(pair.ours(COMMAND))),
                         lambda: by_name(pair.theirs(COMMAND)))


def default_route_decides_on_the_first_place(options: argparse.Namespace) -> None:
    """The first is where clients look for the guest's address."""
    new_network()
    ip("link add docker0 type bridge\naddr add 172.17.0.1/16 dev docker0\n" + VETH +
       "addr add 192.0.2.2/24 dev eth0\nroute add default via 192.0.2.1\n")
    with Pair(options) as pair:
        names = [interface["name"] for interface in pair.ours(COMMAND)["return"]]
    expect(names[0] == "eth0" and names.index("lo") < names.index("docker0"), f"{names}")


if __name__ == "__main__":
    sys.exit(main(__doc__, [untouched_namespace, addresses_of_both_families, alias_labels, hundreds_of_addresses,
                            bridges_taps_and_links_that_are_down, ipv6_only, ipv6_switched_off,
                            default_route_decides_on_the_first_place]))
