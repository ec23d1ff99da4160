; SPDX-License-Identifier: Apache-2.0
; qtga-setup.exe: installs, upgrades and repairs the agent on Windows, and takes the place of QEMU's own.
; Silent: qtga-setup.exe /S [/TRAY=no] [/VSS=no] [/LOG=FILE] [/D=FOLDER]. Exit codes: 0 done, 1 cancelled, 2 failed; FILE says why.
; Without /TRAY and /VSS (=yes, =no) an upgrade has the components that are installed.
; Given by installer/windows/package: VERSION, STAGE (the folder of what is installed), OUTPUT, and SIGN where there is a
; command that signs a file.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
RequestExecutionLevel admin
ManifestDPIAware true

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include Sections.nsh

!define SERVICE "QEMU-GA"
!define SETTINGS "Software\qtga"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\qtga"
!define UPGRADE_CODE "{5f6f1f0e-6a0e-4a5b-9a39-7f3f5f0b1d2c}" ; Of qtga.msi.
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"

Name "Qt Guest Agent"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\Qt Guest Agent"
BrandingText "Qt Guest Agent ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Qt Guest Agent"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installs the Qt Guest Agent"
VIAddVersionKey CompanyName "Qt Guest Agent maintainers"
VIAddVersionKey LegalCopyright "Apache License 2.0"

; A signature goes on both programs that this makes.
!ifdef SIGN
!finalize '${SIGN} "%1"'
!uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_LICENSE "${STAGE}\licenses\qtga.txt"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

Var Log ; The file that /LOG= names; empty where there is none.
Var Stopped ; "yes" where the service ran before.
Var Aside ; Where a file is that is being replaced; empty where it is new.

; say TEXT: to the window's list, and to the file.
!macro say TEXT
    DetailPrint '${TEXT}'
    ${If} $Log != ""
        FileWriteUTF16LE $Log '${TEXT}$\r$\n'
    ${EndIf}
!macroend

; run COMMAND: says what it says. Its exit code is in $0; "error" where it could not be started.
!macro run COMMAND
    !insertmacro say '${COMMAND}'
    nsExec::ExecToStack '${COMMAND}'
    Pop $0
    Pop $1
    !insertmacro say '$1'
    !insertmacro say 'Exit code $0'
!macroend

; qtga ARGUMENTS
!macro qtga ARGUMENTS
    !insertmacro run '"$INSTDIR\qtga.exe" ${ARGUMENTS}'
!macroend

; Deletes the file on the stack; a process that is just ending holds its program for a moment.
!macro DeleteWhenFree PREFIX
Function ${PREFIX}DeleteWhenFree
    Exch $0
    Push $1
    StrCpy $1 0
    ${While} ${FileExists} "$0"
        ClearErrors
        Delete "$0"
        ${IfNot} ${Errors}
            ${Break}
        ${EndIf}
        IntOp $1 $1 + 1
        ${If} $1 > 60
            Delete /REBOOTOK "$0"
            ${Break}
        ${EndIf}
        Sleep 500
    ${EndWhile}
    Pop $1
    Pop $0
FunctionEnd
!macroend
!insertmacro DeleteWhenFree ""
!insertmacro DeleteWhenFree "un."

; Ends the installation, which has failed by what is on the stack: what was stopped goes on.
Function Fail
    Exch $2
    !insertmacro say '$2'
    ${If} ${FileExists} "$INSTDIR\qtga-vss.dll"
        !insertmacro qtga '-s vss-install'
    ${EndIf}
    ${If} $Stopped == "yes"
        !insertmacro run 'net start ${SERVICE}'
    ${EndIf}
    SetErrorLevel 2
    Abort "$2"
FunctionEnd

; replace NAME: a program that runs can't be overwritten or deleted, but it can be renamed.
!macro replace NAME
    StrCpy $Aside ""
    ${If} ${FileExists} "$INSTDIR\${NAME}"
        GetTempFileName $Aside "$INSTDIR"
        Delete "$Aside"
        Rename "$INSTDIR\${NAME}" "$Aside"
    ${EndIf}
    ClearErrors
    File "${STAGE}\${NAME}"
    ${If} ${Errors}
        ${If} ${FileExists} "$Aside"
            Delete "$INSTDIR\${NAME}"
            Rename "$Aside" "$INSTDIR\${NAME}"
        ${EndIf}
        Push "$INSTDIR\${NAME} can't be written."
        Call Fail
    ${EndIf}
    ${If} $Aside != ""
        Push "$Aside"
        Call DeleteWhenFree
    ${EndIf}
