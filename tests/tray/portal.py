#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Stands in for the desktop portal's settings, which a real desktop has; each line on standard input is the next color-scheme."""

import sys

from gi.repository import Gio, GLib

INTERFACE = """<node><interface name='org.freedesktop.portal.Settings'>
<method name='Read'><arg direction='in' type='s'/><arg direction='in' type='s'/><arg direction='out' type='v'/></method>
<signal name='SettingChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal>
</interface></node>"""
PATH = "/org/freedesktop/portal/desktop"
KEY = ("org.freedesktop.appearance", "color-scheme")
scheme = 0  # 0: no preference, 1: dark, 2: light.


def on_call(_connection, _sender, _path, _interface, _method, arguments, invocation):
    if arguments.unpack() == KEY:
        invocation.return_value(GLib.Variant("(v)", (GLib.Variant("v", GLib.Variant("u", scheme)),)))
    else:
        invocation.return_dbus_error("org.freedesktop.portal.Error.NotFound", "no such setting")


def on_line(source, _condition, connection):
    global scheme
    line = source.readline()
    if not line:
        return False
    scheme = int(line)
    connection.emit_signal(None, PATH, "org.freedesktop.portal.Settings", "SettingChanged",
                           GLib.Variant("(ssv)", (*KEY, GLib.Variant("u", scheme))))
    return True


def main():
    connection = Gio.bus_get_sync(Gio.BusType.SESSION)
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    connection.register_object(PATH, interface, on_call, None, None)
    Gio.bus_own_name_on_connection(connection, "org.freedesktop.portal.Desktop", Gio.BusNameOwnerFlags.NONE, None, None)
    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, on_line, connection)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
