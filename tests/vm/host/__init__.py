# SPDX-License-Identifier: Apache-2.0
"""The host's side of a guest: machines, sockets, clients."""
