# SPDX-License-Identifier: Apache-2.0
"""What happens to the stream of bytes: tiny pieces, 0xFF anywhere, clients that change, half-close, or do not read."""

import signal
import time

from expect import DONE, Cascade, Expected, One, parse_error, returns
from talk import Talk
from wire import DEADLINE, Connection, NoAnswer, request

SYNC = request("guest-sync", {"id": 7})
STRAY = parse_error("stray '\ufffd'")


def tiny_pieces(talk: Talk) -> None:
    pieces: list[tuple[str, bytes, Expected]] = [
        ("a sync", SYNC, returns(7)),
        ("a delimited sync behind 0xFF", b"\xff" + request("guest-sync-delimited", {"id": 8}), [STRAY, returns(8).behind_ff()]),
        ("an id of many bytes a letter", '{"execute":"guest-ping","id":"\u20ac\U0001f600"}\n'.encode(), DONE.with_id("\u20ac\U0001f600")),
        ("an escape", rb'{"execute":"guest-ping","id":"\ud83d\ude00\n"}' + b"\n", DONE.with_id("\U0001f600\n")),
        ("a broken request and a good one", b'{"execute":]\n' + SYNC, Cascade([returns(7)]))]
    for name, data, expected in pieces:
        for byte in data[:-1]:
            talk.connection.send(bytes([byte]))
        talk.say(f"byte by byte: {name}", data[-1:], expected)


def ff_anywhere(talk: Talk) -> None:
    """0xFF ends whatever is open, so that the sync behind it is always understood."""
    whole = b'{"execute":"guest-sync","arguments":{"id":[1,"a\\u20ac",-2.5e3,true]}}'
    for position in range(len(whole)):
        talk.say(f"0xFF after {position} bytes", whole[:position] + b"\xff" + SYNC, Cascade([returns(7)]))
    talk.say("0xFE is as good", whole[:9] + b"\xfe" + SYNC, Cascade([returns(7)]))
    talk.say("a thousand 0xFF", b"\xff" * 1000 + SYNC, [STRAY] * 1000 + [returns(7)])


def clients_change(talk: Talk) -> None:
    for position in (1, 12, 24, 40):
        talk.connection.send(SYNC[:position])
        talk.hang_up()
        talk.say(f"a client left after {position} bytes: the next begins with 0xFF", b"\xff" + SYNC, Cascade([returns(7)]))
    talk.connection.send(b'{"execute":"guest-sync","argu')
    talk.hang_up()
    talk.say("a client left: its request is ended by the next", b'ments":{"id":9}}', returns(9))
    for number in range(50):
        talk.hang_up()
        talk.say(f"client {number} of fifty", SYNC, returns(7))


def half_close(talk: Talk) -> None:
    for name, data, expected in (
            ("one request", SYNC, [returns(7)]),
        ("a request without a line end", SYNC.rstrip(), [returns(7)]),
            ("three requests", SYNC * 3, [returns(7)] * 3),
        ("a request on the worker", request("guest-get-host-name"), [returns({"host-name": "conformance-guest"})])):
        talk.hang_up()
        talk.connection.send(data)
        talk.connection.finish_sending()
        _judge_next(talk, f"half-closed after {name}", data, expected)
    talk.hang_up()
    talk.connection.send(b'{"execute":')
    talk.connection.finish_sending()
    talk.hang_up()
    talk.say("half-closed within a request: the next client", b"\xff" + SYNC, Cascade([returns(7)]))


def slow_reader(talk: Talk) -> None:
    """A client that asks on and on and reads later gets every answer, in order."""
    talk.hang_up()
    requests = [request("guest-info", id=number) for number in range(2000)]
    data = b"".join(requests)
    sent = talk.connection.send_without_reading(data)
    count, length = 0, 0
    while length < sent:
        length += len(requests[count])
        count += 1
    talk.connection.send(data[sent:length])
    try:
        replies = talk.connection.replies(count)
    except NoAnswer as problem:
        talk.broken("a client that reads late", data[:200], returns(7), problem)
        return
    identities = [reply.value.get("id") for reply in replies]
    talk.check("a client that reads late gets all in order", identities == list(range(count)), f"{count} requests, ids {identities[:20]}...")
    talk.say("and is served on", SYNC, returns(7))


def leaves_unread(talk: Talk) -> None:
    talk.connection.send(request("guest-info") * 50)
    talk.hang_up()
    talk.say("a client left without reading fifty replies", SYNC, returns(7))


def never_reads(talk: Talk) -> None:
    """A client that asks for much and never reads costs no memory without bound, and the next client is served."""
    handle = talk.connection.call("guest-file-open", {"path": "/dev/zero"})["return"]
    before = _peak(talk)
    talk.connection.send_without_reading(request("guest-file-read", {"handle": handle, "count": 4 << 20}) * 200)
    talk.hang_up()
    # What stands before a sync need not be answered any more, so neither need the 0xFF.
    talk.say("the client after one that never read", b"\xff" + SYNC, Cascade([returns(7)], least=0))
    talk.check("one that never reads costs less than 200 MiB", _peak(talk) - before < 200 << 10, f"{before} KiB before, {_peak(talk)} KiB after")
    # The reads that nobody waits for may still go on for a while, and refuse the next command until they are done.
    end = time.monotonic() + DEADLINE
    answer = talk.connection.call("guest-file-close", {"handle": handle})
    while "can't be begun" in str(answer) and time.monotonic() < end:
        answer = talk.connection.call("guest-file-close", {"handle": handle})
    talk.check("its file is still open, and can be closed", answer == {"return": {}}, f"got {answer}")


def ends_unread(talk: Talk) -> None:
    """Megabytes that nobody reads do not keep the agent from its end."""
    handle = talk.connection.call("guest-file-open", {"path": "/dev/zero"})["return"]
    read = request("guest-file-read", {"handle": handle, "count": 4 << 20})
    talk.connection.send(read * 2)
    talk.connection.reply()  # The second is under way, or waits to be read.
    talk.connection.send(read * 2)
    code = talk.agent.end_by(signal.SIGTERM)
    talk.check("SIGTERM while replies are unread", code == 0, f"the agent ended with {code}")
    talk.hang_up()
    talk.agent.restart()
    talk.say("and the agent that comes after", SYNC, returns(7))


def two_clients(talk: Talk) -> None:
    talk.say("the first of two clients", SYNC, returns(7))
    second = Connection(talk.agent.socket)
    second.send(SYNC)
    talk.say("the first goes on while the second waits", SYNC, returns(7))
    talk.hang_up()
    reply = second.reply()
    talk.judge("the second is served when the first has left", SYNC, [reply], returns(7))
    second.close()


def _judge_next(talk: Talk, name: str, data: bytes, expected: list[One]) -> None:
    try:
        talk.judge(name, data, talk.connection.replies(len(expected)), expected)
    except NoAnswer as problem:
        talk.broken(name, data, expected, problem)
    talk.hang_up()


def _peak(talk: Talk) -> int:
    """The most memory that the agent ever had, in KiB."""
    with open(f"/proc/{talk.agent.pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))


def run(talk: Talk) -> None:
    for part in (tiny_pieces, ff_anywhere, clients_change, half_close, slow_reader, two_clients):
        part(talk)


def run_rude(talk: Talk) -> None:
    leaves_unread(talk)
    never_reads(talk)
    ends_unread(talk)
