/* An old PC's disk: every fsync and fdatasync takes `slow_disk_ms` milliseconds longer, as it does on a worn hard disk.
   Laid over a process with LD_PRELOAD; as fast as ever until that number is set. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

int slow_disk_ms = 0;

static void wait_for_the_platter(void) { usleep((useconds_t)slow_disk_ms * 1000); }

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
