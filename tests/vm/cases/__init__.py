# SPDX-License-Identifier: Apache-2.0
"""What is tried with a guest."""
