# SPDX-License-Identifier: Apache-2.0
"""A FUSE file system with one file, served over /dev/fuse, which stops answering when it is told to (linux/fuse.h)."""

import ctypes
import errno
import mmap
import os
import signal
import stat
import struct

import loop_device
import sandbox

LOOKUP, FORGET, GETATTR, SETATTR, OPEN, READ, WRITE, STATFS, RELEASE, FSYNC = 1, 2, 3, 4, 14, 15, 16, 17, 18, 20
FLUSH, INIT, OPENDIR, RELEASEDIR, INTERRUPT, BATCH_FORGET = 25, 26, 27, 29, 36, 42
HEADER, WRITE_HEADER, FILE, DIRECTORY_MODE, FILE_MODE = 40, 40, 2, 0o40755, 0o100600  # FILE: the number of its node.
HANGS, ASKED = 0, 1  # What the bytes shared with the server say.


def prepare() -> None:
    """What these need in the root, beyond what it has."""
    loop_device.node("/dev/fuse", stat.S_IFCHR, 10, 229)


class FuseServer:
    """Mounted as long as it lives. `source` is a block device (then it is a "fuseblk") or a name; `backing` holds the file."""

    def __init__(self, directory: str, source: str = "test", backing: str = "") -> None:
        os.makedirs(directory, exist_ok=True)
        self.directory, self._backing = directory, backing
        self._shared = mmap.mmap(-1, mmap.PAGESIZE)
        device = os.open("/dev/fuse", os.O_RDWR)
        options = f"fd={device},rootmode=40000,user_id=0,group_id=0"
        on_disk = source.startswith("/dev/")
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.mount(source.encode(), directory.encode(), b"fuseblk" if on_disk else b"fuse", 0,
                      (options + ",blksize=4096" if on_disk else options).encode()) != 0:
            raise OSError(ctypes.get_errno(), f"mounting {directory}")
        self._pid = os.fork()
        if self._pid == 0:
            self._serve(device)
        os.close(device)

    def hang(self) -> None:
        self._shared[HANGS] = 1

    def was_asked(self) -> bool:
        """Whether anything came in since it hangs."""
        return self._shared[ASKED] == 1

    def end(self) -> None:
        """The kernel then fails what was not answered."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0

    def unmount(self) -> None:
        self.end()
        ctypes.CDLL(None).umount2(self.directory.encode(), 2)  # MNT_DETACH

    def _serve(self, device: int) -> None:
        os.close(int(os.environ[sandbox.KEEPER]))  # Whatever keeps this process must not keep the keeper from thawing.
        file = os.open(self._backing, os.O_RDWR) if self._backing else -1
        while True:
            try:
                message = os.read(device, 1 << 20)
            except InterruptedError:
                continue
            except OSError:
                os._exit(0)  # Unmounted.
            opcode, unique, node = struct.unpack_from("=4xIQQ", message)
            if opcode in (FORGET, BATCH_FORGET, INTERRUPT):
                continue
            if self._shared[HANGS]:
                self._shared[ASKED] = 1
                continue
            try:
                error, answer = 0, self._answer(opcode, node, message[HEADER:], file)
            except OSError as problem:
                error, answer = -(problem.errno or errno.EIO), b""
            os.write(device, struct.pack("=IiQ", 16 + len(answer), error, unique) + answer)

    def _answer(self, opcode: int, node: int, body: bytes, file: int) -> bytes:
        if opcode == INIT:
            return struct.pack("=4I2H2I2H8I", 7, 31, 0, 0, 8, 8, 1 << 17, 1, 32, 0, *[0] * 8)
        if opcode == LOOKUP and body == b"image\0" and file >= 0:
            return struct.pack("=4Q2I", FILE, 0, 0, 0, 0, 0) + self._attributes(FILE, file)
        if opcode in (GETATTR, SETATTR):
            return struct.pack("=Q2I", 0, 0, 0) + self._attributes(node, file)
        if opcode in (OPEN, OPENDIR):
            return struct.pack("=Q2I", 0, 0, 0)
        if opcode == STATFS:
            return struct.pack("=5Q4I6I", 1000, 500, 500, 10, 5, 4096, 255, 4096, 0, *[0] * 6)
        if opcode == READ:
            _, offset, size = struct.unpack_from("=QQI", body)
            return os.pread(file, size, offset)
        if opcode == WRITE:
            _, offset, size = struct.unpack_from("=QQI", body)
            return struct.pack("=2I", os.pwrite(file, body[WRITE_HEADER:WRITE_HEADER + size], offset), 0)
        if opcode in (FLUSH, RELEASE, RELEASEDIR, FSYNC):
            return b""
        raise OSError(errno.ENOENT if opcode == LOOKUP else errno.ENOSYS, "not served")

    @staticmethod
    def _attributes(node: int, file: int) -> bytes:
        size = os.fstat(file).st_size if node == FILE else 0
        mode = FILE_MODE if node == FILE else DIRECTORY_MODE
        return struct.pack("=6Q10I", node, size, size // 512, 0, 0, 0, 0, 0, 0, mode, 1, 0, 0, 0, 4096, 0)
