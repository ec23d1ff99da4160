#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints docs/differences.md: the list that the conformance tests hold, for people to read."""

import json
import textwrap

from differences import OURS

HEAD = """# What differs from qemu-ga

Rendered by `tests/conformance/render_differences.py` from `tests/conformance/known_differences.json`; don't edit. The
conformance tests fail on any difference that is not in that list, and on any entry that no longer differs.

Differences that only concern qemu-ga 7.2, which Debian 12 has, against 10.0 are listed apart, in
`tests/conformance/version_differences.json`.
"""


def main() -> None:
    print(HEAD)
    for entry in json.loads(OURS.read_text(encoding="utf-8")):
        print(textwrap.fill(f"* **{entry['what']}.** {entry['why']}", 120, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False))


if __name__ == "__main__":
    main()