!macroend

Section "Guest agent" AgentSection
    SectionIn RO
    SetShellVarContext all
    SetRegView 64
    ReadRegStr $0 HKLM "SYSTEM\CurrentControlSet\Services\${SERVICE}" "ImagePath"
    ${If} $0 != ""
        !insertmacro run 'net stop ${SERVICE}'
        ${If} $0 == 0
            StrCpy $Stopped "yes"
        ${EndIf}
    ${EndIf}
    !insertmacro run 'taskkill /f /im qtga-tray.exe'
    SetOutPath "$INSTDIR"
    ; By the program that has registered it; take-over registers the new one.
    ${If} ${FileExists} "$INSTDIR\qtga-vss.dll"
        !insertmacro qtga "-s vss-uninstall"
    ${EndIf}
    !insertmacro replace "qtga.exe"
    File "${STAGE}\qtga.spdx.json"
    File /r "${STAGE}\licenses"
SectionEnd

!if /FileExists "${STAGE}\qtga-vss.dll"
Section "Quiescing applications (VSS provider)" VssSection
    SetOutPath "$INSTDIR"
    !insertmacro replace "qtga-vss.dll"
SectionEnd
!endif

!if /FileExists "${STAGE}\qtga-tray.exe"
Section "Status icon at login" TraySection
    SetRegView 64
    SetOutPath "$INSTDIR"
    !insertmacro replace "qtga-tray.exe"
    WriteRegStr HKLM "${RUN}" "qtga-tray" '"$INSTDIR\qtga-tray.exe"'
SectionEnd
!endif

Section "-Registration"
    SetRegView 64
    Call RemoveWhatWasNotChosen
    WriteUninstaller "$INSTDIR\uninstall.exe"
    WriteRegStr HKLM "${SETTINGS}" "Folder" "$INSTDIR"
    WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "Qt Guest Agent"
    WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKLM "${UNINSTALL}" "Publisher" "Qt Guest Agent maintainers"
    WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\qtga.exe"
    WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
    WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    IntFmt $0 "0x%08X" $0
    WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" "$0"
    !insertmacro qtga '-s take-over'
    ${If} $0 == 2
        !insertmacro say 'warning: the service did not start; it will with the next start of Windows'
    ${ElseIf} $0 != 0
        Push 'The service could not be registered.'
        Call Fail
    ${EndIf}
    Call LookForDriver
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
    !insertmacro MUI_DESCRIPTION_TEXT ${AgentSection} "The service that answers the host of this virtual machine."
!ifdef VssSection
    !insertmacro MUI_DESCRIPTION_TEXT ${VssSection} "Lets applications write down their data before a snapshot."
!endif
!ifdef TraySection
    !insertmacro MUI_DESCRIPTION_TEXT ${TraySection} "Shows every user what the host does."
!endif
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; choose NAME SECTION FILE: as the command line says with /NAME=yes or =no; otherwise an upgrade ($2 is "yes") has it where FILE is there.
!macro choose NAME SECTION FILE
    ${GetOptions} $0 "/${NAME}=" $1
    ${If} $1 == "no"
        !insertmacro UnselectSection ${SECTION}
    ${ElseIf} $1 != "yes"
    ${AndIf} $2 == "yes"
    ${AndIfNot} ${FileExists} "$INSTDIR\${FILE}"
        !insertmacro UnselectSection ${SECTION}
    ${EndIf}
!macroend

