#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Prints an application's accessibility tree as JSON: role, name and state of everything that is showing. usage: atspi_tree.py NAME"""

import json
import sys

import pyatspi


def walk(node, found, inside=""):
    try:
        states = node.getState()
        if not states.contains(pyatspi.STATE_SHOWING) and node.getRoleName() not in ("application", "frame", "filler"):
            return
        found.append({"role": node.getRoleName(), "name": node.name, "inside": inside, "focused": states.contains(pyatspi.STATE_FOCUSED),
                      "focusable": states.contains(pyatspi.STATE_FOCUSABLE)})
        for index in range(min(node.childCount, 400)):
            child = node.getChildAtIndex(index)
            if child is not None:
                walk(child, found, node.name)
    except Exception:  # What is gone meanwhile is not there.
        return


def main():
    found = []
    desktop = pyatspi.Registry.getDesktop(0)
    for index in range(desktop.childCount):
        application = desktop.getChildAtIndex(index)
        if application is not None and application.name == sys.argv[1]:
            walk(application, found)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
