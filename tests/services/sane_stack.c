/* A SANE backend for tests: a sheet-fed scanner whose feeder is a folder of page images (binary PNM).
 *
 * libsane's own dispatcher loads it by LD_LIBRARY_PATH and a dll.conf line "stack", so that a test walks the same way
 * as with a real scanner. COUNTER_TEST_TRAY names the folder. sane_start feeds the file that sorts first and removes
 * it when it was read to the end. A file may stand for a mishap instead, by its ending: jam, cover, io, busy, denied
 * (met when the sheet is drawn in), hang and crash (met in mid-page), slow (a page that takes seconds), held (a page
 * that goes no further while there is a file ".held"). A file ".back-" and a sheet's name is the other side of that
 * sheet: seen by "ADF Duplex" alone, right behind the front. A page stopped by sane_cancel leaves the file ".stopped" in the tray.
 */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sane/sane.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COUNT, SOURCE, MODE, RESOLUTION, OPTIONS };

static char name[64] = "tray";
static const SANE_Device device = {name, "Counter", "Feeder of files", "sheetfed scanner"};
static const SANE_Device *devices[] = {&device, NULL};
static const SANE_String_Const sources[] = {"Flatbed", "ADF", "ADF Duplex", NULL};
static const SANE_String_Const modes[] = {"Gray", "Color", NULL};
static const SANE_Word resolutions[] = {4, 150, 200, 300, 600};
static const SANE_Option_Descriptor options[OPTIONS] = {
    {"", "", "", SANE_TYPE_INT, SANE_UNIT_NONE, sizeof(SANE_Word), SANE_CAP_SOFT_DETECT, SANE_CONSTRAINT_NONE, {0}},
    {"source", "Source", "", SANE_TYPE_STRING, SANE_UNIT_NONE, 16, SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT,
     SANE_CONSTRAINT_STRING_LIST, {.string_list = sources}},
    {"mode", "Mode", "", SANE_TYPE_STRING, SANE_UNIT_NONE, 16, SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT,
     SANE_CONSTRAINT_STRING_LIST, {.string_list = modes}},
    {"resolution", "Resolution", "", SANE_TYPE_INT, SANE_UNIT_DPI, sizeof(SANE_Word),
     SANE_CAP_SOFT_SELECT | SANE_CAP_SOFT_DETECT, SANE_CONSTRAINT_WORD_LIST, {.word_list = resolutions}},
};

static char source[16] = "Flatbed", mode[16] = "Color", sheet[PATH_MAX];
static SANE_Word resolution = 300;
static FILE *page;
static int width, height, samples;
static volatile int cancelled;
static long left;

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }
static int visible(const struct dirent *entry) { return entry->d_name[0] != '.'; }

static int next_sheet(void)
{
    const char *tray = getenv("COUNTER_TEST_TRAY");
    struct dirent **names;
    int count = tray ? scandir(tray, &names, visible, by_name) : -1;
    for (int i = 0; i < count; i++) {
        if (i == 0)
            snprintf(sheet, sizeof sheet, "%s/%s", tray, names[i]->d_name);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    return count > 0;
}

static int ends(const char *with)
{
    const char *dot = strrchr(sheet, '.');
    return dot && strcmp(dot + 1, with) == 0;
}

/* Out at the other end: its back comes next, or is never seen. */
static void drawn_through(void)
{
    char back[PATH_MAX + 8];
    char *start = strrchr(sheet, '/');
    snprintf(back, sizeof back, "%.*s/.back-%s", (int)(start - sheet), sheet, start + 1);
    unlink(sheet);
    if (strcmp(source, "ADF Duplex") == 0)
        rename(back, sheet);
    else
        unlink(back);
}

static int is_held(void)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/.held", getenv("COUNTER_TEST_TRAY"));
    return access(path, F_OK) == 0;
}

/* The port that it is plugged into: the name of the first line of ".port", where a test has written one. */
static void look_at_the_port(void)
{
    char path[PATH_MAX];
    FILE *port;
    snprintf(path, sizeof path, "%s/.port", getenv("COUNTER_TEST_TRAY"));
    port = fopen(path, "r");
    if (port) {
        if (fscanf(port, "%63s", name) != 1)
            strcpy(name, "tray");
        fclose(port);
    }
}

SANE_Status sane_stack_init(SANE_Int *version, SANE_Auth_Callback authorise)
{
    (void)authorise;
    if (version)
        *version = SANE_VERSION_CODE(1, 0, 0);
    look_at_the_port();
    return SANE_STATUS_GOOD;
}

void sane_stack_exit(void) {}

