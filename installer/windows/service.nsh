; SPDX-License-Identifier: Apache-2.0
; What qtga.nsi does with the service that may be there already: its own of before, or QEMU's.

!define SERVICE_KEY "SYSTEM\CurrentControlSet\Services\QEMU-GA"
!define REPLACED "Software\qtga\Replaced"

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

; $R9: whose service is there: "ours", "other" or "none". $R8: the options that its command line gives it, less those that
; every service has. $R7: the command line. $R6: the program.
Function ReadPresentService
    StrCpy $R8 ""
    StrCpy $R6 ""
    ReadRegStr $R7 HKLM "${SERVICE_KEY}" "ImagePath"
    ${If} $R7 == ""
        StrCpy $R9 "none"
        Return
    ${EndIf}
    Call SplitCommandLine
    ReadRegStr $0 HKLM "Software\qtga" "Folder"
    ${If} $0 != ""
    ${AndIf} $R6 == "$0\qtga.exe"
        StrCpy $R9 "ours"
    ${ElseIf} $R6 == "$INSTDIR\qtga.exe"
        StrCpy $R9 "ours"
    ${Else}
        StrCpy $R9 "other"
    ${EndIf}
    StrCpy $R8 " $R8 "
    ${WordReplace} "$R8" " -d " " " "+" $R8
    ${WordReplace} "$R8" " --daemonize " " " "+" $R8
    ${WordReplace} "$R8" " -r " " " "+" $R8
    ${WordReplace} "$R8" " --retry-path " " " "+" $R8
    ${While} $R8 != ""
        StrCpy $0 $R8 1
        StrCpy $1 $R8 1 -1
        ${If} $0 == " "
            StrCpy $R8 $R8 "" 1
        ${ElseIf} $1 == " "
            StrCpy $R8 $R8 -1
        ${Else}
            ${Break}
        ${EndIf}
    ${EndWhile}
FunctionEnd

; $R7 into the program, $R6, and the rest, $R8. Without quotes the program ends behind its ".exe".
Function SplitCommandLine
    StrCpy $0 $R7 1
    ${If} $0 == '"'
        ${WordFind} "$R7" '"' "+1" $R6
        StrLen $0 $R6
        IntOp $0 $0 + 2
    ${Else}
        ${WordFind} "$R7" ".exe" "+1" $R6
        StrCpy $R6 "$R6.exe"
        StrLen $0 $R6
    ${EndIf}
    StrCpy $R8 $R7 "" $0
FunctionEnd

; Replaces the service of another program: notes how it was, takes its configuration file, and has its entry removed.
Function TakeOver
    DetailPrint "Taking the place of $R7"
    ReadRegStr $0 HKLM "${SERVICE_KEY}" "DisplayName"
    WriteRegStr HKLM "${REPLACED}" "ImagePath" "$R7"
    WriteRegStr HKLM "${REPLACED}" "DisplayName" "$0"
    ${GetParent} "$R6" $0
    ${If} ${FileExists} "$0\qemu-ga.conf"
    ${AndIfNot} ${FileExists} "$INSTDIR\qemu-ga.conf"
        DetailPrint "Taking over its configuration $0\qemu-ga.conf"
        CopyFiles /SILENT "$0\qemu-ga.conf" "$INSTDIR\qemu-ga.conf"
    ${EndIf}
    ${If} $R8 != ""
        DetailPrint "Taking over its options $R8"
    ${EndIf}
    nsExec::ExecToLog 'sc delete QEMU-GA'
    Pop $0
    StrCpy $1 0
    ${Do} ; The entry goes when its last handle is closed.
        ReadRegStr $0 HKLM "${SERVICE_KEY}" "ImagePath"
        IntOp $1 $1 + 1
        ${If} $0 == ""
            ${Break}
        ${EndIf}
        Sleep 200
    ${LoopUntil} $1 > 150
FunctionEnd

; Offers to have the replaced service registered again; silently it is.
Function un.GiveBack
    ReadRegStr $0 HKLM "${REPLACED}" "ImagePath"
    ReadRegStr $1 HKLM "${REPLACED}" "DisplayName"
    ${If} $0 == ""
        Return
    ${EndIf}
    MessageBox MB_YESNO "Register the agent that was replaced again?$\r$\n$0" /SD IDYES IDNO keepOff
    ; Access: the service manager's SC_MANAGER_CREATE_SERVICE, SERVICE_START | DELETE; own process, automatic, normal errors.
    System::Call 'advapi32::OpenSCManagerW(p 0, p 0, i 2) p .r2'
    System::Call 'advapi32::CreateServiceW(p r2, w "QEMU-GA", w r1, i 0x10010, i 0x10, i 2, i 1, w r0, p 0, p 0, p 0, p 0, p 0) p .r3'
    ${If} $3 <> 0
        System::Call 'advapi32::StartServiceW(p r3, i 0, p 0)'
        System::Call 'advapi32::CloseServiceHandle(p r3)'
    ${EndIf}
    System::Call 'advapi32::CloseServiceHandle(p r2)'
keepOff:
FunctionEnd
