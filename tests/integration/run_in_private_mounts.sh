#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs a test program as root on a tmpfs in a mount namespace of its own, and thaws and unmounts
# what it leaves there, however it ends: a file system that stays frozen keeps its loop device for
# ever.
#   run_in_private_mounts.sh PROGRAM [ARGUMENT...]
# The tmpfs is named in QTGA_TEST_MOUNTS. Exits with 77 where there is no way to do it.
set -u

skip()
{
    echo "SKIP: $1"
    exit 77
}

# All at once: thawing a loop mount waits for the thaw of what holds it.
thaw_mounted()
{
    awk -v "under=$1/" 'index($5, under) == 1 { print $5 }' /proc/self/mountinfo | {
        while read -r mounted; do
            fsfreeze --unfreeze "$mounted" &
        done
        wait
    }
}

# What was unmounted while frozen has to be mounted again before it can be thawed.
thaw_unmounted()
{
    for backing in /sys/block/loop*/loop/backing_file; do
        case $(cat "$backing") in "$1"/*) ;; *) continue ;; esac
        device=${backing#/sys/block/}
        mkdir -p "$1/repair"
        mount "/dev/${device%%/*}" "$1/repair" || continue
        fsfreeze --unfreeze "$1/repair"
        umount "$1/repair"
    done
}

clean()
{
    mountpoint -q "$1" || return 0
    thaw_mounted "$1"
    thaw_unmounted "$1"
    umount --recursive --lazy "$1"
    rmdir "$1"
} >/dev/null 2>&1

# Reads until the shell that started it is gone, then cleans up after it.
keep()
{
    cat >/dev/null
    clean "$1"
}

inside()
{
    directory=$1
    shift
    mount -t tmpfs -o size=1g,mode=755 test "$directory" || skip "no tmpfs can be mounted"
    mkfifo "$directory/alive"
    # Out of reach of who kills this process with its children.
    (setsid sh "$0" --keep "$directory" <"$directory/alive" >/dev/null 2>&1 &)
    exec 9>"$directory/alive"
    QTGA_TEST_MOUNTS=$directory "$@" 9>&-
    status=$?
    clean "$directory"
    exit $status
}

case ${1-} in
--inside) shift && inside "$@" ;;
--keep) keep "$2" ;;
*)
    [ "$(id -u)" = 0 ] || skip "needs root"
    for tool in unshare losetup fsfreeze mountpoint setsid; do
        command -v "$tool" >/dev/null || skip "$tool is not installed"
    done
    unshare --mount --propagation private true 2>/dev/null || skip "may not make a mount namespace"
    directory=$(mktemp -d /tmp/qtga-mounts.XXXXXX)
    unshare --mount --propagation private sh "$0" --inside "$directory" "$@"
    status=$?
    rmdir "$directory" 2>/dev/null
    exit $status
    ;;
esac