Function .onInit
    SetRegView 64
    ReadRegStr $0 HKLM "${SETTINGS}" "Folder"
    StrCpy $2 "no"
    ${If} $0 != ""
        StrCpy $2 "yes"
    ${EndIf}
    ; An upgrade goes where the agent is, unless /D= says otherwise.
    ${If} $0 != ""
    ${AndIf} $INSTDIR == "$PROGRAMFILES64\Qt Guest Agent"
        StrCpy $INSTDIR $0
    ${EndIf}
    ${GetParameters} $0
    ${GetOptions} $0 "/LOG=" $1
    ${If} $1 != ""
        FileOpen $Log $1 w
        FileWriteUTF16LE /BOM $Log "Qt Guest Agent ${VERSION}$\r$\n"
    ${EndIf}
    Call RefuseBesideMsi
!ifdef VssSection
    !insertmacro choose VSS ${VssSection} "qtga-vss.dll"
!endif
!ifdef TraySection
    !insertmacro choose TRAY ${TraySection} "qtga-tray.exe"
!endif
FunctionEnd

; Each of the two would overwrite the other's files and take away its service when it is removed.
Function RefuseBesideMsi
    Push $0
    System::Call 'msi::MsiEnumRelatedProductsW(w "${UPGRADE_CODE}", i 0, i 0, w .r1) i .r0'
    ${If} $0 == 0
        StrCpy $0 "The Qt Guest Agent was installed by qtga.msi. Upgrade it with a newer one, or remove it first."
        !insertmacro say '$0'
        MessageBox MB_OK|MB_ICONSTOP "$0" /SD IDOK
        SetErrorLevel 2
        Abort
    ${EndIf}
    Pop $0
FunctionEnd

; An upgrade or repair without a component takes it away.
Function RemoveWhatWasNotChosen
!ifdef VssSection
    ${IfNot} ${SectionIsSelected} ${VssSection}
        Push "$INSTDIR\qtga-vss.dll"
        Call DeleteWhenFree
    ${EndIf}
!endif
!ifdef TraySection
    ${IfNot} ${SectionIsSelected} ${TraySection}
        Push "$INSTDIR\qtga-tray.exe"
        Call DeleteWhenFree
        DeleteRegValue HKLM "${RUN}" "qtga-tray"
    ${EndIf}
!endif
FunctionEnd

; The agent's port is made by a driver of virtio-win.
Function LookForDriver
    ReadRegStr $0 HKLM "SYSTEM\CurrentControlSet\Services\VirtioSerial" "ImagePath"
    ${If} $0 == ""
        StrCpy $0 "The driver of the agent's port (VirtIO Serial) is not installed. Install virtio-win's drivers: \
https://fedorapeople.org/groups/virt/virtio-win/direct-downloads/stable-virtio/. The agent waits for the port."
        !insertmacro say 'warning: $0'
        MessageBox MB_OK|MB_ICONINFORMATION "$0" /SD IDOK
    ${EndIf}
FunctionEnd

Function un.onInit
    SetRegView 64
FunctionEnd

Section "Uninstall"
    SetShellVarContext all
    !insertmacro run 'taskkill /f /im qtga-tray.exe'
    ReadRegStr $0 HKLM "${SETTINGS}\Replaced" "ImagePath"
    ${If} $0 != ""
        MessageBox MB_YESNO "Register the agent that was replaced again?$\r$\n$0" /SD IDYES IDYES giveBack
        DeleteRegKey HKLM "${SETTINGS}\Replaced"
    ${EndIf}
giveBack:
    !insertmacro qtga '-s give-back'
    ; The note of what was replaced, and the program that can read it, are needed for another try.
    ${If} $0 != 0
        SetErrorLevel 2
        Abort "The service could not be removed, and nothing was. Run the installer once more, which repairs it, then this."
    ${EndIf}
    Push "$INSTDIR\qtga.exe"
    Call un.DeleteWhenFree
    Push "$INSTDIR\qtga-vss.dll"
    Call un.DeleteWhenFree
    Push "$INSTDIR\qtga-tray.exe"
    Call un.DeleteWhenFree
    Delete "$INSTDIR\qtga.spdx.json"
    Delete "$INSTDIR\qemu-ga.conf"
    Delete "$INSTDIR\uninstall.exe"
    RMDir /r "$INSTDIR\licenses"
    RMDir "$INSTDIR"
    DeleteRegValue HKLM "${RUN}" "qtga-tray"
    DeleteRegKey HKLM "${UNINSTALL}"
    DeleteRegKey HKLM "${SETTINGS}"
SectionEnd