/* While the file is there. Leaves the file ".hangs", for whoever waits until it does. */
static void hang_where_asked(const char *asked)
{
    char path[PATH_MAX], hangs[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", getenv("COUNTER_TEST_TRAY"), asked);
    if (access(path, F_OK) != 0)
        return;
    snprintf(hangs, sizeof hangs, "%s/.hangs", getenv("COUNTER_TEST_TRAY"));
    close(creat(hangs, 0600));
    while (access(path, F_OK) == 0)
        usleep(10000);
}

SANE_Status sane_stack_get_devices(const SANE_Device ***list, SANE_Bool local_only)
{
    (void)local_only;
    hang_where_asked(".search-hangs");
    *list = devices;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_stack_open(SANE_String_Const wanted, SANE_Handle *handle)
{
    hang_where_asked(".opening-hangs");
    if (wanted[0] && strcmp(wanted, name) != 0)
        return SANE_STATUS_INVAL;
    *handle = (SANE_Handle)&device;
    return SANE_STATUS_GOOD;
}

void sane_stack_cancel(SANE_Handle handle)
{
    char stopped[PATH_MAX];
    (void)handle;
    if (page && left > 0 && !cancelled) {
        snprintf(stopped, sizeof stopped, "%s/.stopped", getenv("COUNTER_TEST_TRAY"));
        close(creat(stopped, 0600));
    }
    cancelled = 1;
}

void sane_stack_close(SANE_Handle handle)
{
    (void)handle;
    if (page)
        fclose(page);
    page = NULL;
}

const SANE_Option_Descriptor *sane_stack_get_option_descriptor(SANE_Handle handle, SANE_Int option)
{
    (void)handle;
    return option >= 0 && option < OPTIONS ? &options[option] : NULL;
}

SANE_Status sane_stack_control_option(SANE_Handle handle, SANE_Int option, SANE_Action action, void *value,
                                      SANE_Int *info)
{
    (void)handle;
    char *text = option == SOURCE ? source : option == MODE ? mode : NULL;
    if (info)
        *info = 0;
    if (option < 0 || option >= OPTIONS || (option == COUNT && action != SANE_ACTION_GET_VALUE))
        return SANE_STATUS_INVAL;
    if (text && action == SANE_ACTION_GET_VALUE)
        strcpy(value, text);
    else if (text)
        snprintf(text, 16, "%s", (const char *)value);
    else if (action == SANE_ACTION_GET_VALUE)
        *(SANE_Word *)value = option == COUNT ? OPTIONS : resolution;
    else
        resolution = *(SANE_Word *)value;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_stack_get_parameters(SANE_Handle handle, SANE_Parameters *parameters)
{
    (void)handle;
    parameters->format = samples == 1 ? SANE_FRAME_GRAY : SANE_FRAME_RGB;
    parameters->last_frame = SANE_TRUE;
    parameters->bytes_per_line = width * samples;
    parameters->pixels_per_line = width;
    parameters->lines = height;
    parameters->depth = 8;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_stack_start(SANE_Handle handle)
{
    char kind;
    sane_stack_close(handle);
    cancelled = 0;
    if (!next_sheet())
        return SANE_STATUS_NO_DOCS;
    if (ends("jam"))
        return SANE_STATUS_JAMMED;
    if (ends("cover"))
        return SANE_STATUS_COVER_OPEN;
    if (ends("io"))
        return SANE_STATUS_IO_ERROR;
    if (ends("busy"))
        return SANE_STATUS_DEVICE_BUSY;
    if (ends("denied"))
        return SANE_STATUS_ACCESS_DENIED;
    page = fopen(sheet, "rb");
    if (!page || fscanf(page, "P%c %d %d 255", &kind, &width, &height) != 3 || fgetc(page) != '\n')
        return SANE_STATUS_IO_ERROR;
    samples = kind == '5' ? 1 : 3;
    left = (long)width * height * samples;
    return SANE_STATUS_GOOD;
}

SANE_Status sane_stack_read(SANE_Handle handle, SANE_Byte *data, SANE_Int most, SANE_Int *length)
{
    (void)handle;
    *length = 0;
    if (cancelled)
        return SANE_STATUS_CANCELLED;
    if (left <= 0 || !page) {
        drawn_through();
        return SANE_STATUS_EOF;
    }
    if (ends("hang"))
        pause();
    if (ends("crash"))
        abort();
    while (ends("held") && is_held() && !cancelled)
        usleep(5 * 1000);
    if (cancelled)
        return SANE_STATUS_CANCELLED;
    if (ends("slow")) {
        usleep(50 * 1000);
        most = most < 4 ? most : 4;
    }
    *length = (SANE_Int)fread(data, 1, most < left ? most : left, page);
    left -= *length;
    return *length > 0 ? SANE_STATUS_GOOD : SANE_STATUS_IO_ERROR;
}

SANE_Status sane_stack_set_io_mode(SANE_Handle handle, SANE_Bool non_blocking)
{
    (void)handle;
    return non_blocking ? SANE_STATUS_UNSUPPORTED : SANE_STATUS_GOOD;
}

SANE_Status sane_stack_get_select_fd(SANE_Handle handle, SANE_Int *descriptor)
{
    (void)handle;
    (void)descriptor;
    return SANE_STATUS_UNSUPPORTED;
}
