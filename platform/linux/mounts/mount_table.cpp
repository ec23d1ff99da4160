// SPDX-License-Identifier: Apache-2.0
// Mountinfo is decoded by libmount, which knows its escapes and its history.
#include "platform/linux/mounts/mount_table.h"

#include "platform/linux/system/text_file.h"

#include <libmount.h>

#include <cerrno>
#include <cstdio>
#include <memory>

namespace ga {

namespace {

struct Release
{
    void operator()(libmnt_table *table) const { mnt_unref_table(table); }
    void operator()(libmnt_iter *iterator) const { mnt_free_iter(iterator); }
    void operator()(FILE *stream) const { std::fclose(stream); }
};

template <typename T>
using Owned = std::unique_ptr<T, Release>;

Mount toMount(libmnt_fs *entry)
{
    const char *superblockOptions = mnt_fs_get_fs_options(entry);
    const QByteArray directory = mnt_fs_get_target(entry);
    return {.id = mnt_fs_get_id(entry),
            .device = DeviceNumber::of(mnt_fs_get_devno(entry)),
            .directory = directory,
            .accessPath = directory,
            .type = mnt_fs_get_fstype(entry),
            .source = mnt_fs_get_srcpath(entry),
            .readOnly = superblockOptions &&
                        mnt_optstr_get_option(superblockOptions, "ro", nullptr, nullptr) == 0};
}

// The mount that is seen at "/": the last one there.
const Mount *rootOf(const QList<Mount> &mounts)
{
    const auto isRoot = [](const Mount &mount) { return mount.directory == "/"; };
    const auto found = std::find_if(mounts.rbegin(), mounts.rend(), isRoot);
    return found == mounts.rend() ? nullptr : &*found;
}

bool haveSameRoot(const QList<Mount> &some, const QList<Mount> &others)
{
    const Mount *one = rootOf(some);
    const Mount *other = rootOf(others);
    return one && other && one->device == other->device;
}

} // namespace

Result<QList<Mount>> parseMountInfo(const QByteArray &text)
{
    QList<Mount> mounts;
    if (text.isEmpty())
        return mounts;
    // fmemopen's buffer is only read, in mode "r".
    const Owned<FILE> stream(
        fmemopen(const_cast<char *>(text.constData()), size_t(text.size()), "r"));
    const Owned<libmnt_table> table(mnt_new_table());
    const Owned<libmnt_iter> iterator(mnt_new_iter(MNT_ITER_FORWARD));
    if (!stream || !table || !iterator)
        return failSystem(QStringLiteral("failed to read the mount table"), ENOMEM);
    if (const int error = mnt_table_parse_stream(table.get(), stream.get(), "mountinfo");
        error != 0)
        return failSystem(QStringLiteral("failed to read the mount table"),
                          error < 0 ? -error : EINVAL);
    libmnt_fs *entry = nullptr;
    while (mnt_table_next_fs(table.get(), iterator.get(), &entry) == 0)
        mounts.append(toMount(entry));
    return mounts;
}

Result<QList<Mount>> SystemMountTable::read() const
{
    const auto ownText = readTextFile(m_proc + "/self/mountinfo");
    if (!ownText)
        return fail(ownText.error());
    auto own = parseMountInfo(*ownText);
    const auto firstText = readTextFile(m_proc + "/1/mountinfo");
    if (!own || !firstText || *firstText == *ownText)
        return own;
    auto mounts = parseMountInfo(*firstText);
    if (!mounts || !haveSameRoot(*mounts, *own))
        return own;
    for (Mount &mount : *mounts)
        mount.accessPath = m_proc + "/1/root" + mount.directory;
    return *mounts + *own;
}

} // namespace ga
