# SPDX-License-Identifier: Apache-2.0
"""Framing, the JSON dialect and the checks of a request, as one table: bytes, and what must come back."""

from expect import DONE, NOTHING, Cascade, Expected, error, parse_error, returns, unknown_command
from talk import Talk

PING = b'{"execute":"guest-ping"}'
NOT_AN_OBJECT = error("QMP input must be a JSON object")


def ping_with(identity: bytes) -> bytes:
    return b'{"execute":"guest-ping","id":' + identity + b"}\n"


FRAMING: list[tuple[str, bytes, Expected]] = [
    ("two on a line", PING + b" " + PING + b"\n", [DONE, DONE]),
    ("three without anything between", PING * 3, [DONE] * 3),
    ("blank lines between", b"\n\n" + PING + b"\n\r\n\t \n" + PING + b"\n\n", [DONE, DONE]),
    ("white space between all tokens", b'\t{ \r\n "execute"\t:\n\n"guest-ping" \r}\n', DONE),
    ("only white space", b" \t\r\n" * 50, NOTHING),
    ("a request over many lines", b'{\n"execute"\n:\n"guest-sync"\n,\n"arguments"\n:\n{\n"id"\n:\n7\n}\n}\n', returns(7)),
    ("a number is a message", b"5\n", NOT_AN_OBJECT),
    ("a negative fraction is a message", b"-1.5e3\n", NOT_AN_OBJECT),
    ("a word is a message", b"false\n", NOT_AN_OBJECT),
    ("an array is a message", b"[]\n", NOT_AN_OBJECT),
    ("an array around a request", b'[{"execute":"guest-ping"}]\n', NOT_AN_OBJECT),
    ("a number glued to a request", b"5" + PING + b"\n", [NOT_AN_OBJECT, DONE]),
    ("a string glued to a request", b'"x"' + PING + b"\n", [NOT_AN_OBJECT, DONE]),
    ("braces in a string do not count", ping_with(b'"}]{["'), DONE.with_id("}]{[")),
    ("a quote in a string does not end it", ping_with(rb'"a\"}b"'), DONE.with_id('a"}b')),
    ("a good request after an unknown one on the line", b'{"execute":"nope"}' + PING + b"\n", [unknown_command("nope"), DONE]),
    ("errors come in their place", PING + b'{"execute":"nope","id":1}' + PING + b"\n", [DONE, unknown_command("nope").with_id(1), DONE]),
    ("0xFF before a request", b"\xff" + PING + b"\n", [parse_error("stray '\ufffd'"), DONE]),
    ("two 0xFF before a request", b"\xff\xff" + PING + b"\n", [parse_error("stray '\ufffd'"), parse_error("stray '\ufffd'"), DONE]),
    ("0xFF between requests", PING + b"\xff" + PING + b"\n", [DONE, parse_error("stray '\ufffd'"), DONE]),
    ("0xFF drops an open request", b'{"execute":"guest-ping","id":{"a":[\xff' + PING + b"\n", [parse_error("stray '\ufffd'"), DONE]),
]

IDS: list[tuple[str, bytes, object]] = [
    ("a string", b'"x"', "x"),
    ("an empty string", b'""', ""),
    ("null", b"null", None),
    ("true", b"true", True),
    ("an empty object", b"{}", {}),
    ("an empty array", b"[]", []),
    ("zero", b"0", 0),
    ("the largest int64", b"9223372036854775807", 2**63 - 1),
    ("the smallest int64", b"-9223372036854775808", -2**63),
    ("the largest uint64", b"18446744073709551615", 2**64 - 1),
    ("a thousand with an exponent", b"1e3", 1000),
    ("an exponent with a sign", b"1.5E+2", 150),
    ("a UTF-8 letter", '"\u00e9"'.encode(), "\u00e9"),
    ("an astral character", '"\U0001f600"'.encode(), "\U0001f600"),
    ("an astral character in escapes", rb'"\uD83D\uDE00"', "\U0001f600"),
    ("all short escapes", rb'"\"\\\/\b\f\n\r\t"', '"\\/\b\f\n\r\t'),
    ("a NUL in an escape", rb'"a\u0000b"', "a\0b"),
    ("DEL", b'"\x7f"', "\x7f"),
    ("single quotes", b"'x'", "x"),
    ("double quotes inside single ones", b"'a\"b'", 'a"b'),
    ("an escaped single quote", rb"'it\'s'", "it's"),
    ("an escaped single quote in double ones", rb'"it\'s"', "it's"),
    ("a deep value", b'{"a":[1,{"b":[[],{}]}]}', {"a": [1, {"b": [[], {}]}]}),
    ("an empty key", b'{"":1}', {"": 1}),
]

