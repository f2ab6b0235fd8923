; Silent: setup.exe /S [/AllUsers | /CurrentUser] [/ANSWERS=C:\path\answers.toml] [/NOCHECK]
; /NOCHECK: the new version's files are verified, its own check is not asked (a PC that cannot run it while it is set up).
; The answer file is what `counter-app set-up` takes: the unit, its counters by computer name, the province.
; Uninstall: uninstall.exe /S keeps the data; /DELETEDATA takes this user's data as well.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include FileFunc.nsh
!include TextFunc.nsh
!include LogicLib.nsh

!define NAME "Quầy Một Cửa"
!define KEY "Software\QuayMotCua"
!define GONE "Software\Microsoft\Windows\CurrentVersion\Uninstall\QuayMotCua"

!define PATIENCE 600 ; seconds that an update under way is waited for

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_INSTDIR "QuayMotCua"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallDir"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallDir"
!define MULTIUSER_USE_PROGRAMFILES64
!include MultiUser.nsh

Name "${NAME}"
OutFile "${OUT}"
SetDateSave off
!ifdef SIGNER
  !uninstfinalize '"${SIGNER}" "%1"' = 0
!endif
SetCompressor ${PACKING}
!if "${PACKING}" == "/SOLID lzma"
  SetCompressorDictSize 64
!endif
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1066 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "FileDescription" "${NAME}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "Apache-2.0"

!define MUI_ICON "${BUILD}/quay-mot-cua.ico"
!define MUI_UNICON "${BUILD}/quay-mot-cua.ico"
!define MUI_LANGDLL_ALLLANGUAGES
!insertmacro MUI_PAGE_WELCOME
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE KeepsToProgramFiles
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\QuayMotCua.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

LangString ASK_DATA 1066 "Xóa cả dữ liệu hồ sơ của người dùng này? Chọn Không để giữ lại."
LangString ASK_DATA 1033 "Delete this user's dossiers as well? Choose No to keep them."
LangString BAD_ANSWERS 1066 "Chương trình đã cài, nhưng tệp trả lời chưa dùng được. Chạy: counter-app set-up TỆP"
LangString BAD_ANSWERS 1033 "The program is installed, but the answer file could not be used. Run: counter-app set-up FILE"
LangString NOT_SWITCHED 1066 "Chưa chuyển sang bản mới: tệp current đang bị khóa. Bản cũ vẫn dùng được. Cài lại lần nữa."
LangString NOT_SWITCHED 1033 "Not switched to the new version: the file current is locked. The old one works. Install again."
LangString NOT_WHOLE 1066 "Bản mới chưa dùng được: thiếu tệp (đĩa đầy, hoặc chương trình đang mở giữ tệp), hoặc không qua tự kiểm tra. Bản cũ không đổi."
LangString NOT_WHOLE 1033 "The new version cannot be used: files are missing (the disk is full, or the open program holds them), or it failed its own check. The old one is as it was."
LangString TOO_OPEN 1066 "Cài cho mọi người dùng thì thư mục phải nằm trong Program Files: nơi khác, người dùng thường có thể thay tệp của chương trình."
LangString TOO_OPEN 1033 "For all users the folder must be within Program Files: elsewhere, ordinary users could replace the program's files."
LangString UNDER_WAY 1066 "Máy này đang cài một bản khác. Bản cũ không đổi. Chờ ít phút rồi cài lại."
LangString UNDER_WAY 1033 "Another version is being installed on this PC. The old one is as it was. Install again in some minutes."
LangString TOO_OLD 1066 "Cần Windows 10 (1809) hoặc mới hơn, 64 bit."
LangString TOO_OLD 1033 "Windows 10 (1809) or newer, 64 bit, is needed."

Function .onInit
  !insertmacro MULTIUSER_INIT
  ${IfNot} ${Silent}
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
  ReadRegStr $0 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion" "CurrentBuildNumber"
  ${If} $0 < 17763
    MessageBox MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; $R0 is "open" where, for all users, the folder is not one that only administrators change: IT's updates run the program
; with their rights.
Function IsGuarded
  StrCpy $R0 ""
  ${If} $MultiUser.InstallMode == "AllUsers"
    StrCpy $R0 "open"
    System::Call 'kernel32::GetFullPathNameW(w "$INSTDIR", i ${NSIS_MAX_STRLEN}, w .R1, p 0)' ; without ..
    StrLen $R2 "$PROGRAMFILES64\"
    StrCpy $R3 $R1 $R2
    ${If} $R3 == "$PROGRAMFILES64\"
      StrCpy $R0 ""
    ${EndIf}
  ${EndIf}
