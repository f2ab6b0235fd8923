/* An old PC's disk: every fsync and fdatasync takes SLOW_DISK_MS milliseconds longer, as it does on a worn hard disk.
   Laid over a process with LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_for_the_platter(void) {
    const char *said = getenv("SLOW_DISK_MS");
    if (said) usleep((useconds_t)atoi(said) * 1000);
}

int fsync(int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    wait_for_the_platter();
    return real(file);
}

int fdatasync(int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    wait_for_the_platter();
    return real(file);
}
