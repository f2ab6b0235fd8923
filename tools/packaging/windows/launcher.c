/* QuayMotCua.exe (a window) and counter-app.exe (a console; -DCONSOLE): starts the version that `current` names.

   versions\X\runtime\python.exe is python.org's own, signed by them. Where the version that was just switched to cannot
   even start (exit code 126 and more: not there, or ended by a fault), `fallback` is started and switched back to. So it
   is where the window was to open and any fault ended it before: an open window takes `fallback` away, or, where this
   person may not, writes down in %LOCALAPPDATA%\quay-mot-cua\proved which version opened it. */
#define UNICODE
#define _UNICODE
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

#define LONGEST 32768
static wchar_t root[LONGEST], command[LONGEST];

static int read_name(const wchar_t *folder, const wchar_t *file, wchar_t *name, int size) {
    static wchar_t path[LONGEST];
    char text[128] = {0};
    swprintf(path, LONGEST, L"%ls\\%ls", folder, file);
    HANDLE h = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, 0, OPEN_EXISTING, 0, 0);
    if (h == INVALID_HANDLE_VALUE) return 0;
    DWORD got = 0;
    ReadFile(h, text, sizeof text - 1, &got, 0);
    CloseHandle(h);
    for (DWORD i = 0; i < got; i++)
        if (!strchr("0123456789abcdefghijklmnopqrstuvwxyz.-+", text[i])) { text[i] = 0; break; }
    MultiByteToWideChar(CP_UTF8, 0, text, -1, name, size);
    return name[0] != 0;
}

static const wchar_t *arguments(void) { /* what stands behind our own name, as it was typed */
    const wchar_t *at = GetCommandLineW();
    if (*at == L'"') { for (at++; *at && *at != L'"'; at++) {} if (*at) at++; }
    else while (*at && *at != L' ' && *at != L'\t') at++;
    return at;
}

static DWORD start(const wchar_t *version, int wait) {
    STARTUPINFOW how = {sizeof how};
    PROCESS_INFORMATION made;
    DWORD code = 127;
#ifdef CONSOLE
    const wchar_t *python = L"python.exe";
#else
    const wchar_t *python = L"pythonw.exe";
#endif
    swprintf(command, LONGEST, L"\"%ls\\versions\\%ls\\runtime\\%ls\" -P -m counter_app%ls", root, version, python, arguments());
    if (!CreateProcessW(0, command, 0, 0, TRUE, 0, 0, 0, &how, &made)) return 127;
    if (!wait) return 0;
    WaitForSingleObject(made.hProcess, INFINITE);
    GetExitCodeProcess(made.hProcess, &code);
    return code;
}

static int on_trial(const wchar_t *current, wchar_t *fallback, int size) {
    static wchar_t data[LONGEST];
    wchar_t proved[128] = {0};
    if (!read_name(root, L"fallback", fallback, size)) return 0;
    DWORD long_ = GetEnvironmentVariableW(L"LOCALAPPDATA", data, LONGEST);
    if (!long_ || long_ >= LONGEST) return 1;
    return !(read_name(data, L"quay-mot-cua\\proved", proved, 128) && !wcscmp(proved, current));
}

static int only_the_window(void) { /* started without arguments */
    const wchar_t *at = arguments();
    while (*at == L' ' || *at == L'\t') at++;
    return !*at;
}

static DWORD begin(void) {
    wchar_t current[128] = {0}, fallback[128] = {0};
    GetModuleFileNameW(0, root, LONGEST);
    *wcsrchr(root, L'\\') = 0;
    SetEnvironmentVariableW(L"COUNTER_APP_ROOT", root);
    if (!read_name(root, L"current", current, 128)) return 127;
    int trial = on_trial(current, fallback, 128);
#ifdef CONSOLE
    DWORD code = start(current, 1);
#else
    DWORD code = start(current, trial);
#endif
    DWORD failed = only_the_window() ? 1 : 126;
    if (trial && code >= failed && code != 0xC000013A && on_trial(current, fallback, 128)) { /* not Ctrl+C */
        SetEnvironmentVariableW(L"COUNTER_APP_FAILED", current);
        code = start(fallback, 1);
    }
    return code;
}

#ifdef CONSOLE
int main(void) {
    DWORD code = begin();
    if (code == 127) fputs("counter-app: the program is not there; install it again\n", stderr);
    return (int)code;
}
#else
int WINAPI wWinMain(HINSTANCE a, HINSTANCE b, LPWSTR c, int d) {
    DWORD code = begin();
    if (code == 127)
        MessageBoxW(0, L"Không mở được chương trình. Tệp của chương trình không còn đủ. Hãy cài đặt lại.", L"Quầy Một Cửa", MB_ICONERROR);
    return (int)code;
}
#endif