FunctionEnd

Function KeepsToProgramFiles
  Call IsGuarded
  ${If} $R0 == "open"
    MessageBox MB_ICONSTOP "$(TOO_OPEN)"
    Abort
  ${EndIf}
FunctionEnd

!macro Reads FILE INTO
  StrCpy ${INTO} ""
  ClearErrors
  FileOpen $0 "$INSTDIR\${FILE}" r
  ${IfNot} ${Errors}
    FileRead $0 ${INTO}
    FileClose $0
    ${TrimNewLines} ${INTO} ${INTO}
  ${EndIf}
!macroend

; $8 is "runs" where PROGRAM does: Windows lets nobody open it for writing then.
!macro Runs PROGRAM
  ${If} ${FileExists} "${PROGRAM}"
    ClearErrors
    FileOpen $7 "${PROGRAM}" a
    ${If} ${Errors}
      StrCpy $8 "runs"
    ${Else}
      FileClose $7
    ${EndIf}
  ${EndIf}
!macroend

Section
  SetRegView 64
  Call IsGuarded
  ${If} $R0 == "open"
    MessageBox MB_ICONSTOP "$(TOO_OPEN)" /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}

  ; One at a time, by the byte that an update of the program locks as well (local_db.lock); freed with this process.
  CreateDirectory "$INSTDIR\versions"
  System::Call 'kernel32::CreateFileW(w "$INSTDIR\versions\.lock", i 0xC0000000, i 3, p 0, i 4, i 0x80, p 0) p .r9'
  StrCpy $8 0
  ${Do}
    System::Call 'kernel32::LockFile(p r9, i 0, i 0, i 1, i 0) i .r0'
    ${If} $0 <> 0
      ${ExitDo}
    ${EndIf}
    ${If} $8 >= ${PATIENCE}
      MessageBox MB_ICONSTOP "$(UNDER_WAY)" /SD IDOK
      SetErrorLevel 5
      Quit
    ${EndIf}
    Sleep 1000
    IntOp $8 $8 + 1
  ${Loop}

  ; Under another name until it is whole: cut off, nothing takes half of it for a version.
  RMDir /r "$INSTDIR\versions\${VERSION}.new"
  SetOutPath "$INSTDIR\versions\${VERSION}.new"
  ClearErrors
  File /r "${STAGE}/*"
  IfErrors cannot
  SetOutPath "$INSTDIR"

  ; Onto the disk with the interpreter, as long as nothing runs it: afterwards nobody may open it for writing.
  FindFirst $0 $1 "$INSTDIR\versions\${VERSION}.new\runtime\*.*"
  ${DoWhile} $1 != ""
    ClearErrors
    FileOpen $7 "$INSTDIR\versions\${VERSION}.new\runtime\$1" a
    ${IfNot} ${Errors}
      System::Call 'kernel32::FlushFileBuffers(p r7)'
      FileClose $7
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0

  ; The new version's own Python looks whether every file is there and on the disk, and whether the program is well. For
  ; all users it makes the folder of settings administrators' alone.
  StrCpy $4 ""
  ${If} $MultiUser.InstallMode == "AllUsers"
    StrCpy $4 " --all-users"
  ${EndIf}
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/NOCHECK" $1
  ${IfNot} ${Errors}
    StrCpy $4 "$4 --files-only"
  ${EndIf}
  nsExec::ExecToLog '"$INSTDIR\versions\${VERSION}.new\runtime\python.exe" -P -m counter_app.arrival "$INSTDIR\versions\${VERSION}.new"$4'
  Pop $0
  StrCmp $0 "0" whole
  cannot: ; what was there is as it was
    SetOutPath "$INSTDIR"
    RMDir /r "$INSTDIR\versions\${VERSION}.new"
    MessageBox MB_ICONSTOP "$(NOT_WHOLE)" /SD IDOK
    SetErrorLevel 5
    Quit
  whole:
  ; Its name. What bore it gives way, where no window runs from it; a virus scanner may hold what is new for a moment.
  StrCpy $8 ""
  !insertmacro Runs "$INSTDIR\versions\${VERSION}\runtime\python.exe"
  !insertmacro Runs "$INSTDIR\versions\${VERSION}\runtime\pythonw.exe"
  StrCmp $8 "runs" cannot
  RMDir /r "$INSTDIR\versions\${VERSION}.old.new"
  ${If} ${FileExists} "$INSTDIR\versions\${VERSION}\*.*"
    ClearErrors
    Rename "$INSTDIR\versions\${VERSION}" "$INSTDIR\versions\${VERSION}.old.new"
    IfErrors cannot
  ${EndIf}
  StrCpy $8 0
  ${Do}
    ClearErrors
    Rename "$INSTDIR\versions\${VERSION}.new" "$INSTDIR\versions\${VERSION}"
    ${IfNot} ${Errors}
      ${ExitDo}
    ${EndIf}
    ${If} $8 >= 20
      Rename "$INSTDIR\versions\${VERSION}.old.new" "$INSTDIR\versions\${VERSION}"
      Goto cannot
    ${EndIf}
    Sleep 250
    IntOp $8 $8 + 1
  ${Loop}
  RMDir /r "$INSTDIR\versions\${VERSION}.old.new"
  SetOverwrite try ; one that runs stays as it is: it reads the name of the version anew at each start
  File "${BUILD}/QuayMotCua.exe"
  File "${BUILD}/counter-app.exe"
  SetOverwrite on

  ; The switch, before anything old goes. Whenever the power goes, `current` names a complete version. Which one stays to
  ; go back to, the new program says: the last that opened for a clerk, not simply the one before.
  !insertmacro Reads current $3
  nsExec::ExecToLog '"$INSTDIR\versions\${VERSION}\runtime\python.exe" -P -m counter_app.arrival "$INSTDIR\versions\${VERSION}" --switch'
  Pop $0
  ${If} $0 != "0"
    MessageBox MB_ICONSTOP "$(NOT_SWITCHED)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}

  ; Of the others goes what nothing runs from; half-laid ones are for updates to go on with.
  !insertmacro Reads fallback $5
  FindFirst $0 $1 "$INSTDIR\versions\*"
  ${DoWhile} $1 != ""
    StrCpy $6 $1 "" -4
    ${If} $1 != "."
    ${AndIf} $1 != ".."
    ${AndIf} $1 != ".lock"
    ${AndIf} $6 != ".new"
    ${AndIf} $1 != "${VERSION}"
    ${AndIf} $1 != $3
    ${AndIf} $1 != $5
      StrCpy $6 "$INSTDIR\versions\$1\runtime"
      StrCpy $8 ""
      !insertmacro Runs "$6\python.exe"
      !insertmacro Runs "$6\pythonw.exe"
      ${If} $8 == ""
        RMDir /r "$INSTDIR\versions\$1"
      ${EndIf}
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0

  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\QuayMotCua.exe"
  CreateShortCut "$DESKTOP\${NAME}.lnk" "$INSTDIR\QuayMotCua.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "${KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "${GONE}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${GONE}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${GONE}" "DisplayIcon" "$INSTDIR\QuayMotCua.exe"
  WriteRegStr SHCTX "${GONE}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${GONE}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${GONE}" "NoModify" 1
  WriteRegDWORD SHCTX "${GONE}" "NoRepair" 1
  WriteRegDWORD SHCTX "${GONE}" "EstimatedSize" ${INSTALLED_KB}

  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ANSWERS=" $1
  ${IfNot} ${Errors}
    ExecWait '"$INSTDIR\counter-app.exe" set-up "$1"' $2
    ${If} $2 <> 0
      MessageBox MB_ICONEXCLAMATION "$(BAD_ANSWERS)" /SD IDOK
      SetErrorLevel 4
    ${EndIf}
  ${EndIf}
SectionEnd

Section Uninstall
  SetRegView 64
  RMDir /r "$INSTDIR\versions"
  Delete "$INSTDIR\QuayMotCua.exe"
  Delete "$INSTDIR\counter-app.exe"
  Delete "$INSTDIR\current"
  Delete "$INSTDIR\fallback"
  Delete "$INSTDIR\refused"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey SHCTX "${GONE}"
  DeleteRegKey SHCTX "${KEY}"

  ; Data lies with each user (%LOCALAPPDATA%) and stays, unless somebody asks.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DELETEDATA" $1
  ${IfNot} ${Errors}
    StrCpy $2 "yes"
  ${Else}
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION "$(ASK_DATA)" /SD IDNO IDNO keep
    StrCpy $2 "yes"
    keep:
  ${EndIf}
  ${If} $2 == "yes"
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\quay-mot-cua"
    Delete "$LOCALAPPDATA\.quay-mot-cua.*.mark" ; the numbers given, beside the folder
  ${EndIf}
SectionEnd