DIALECT: list[tuple[str, bytes, Expected]] = [
    ("a line comment", b"// x\n", Cascade([], "JSON parse error, stray '/'")),
    ("a block comment before a request", b"/* */ " + PING + b"\n", Cascade([DONE])),
    ("NaN", ping_with(b"NaN"), Cascade([], "JSON parse error, stray 'N'")),
    ("Infinity", ping_with(b"Infinity"), Cascade([], "JSON parse error, stray 'I'")),
    ("a plus sign", ping_with(b"+1"), Cascade([], "JSON parse error, stray '+'")),
    ("a leading zero", ping_with(b"01"), Cascade([], "JSON parse error, stray '01'")),
    ("a leading point", ping_with(b".5"), Cascade([], "JSON parse error, stray '.'")),
    ("a trailing point", ping_with(b"5."), Cascade([], "JSON parse error, stray '5.}'")),
    ("hexadecimal", ping_with(b"0x10"), Cascade([])),
    ("an upper-case word", ping_with(b"TRUE"), Cascade([])),
    ("an unknown word", ping_with(b"nul"), parse_error("invalid keyword 'nul'")),
    ("a trailing comma in an object", b'{"execute":"guest-ping",}\n', Cascade([])),
    ("a trailing comma in an array", ping_with(b"[1,]"), Cascade([])),
    ("a missing comma in an array", ping_with(b"[1 2]"), parse_error("expected separator in list")),
    ("a missing comma in an object", b'{"execute":"guest-ping" "id":1}\n', parse_error("expected separator in dict")),
    ("a missing value", b'{"execute":}\n', parse_error("expecting value")),
    ("a key without a value", b'{"execute"}\n', parse_error("missing : in object pair")),
    ("a number as a key", b"{1:2}\n", parse_error("key is not a string in object")),
    ("a repeated member of an id", ping_with(b'{"a":1,"a":2}'), parse_error("duplicate key")),
    ("a repeated member of the arguments", b'{"execute":"guest-sync","arguments":{"id":1,"id":1}}\n', parse_error("duplicate key")),
    ("a bad escape", ping_with(rb'"\x41"'), parse_error("invalid escape sequence in string")),
    ("a short escape", ping_with(rb'"\u12"'), Cascade([])),
    ("a lone high surrogate", ping_with(rb'"\ud83d"'), parse_error(r"\ud83d is not a valid Unicode character")),
    ("a truncated UTF-8 sequence", ping_with(b'"\xe2\x82"'), parse_error("invalid UTF-8 sequence in string")),
    ("an overlong slash", ping_with(b'"\xc0\xaf"'), parse_error("invalid UTF-8 sequence in string")),
    ("beyond U+10FFFF", ping_with(b'"\xf4\x90\x80\x80"'), parse_error("invalid UTF-8 sequence in string")),
    ("a raw line feed in a string", ping_with(b'"a\nb"'), Cascade([])),
    ("a NUL between tokens", b'{"execute"\x00:"guest-ping"}\n', Cascade([])),
    ("a byte order mark", b"\xef\xbb\xbf" + PING + b"\n", Cascade([DONE])),
    ("a stray closing brace", b"}\n" + PING + b"\n", [parse_error("expecting value"), DONE]),
    ("a stray colon", b":\n" + PING + b"\n", [parse_error("expecting value"), DONE]),
    ("a stray comma", b",\n" + PING + b"\n", [parse_error("expecting value"), DONE]),
    ("the wrong closing bracket", b'{"execute":"guest-ping"]\n' + PING + b"\n", [parse_error("expected separator in dict"), DONE]),
    ("a percent sign, and a good line after it", b'{"execute":"guest-ping" %}\n' + PING + b"\n", Cascade([DONE])),
]

ENVELOPE: list[tuple[str, bytes, Expected]] = [
    ("execute is a number", b'{"execute":1}\n', error("QMP input member 'execute' must be a string")),
    ("execute is null", b'{"execute":null}\n', error("QMP input member 'execute' must be a string")),
    ("arguments is null", b'{"execute":"guest-ping","arguments":null}\n', error("QMP input member 'arguments' must be an object")),
    ("arguments is an array", b'{"execute":"guest-ping","arguments":[]}\n', error("QMP input member 'arguments' must be an object")),
    ("arguments is a string, with an id", b'{"execute":"guest-ping","arguments":"","id":4}\n',
     error("QMP input member 'arguments' must be an object").with_id(4)),
    ("an unknown member, with an id", b'{"execute":"guest-ping","bar":1,"id":4}\n', error("QMP input member 'bar' is unexpected").with_id(4)),
    ("no execute, with an id", b'{"id":4}\n', error("QMP input lacks member 'execute'").with_id(4)),
    ("exec-oob beside execute", b'{"execute":"guest-ping","exec-oob":"guest-ping"}\n', error("QMP input member 'exec-oob' is unexpected")),
    ("a command in capitals", b'{"execute":"GUEST-PING"}\n', unknown_command("GUEST-PING")),
    ("a command with a blank before it", b'{"execute":" guest-ping"}\n', unknown_command(" guest-ping")),
    ("a command of QMP", b'{"execute":"qmp_capabilities"}\n', unknown_command("qmp_capabilities")),
    ("an unknown command with bad arguments", b'{"execute":"nope","arguments":{"x":1}}\n', unknown_command("nope")),
    ("a command with a NUL", rb'{"execute":"guest-ping\u0000"}' + b"\n", unknown_command("guest-ping\0")),
    ("a name of ten thousand letters", b'{"execute":"' + b"a" * 10_000 + b'"}\n', unknown_command("a" * 10_000)),
    ("members in another order", b'{"arguments":{"id":3},"id":"i","execute":"guest-sync"}\n', returns(3).with_id("i")),
]


def run(talk: Talk) -> None:
    for name, data, expected in FRAMING + DIALECT + ENVELOPE:
        talk.say(name, data, expected)
    for name, data, value in IDS:
        talk.say(f"the id is {name}", ping_with(data), DONE.with_id(value))
