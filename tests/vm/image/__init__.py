# SPDX-License-Identifier: Apache-2.0
"""The guest's image: a Debian 12 made of the packages of the day, cached."""
