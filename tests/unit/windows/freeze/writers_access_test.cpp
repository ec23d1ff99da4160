// SPDX-License-Identifier: Apache-2.0
// Who may call the agent back: the descriptor has the form that CoInitializeSecurity() documents.
// (Wine takes any.)
#include "platform/windows/freeze/vss_backup_components.h"

#include <QTest>

#include <sddl.h>

using namespace ga;

class WritersAccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void descriptorIsAbsoluteWithOwnerAndGroup()
    {
        const auto access = writersAccess();
        QVERIFY(access);
        void *const descriptor = access->attributes().lpSecurityDescriptor;
        SECURITY_DESCRIPTOR_CONTROL control = 0;
        DWORD revision = 0;
        QVERIFY(::GetSecurityDescriptorControl(descriptor, &control, &revision));
        QVERIFY(!(control & SE_SELF_RELATIVE));
        PSID owner = nullptr;
        PSID group = nullptr;
        BOOL isDefault = FALSE;
        QVERIFY(::GetSecurityDescriptorOwner(descriptor, &owner, &isDefault));
        QVERIFY(::GetSecurityDescriptorGroup(descriptor, &group, &isDefault));
        QVERIFY(owner && ::IsWellKnownSid(owner, WinBuiltinAdministratorsSid));
        QVERIFY(group && ::IsWellKnownSid(group, WinBuiltinAdministratorsSid));
    }

    void writersOfServiceAccountsMayCall()
    {
        const auto access = writersAccess();
        QVERIFY(access);
        wchar_t *text = nullptr;
        QVERIFY(::ConvertSecurityDescriptorToStringSecurityDescriptorW(
            access->attributes().lpSecurityDescriptor, SDDL_REVISION_1, DACL_SECURITY_INFORMATION,
            &text, nullptr));
        const QString list = QString::fromWCharArray(text);
        ::LocalFree(text);
        for (const char *account : {";;;SY)", ";;;BA)", ";;;LS)", ";;;NS)"})
            QVERIFY2(list.contains(QLatin1StringView(account)), qPrintable(list));
    }

    void isSetOnce()
    {
        const VssResult first = allowWritersToCall();
        QCOMPARE(allowWritersToCall(), first);
    }
};

QTEST_APPLESS_MAIN(WritersAccessTest)
#include "writers_access_test.moc"
