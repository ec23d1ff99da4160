# SPDX-License-Identifier: Apache-2.0
"""Thousands of broken requests, the same in every run, to both agents: they find the same fault, in the same words."""

import random
import re
from typing import Iterator

from agent import Agent, NotStarted
from report import Report
from wire import Connection, NoAnswer, Reply, canonical

COUNT = 3000
PIECES = [
    b"{", b"}", b"[", b"]", b":", b",", b" ", b"\t", b"\xff", b"\x01", b'"', b"'", b"\\", b"A",
    b"true", b"nul", b"null", b"-", b"0", b"12", b"1.5", b"1e3", b".", b"e", b"+", b"E",
    b'"a"', b"'b'", b'"execute"', b'"guest-ping"', b'"id"', b'"arguments"', b'{"a":1}', b'{"execute":"guest-ping"}',
    b'"\xc3\xbc"', b'"\xc3("', b'"\xef\xbf\xbf"', b'"\\u12"', b'"\\ud800"', b'"\\ud83d\\ude00"', b'"\\x"', b'"\\ud800\\u0041"',
    b'"\\uffff"', b'"\\ud83f\\udffe"',
]
SOUND = [
    b'{"execute":"guest-ping","id":{"a":[1,2,{"b":null}]}}',
    b'{"execute":"guest-sync","arguments":{"id":5},"id":"x"}',
    b"{'execute':'guest-sync','arguments':{'id':'5'}}",
    b'{"execute":"guest-file-seek","arguments":{"handle":1,"offset":2,"whence":"set"}}',
]
# Of several members too many qemu-ga names the one that its hash table has first.
SURPLUS = re.compile(r"'[^\n]*?' is unexpected")


def requests() -> Iterator[bytes]:
    """Pieces of the language at random, and sound requests with a few bytes changed."""
    source = random.Random(1)
    for _ in range(COUNT):
        if source.random() < 0.4:
            yield b"".join(source.choice(PIECES) for _ in range(source.randint(1, 12)))
            continue
        text = bytearray(source.choice(SOUND))
        for _ in range(source.randint(1, 3)):
            place, kind = source.randrange(len(text) + 1), source.random()
            if kind < 0.4:
                del text[place:place + 1]
            elif kind < 0.8:
                text[place:place] = source.choice(PIECES)
            else:
                text[place:place + 1] = source.choice(b"{}[]:,\"'0aA\\ ").to_bytes(1, "big")
        yield bytes(text)


def run(reference: str, ours: str, report: Report) -> None:
    """Each request is followed by what makes a parser start afresh."""
    name = "side-by-side/parser"
    if not report.concerns(name):
        return
    try:
        with Agent(reference, "parser-reference") as theirs, Agent(ours, "parser-ours") as own, \
                theirs.connect() as first, own.connect() as second:
            for number, data in enumerate(requests()):
                wanted, got = _plain(first, data), _plain(second, data)
                faults = [] if wanted[1] == got[1] else ["they answer differently"]
                report.judge(f"{name}/{number}", data, got[0], canonical(wanted[0]), faults)
    except (NotStarted, NoAnswer, OSError, ValueError) as problem:
        report.fail(name, str(problem))


def _plain(connection: Connection, data: bytes) -> tuple[list[Reply], str]:
    replies = connection.exchange(data + b"\n\xff")
    return replies, SURPLUS.sub("X is unexpected", canonical(replies))
