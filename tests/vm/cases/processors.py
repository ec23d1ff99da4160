# SPDX-License-Identifier: Apache-2.0
"""Processors and memory, taken away and given back; the guest's kernel says whether."""

from cases.stage import Case, Stage, check_equal


def processors(stage: Stage) -> list[str]:
    """By their numbers, as programs see them."""
    return stage.machine.control.run("sed -n 's/^processor[^0-9]*//p' /proc/cpuinfo").split()


def guestvcpus(stage: Stage) -> None:
    check_equal(processors(stage), ["0", "1"], "processors")
    answer = stage.client.guestvcpus()
    check_equal((answer["vcpus"], answer["online"]), ("0-1", "0-1"), "guestvcpus")
    stage.answers["guestvcpus"] = str(answer)
    stage.client.guestvcpus_set("1", online=False)
    check_equal(processors(stage), ["0"], "processors after one was disabled")
    check_equal(stage.client.guestvcpus()["online"], "0", "processors that guestvcpus calls online")
    stage.client.guestvcpus_set("1", online=True)
    check_equal(processors(stage), ["0", "1"], "processors after it was enabled")


def setvcpus_guest(stage: Stage) -> None:
    stage.client.setvcpus_guest(1)
    check_equal(processors(stage), ["0"], "processors")
    stage.client.setvcpus_guest(2)
    check_equal(processors(stage), ["0", "1"], "processors")


def memory_blocks(stage: Stage) -> None:
    """One block of the plugged-in module goes off and on again, and with it the guest's memory."""
    control, client = stage.machine.control, stage.client
    blocks = client.qemu_agent_command("guest-get-memory-blocks")
    check_equal(sorted(block["phys-index"] for block in blocks),
                sorted(map(int, control.run("cd /sys/devices/system/memory && ls -d memory* | sed s/memory//").split())), "memory blocks")
    size = client.qemu_agent_command("guest-get-memory-block-info")["size"]
    before, number = total_memory(stage), max(block["phys-index"] for block in blocks)
    for online, wanted, memory in ((False, "offline", before - size), (True, "online", before)):
        result = client.qemu_agent_command("guest-set-memory-blocks", mem_blks=[{"phys-index": number, "online": online}])
        check_equal(result, [{"phys-index": number, "response": "success"}], "guest-set-memory-blocks")
        check_equal(control.run(f"cat /sys/devices/system/memory/memory{number}/state"), wanted, "the block's state")
        check_equal(total_memory(stage), memory, "the guest's memory")


def total_memory(stage: Stage) -> int:
    return int(stage.machine.control.run("sed -n 's/^MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo")) * 1024


CASES: list[Case] = [guestvcpus, setvcpus_guest, memory_blocks]
