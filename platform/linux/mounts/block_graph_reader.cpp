// SPDX-License-Identifier: Apache-2.0
// From each file system's device down: slaves, whole disks, backing files.
#include "platform/linux/mounts/block_graph_reader.h"

#include "platform/linux/descriptor.h"

#include <algorithm>
#include <fcntl.h>
#include <linux/loop.h>
#include <sys/ioctl.h>

namespace ga {

namespace {

bool isBeneath(const QByteArray &path, const QByteArray &directory)
{
    return path.startsWith(directory) &&
           (directory.endsWith('/') || path.size() == directory.size() ||
            path[directory.size()] == '/');
}

class Reader
{
public:
    Reader(const SysfsTree &sysfs, const QList<Mount> &mounts,
           const QList<LocalFileSystem> &fileSystems, const LoopBackingLookup &loopBacking)
        : m_sysfs(sysfs)
        , m_mounts(mounts)
        , m_fileSystems(fileSystems)
        , m_loopBacking(loopBacking)
    {}

    BlockGraph read()
    {
        for (const LocalFileSystem &fileSystem : m_fileSystems)
            walk(fileSystem.device);
        addBtrfsMembers();
        return m_graph;
    }

private:
    void walk(DeviceNumber device)
    {
        if (m_seen.contains(device))
            return;
        m_seen.insert(device);
        const QByteArray directory = m_sysfs.directoryOf(device);
        if (directory.isEmpty())
            return;
        const QList<QByteArray> slaves = SysfsTree::entries(directory + "/slaves");
        for (const QByteArray &slave : slaves)
            link(device, SysfsTree::deviceNumberOf(directory + "/slaves/" + slave));
        if (SysfsTree::exists(directory + "/partition"))
            link(device, SysfsTree::deviceNumberOf(directory + "/.."));
        else if (const auto file = SysfsTree::attribute(directory + "/loop/backing_file"))
            linkLoop(device, baseName(directory), *file);
        else if (slaves.isEmpty() && directory.contains("/devices/virtual/block/"))
            m_graph.addUnknown(device);
    }

    void linkLoop(DeviceNumber loop, const QByteArray &name, const QByteArray &backingFile)
    {
        const auto device = m_loopBacking(name);
        if (device && device->major != 0)
            return link(loop, device);
        const Mount *holder = device ? mountOf(*device) : nullptr;
        if (!holder)
            holder = mountHolding(backingFile);
        const auto lower = holder ? deviceOfMount(holder->device) : std::nullopt;
        if (lower)
            link(loop, lower);
        else if (!holder || (holder->type != "tmpfs" && holder->type != "ramfs"))
            m_graph.addUnknown(loop);
    }

    void link(DeviceNumber upper, std::optional<DeviceNumber> lower)
    {
        if (!lower)
            return;
        m_graph.add(upper, *lower);
        walk(*lower);
    }

    const Mount *mountOf(DeviceNumber mounted) const
    {
        const auto found = std::find_if(m_mounts.begin(), m_mounts.end(), [&](const Mount &mount) {
            return mount.device == mounted;
        });
        return found == m_mounts.end() ? nullptr : &*found;
    }

    // By the longest mount point that the path begins with: files of btrfs have a device number of
    // their subvolume.
    const Mount *mountHolding(const QByteArray &path) const
    {
        const Mount *holder = nullptr;
        for (const Mount &mount : m_mounts) {
            if (isBeneath(path, mount.directory) &&
                (!holder || mount.directory.size() >= holder->directory.size()))
                holder = &mount;
        }
        return holder;
    }

    // Nothing where the mounted file system is not a local one.
    std::optional<DeviceNumber> deviceOfMount(DeviceNumber mounted) const
    {
        for (const LocalFileSystem &fileSystem : m_fileSystems) {
            if (fileSystem.mounts.first().device == mounted)
                return fileSystem.device;
        }
        return std::nullopt;
    }

    // A btrfs may lie on several devices, of which its mounts name one.
    void addBtrfsMembers()
    {
        const QByteArray btrfs = m_sysfs.root() + "/fs/btrfs/";
        for (const QByteArray &id : SysfsTree::entries(btrfs)) {
            const QByteArray directory = btrfs + id + "/devices/";
            QList<DeviceNumber> members;
            for (const QByteArray &name : SysfsTree::entries(directory)) {
                if (const auto member = SysfsTree::deviceNumberOf(directory + name))
                    members.append(*member);
            }
            linkBtrfs(members);
        }
    }

    void linkBtrfs(const QList<DeviceNumber> &members)
    {
        for (const LocalFileSystem &fileSystem : m_fileSystems) {
            if (fileSystem.type != "btrfs" || !members.contains(fileSystem.device))
                continue;
            for (const DeviceNumber member : members) {
                if (member != fileSystem.device)
                    link(fileSystem.device, member);
            }
        }
    }

    const SysfsTree &m_sysfs;
    const QList<Mount> &m_mounts;
    const QList<LocalFileSystem> &m_fileSystems;
    const LoopBackingLookup &m_loopBacking;
    QSet<DeviceNumber> m_seen;
    BlockGraph m_graph;
};

} // namespace

std::optional<DeviceNumber> loopBackingDevice(const QByteArray &loopName)
{
    const Descriptor loop(
        ::open(("/dev/" + loopName).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    loop_info64 info = {};
    if (!loop.isValid() || ::ioctl(loop.number(), LOOP_GET_STATUS64, &info) != 0)
        return std::nullopt;
    return DeviceNumber::of(info.lo_rdevice != 0 ? info.lo_rdevice : info.lo_device);
}

BlockGraph readBlockGraph(const SysfsTree &sysfs, const QList<Mount> &mounts,
                          const QList<LocalFileSystem> &fileSystems,
                          const LoopBackingLookup &loopBacking)
{
    return Reader(sysfs, mounts, fileSystems, loopBacking).read();
}

} // namespace ga
