/* A disk that is watched, and that fails when it is told to. Laid over a process with LD_PRELOAD; does nothing until
   `watch_disk` names a folder. From then on, in that process alone and for files below that folder:

   - each change (bytes, lengths, names) and each flush is written to a log, in the order in which they happened;
   - the n-th change fails as asked: a full disk, a used-up quota, a broken sector, a short write; or the process is
     killed in its place.

   A change that has no record here (mapped pages, copies made within the kernel) ends the process, so that nothing is
   overlooked; SQLite's shared index (-shm) is rebuilt at each start and is left out.

   A record: op (1 byte), result (1), file (4), offset (8), three lengths (4 each), path, second path, bytes.
   Ops: o opened (result 1: made here, 2: cut to nothing), w written, t cut, f flushed, F a flush that failed,
   r renamed, l linked, u unlinked, m folder made, d folder removed, n a note of the program's own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES = 4096 };
enum { KILLED = -1 }; /* in the place of an errno */
enum { WRITES = 1, FLUSHES = 2, NAMES = 4 }; /* what `disk_fails` counts; the sum of those wanted */

int disk_changes = 0;      /* how many changes of the wanted kinds were tried since `disk_fails` */
static int fail_at = 0;    /* which of them fails; 0: none */
static int fail_with = 0;  /* errno; 0: half of what was to be written is written; KILLED */
static int fail_on = 0;    /* whether all after it fail as well */
static int fail_kinds = 0;

static char root[PATH_MAX];
static size_t root_length = 0;
static int log_file = -1;
static pid_t watched = 0;
static char ours[FILES];
static pthread_mutex_t alone = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

static int watching(void) { return root_length && watched == getpid(); }

static const char *full(int folder, const char *path, char *into) {
    if (path[0] == '/') return path;
    char base[PATH_MAX] = "";
    if (folder == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) return path;
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, base, sizeof base - 1);
        if (length < 0) return path;
        base[length] = 0;
    }
    snprintf(into, PATH_MAX, "%.2000s/%.2000s", base, path);
    return into;
}

static int below(const char *path) {
    size_t length = strlen(path);
    if (!watching() || strncmp(path, root, root_length) || (path[root_length] && path[root_length] != '/')) return 0;
    return length < 4 || strcmp(path + length - 4, "-shm");
}

static int is_ours(int file) { return watching() && file >= 0 && file < FILES && ours[file]; }

static void record(char op, int result, int file, int64_t offset, const char *path, const char *second,
                   const void *bytes, uint32_t count) {
    if (log_file < 0) return;
    uint32_t lengths[3] = {path ? (uint32_t)strlen(path) : 0, second ? (uint32_t)strlen(second) : 0, count};
    char head[26];
    int32_t number = file;
    head[0] = op;
    head[1] = (char)result;
    memcpy(head + 2, &number, 4);
    memcpy(head + 6, &offset, 8);
    memcpy(head + 14, lengths, 12);
    struct iovec parts[4] = {{head, sizeof head},
                             {(void *)path, lengths[0]},
                             {(void *)second, lengths[1]},
                             {(void *)bytes, lengths[2]}};
    ssize_t wanted = (ssize_t)sizeof head + lengths[0] + lengths[1] + lengths[2];
    if (REAL(writev)(log_file, parts, 4) != wanted) abort();
}

/* -1: the change is to fail, errno says how; 1: only half of it is to happen; 0: it happens. */
static int fails(int kind) {
    if (!(fail_kinds & kind)) return 0;
    int now = ++disk_changes;
    if (!fail_at || now < fail_at || (now > fail_at && !fail_on)) return 0;
    if (fail_with == KILLED) kill(getpid(), SIGKILL);
    if (!fail_with) return kind == WRITES ? 1 : 0;
    errno = fail_with;
    return -1;
}

/* --- what the tests call ------------------------------------------------------------------------------------- */

void watch_disk(const char *folder, const char *log) {
    pthread_mutex_lock(&alone);
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    watched = getpid();
    memset(ours, 0, sizeof ours);
    if (log) log_file = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    pthread_mutex_unlock(&alone);
}

void disk_fails(int at, int with, int on, int kinds) {
    pthread_mutex_lock(&alone);
    disk_changes = 0;
    fail_at = at;
    fail_with = with;
    fail_on = on;
    fail_kinds = kinds;
    pthread_mutex_unlock(&alone);
}

void disk_note(const char *bytes, uint32_t count) {
    pthread_mutex_lock(&alone);
    record('n', 0, -1, 0, NULL, NULL, bytes, count);
    pthread_mutex_unlock(&alone);
}

/* --- files --------------------------------------------------------------------------------------------------- */

static int opened(int (*open_it)(int, const char *, int, mode_t), int folder, const char *path, int flags,
                  mode_t mode) {
    char room[PATH_MAX];
    const char *whole = watching() ? full(folder, path, room) : path;
    if (!below(whole)) return open_it(folder, path, flags, mode);
    pthread_mutex_lock(&alone);
    struct stat before;
    int missing = stat(whole, &before) != 0;
    int makes = (flags & O_CREAT) && missing;
    int file = makes && fails(NAMES) < 0 ? -1 : open_it(folder, path, flags, mode);
    if (file >= FILES) abort();
    if (file >= 0) {
        ours[file] = 1;
        record('o', makes ? 1 : (flags & O_TRUNC) ? 2 : 0, file, 0, whole, NULL, NULL, 0);
    }
    pthread_mutex_unlock(&alone);
    return file;
}

static int plain_open(int folder, const char *path, int flags, mode_t mode) {
    return REAL(openat)(folder, path, flags, mode);
}

#define MODE(flags)                                      \
    mode_t mode = 0;                                     \
    if ((flags) & (O_CREAT | __O_TMPFILE)) {             \
        va_list more;                                    \
        va_start(more, flags);                           \
        mode = va_arg(more, mode_t);                     \
        va_end(more);                                    \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return opened(plain_open, AT_FDCWD, path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    MODE(flags)
    return opened(plain_open, AT_FDCWD, path, flags | O_LARGEFILE, mode);
}
int openat(int folder, const char *path, int flags, ...) {
    MODE(flags)
    return opened(plain_open, folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
    MODE(flags)
    return opened(plain_open, folder, path, flags | O_LARGEFILE, mode);
}
int __open_2(const char *path, int flags) { return opened(plain_open, AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(plain_open, AT_FDCWD, path, flags, 0); }

int close(int file) {
    if (is_ours(file)) ours[file] = 0;
    return REAL(close)(file);
}

static ssize_t written(int file, const void *bytes, size_t count, int64_t offset) {
    pthread_mutex_lock(&alone);
    int64_t at = offset >= 0 ? offset : lseek(file, 0, SEEK_CUR);
    if (offset < 0 && (fcntl(file, F_GETFL) & O_APPEND)) at = lseek(file, 0, SEEK_END);
    int failed = fails(WRITES);
    ssize_t done = -1;
    if (failed >= 0) {
        size_t part = failed ? count / 2 : count;
        done = offset >= 0 ? REAL(pwrite64)(file, bytes, part, offset) : REAL(write)(file, bytes, part);
    }
    if (done > 0) record('w', 0, file, at, NULL, NULL, bytes, (uint32_t)done);
    pthread_mutex_unlock(&alone);
    return done;
}

ssize_t write(int file, const void *bytes, size_t count) {
    return is_ours(file) ? written(file, bytes, count, -1) : REAL(write)(file, bytes, count);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
    return is_ours(file) ? written(file, bytes, count, offset) : REAL(pwrite)(file, bytes, count, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    return is_ours(file) ? written(file, bytes, count, offset) : REAL(pwrite64)(file, bytes, count, offset);
}

static ssize_t written_parts(int file, const struct iovec *parts, int count, int64_t offset) {
    ssize_t sum = 0;
    for (int at = 0; at < count; at++) {
        int64_t place = offset >= 0 ? offset + sum : -1;
        ssize_t done = written(file, parts[at].iov_base, parts[at].iov_len, place);
        if (done < 0) return sum ? sum : -1;
        sum += done;
        if ((size_t)done < parts[at].iov_len) break;
    }
    return sum;
}
ssize_t writev(int file, const struct iovec *parts, int count) {
    return is_ours(file) ? written_parts(file, parts, count, -1) : REAL(writev)(file, parts, count);
}
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
    return is_ours(file) ? written_parts(file, parts, count, offset) : REAL(pwritev)(file, parts, count, offset);
}
ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t offset) {
    return is_ours(file) ? written_parts(file, parts, count, offset) : REAL(pwritev64)(file, parts, count, offset);
}

static int cut(int file, int64_t length) {
    pthread_mutex_lock(&alone);
    int result = fails(WRITES) < 0 ? -1 : REAL(ftruncate64)(file, length);
    if (!result) record('t', 0, file, length, NULL, NULL, NULL, 0);
    pthread_mutex_unlock(&alone);
    return result;
}
int ftruncate(int file, off_t length) { return is_ours(file) ? cut(file, length) : REAL(ftruncate)(file, length); }
int ftruncate64(int file, off64_t length) {
    return is_ours(file) ? cut(file, length) : REAL(ftruncate64)(file, length);
}

/* A flush that fails has flushed nothing, and the system forgets that anything was left to flush. */
static int flushed(int file, int (*flush)(int)) {
    pthread_mutex_lock(&alone);
    int result = fails(FLUSHES) < 0 ? -1 : flush(file);
    int why = errno;
    record(result ? 'F' : 'f', 0, file, 0, NULL, NULL, NULL, 0);
    errno = why;
    pthread_mutex_unlock(&alone);
    return result;
}
int fsync(int file) { return is_ours(file) ? flushed(file, REAL(fsync)) : REAL(fsync)(file); }
int fdatasync(int file) { return is_ours(file) ? flushed(file, REAL(fdatasync)) : REAL(fdatasync)(file); }

/* --- names --------------------------------------------------------------------------------------------------- */

static int named(char op, int result, const char *path, const char *second) {
    int why = errno;
    if (!result) record(op, 0, -1, 0, path, second, NULL, 0);
    errno = why;
    pthread_mutex_unlock(&alone);
    return result;
}

static int moved(char op, int from, const char *path, int to, const char *second, int (*real_one)(const char *, const char *)) {
    char room[2][PATH_MAX];
    const char *old = watching() ? full(from, path, room[0]) : path;
    const char *new = watching() ? full(to, second, room[1]) : second;
    if (!below(old) && !below(new)) return real_one(old, new);
    pthread_mutex_lock(&alone);
    return named(op, fails(NAMES) < 0 ? -1 : real_one(old, new), old, new);
}
int rename(const char *old, const char *new) { return moved('r', AT_FDCWD, old, AT_FDCWD, new, REAL(rename)); }
int link(const char *old, const char *new) { return moved('l', AT_FDCWD, old, AT_FDCWD, new, REAL(link)); }

static int gone(char op, int folder, const char *path, int flags) {
    char room[PATH_MAX];
    const char *whole = watching() ? full(folder, path, room) : path;
    if (!below(whole)) return REAL(unlinkat)(folder, path, flags);
    pthread_mutex_lock(&alone);
    return named(op, REAL(unlinkat)(folder, path, flags), whole, NULL);
}
int unlink(const char *path) { return gone('u', AT_FDCWD, path, 0); }
int remove(const char *path) { return gone('u', AT_FDCWD, path, 0); }
int rmdir(const char *path) { return gone('d', AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int folder, const char *path, int flags) {
    return gone(flags & AT_REMOVEDIR ? 'd' : 'u', folder, path, flags);
}

int mkdir(const char *path, mode_t mode) {
    char room[PATH_MAX];
    const char *whole = watching() ? full(AT_FDCWD, path, room) : path;
    if (!below(whole)) return REAL(mkdir)(path, mode);
    pthread_mutex_lock(&alone);
    return named('m', fails(NAMES) < 0 ? -1 : REAL(mkdir)(path, mode), whole, NULL);
}

/* --- what has no record -------------------------------------------------------------------------------------- */

static void unrecorded(int file) {
    char link[64], path[PATH_MAX];
    if (!watching() || file < 0) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return;
    path[length] = 0;
    if (below(path)) abort();
}
void *mmap(void *at, size_t length, int protection, int flags, int file, off_t offset) {
    if ((protection & PROT_WRITE) && (flags & MAP_SHARED)) unrecorded(file);
    return REAL(mmap)(at, length, protection, flags, file, offset);
}
void *mmap64(void *at, size_t length, int protection, int flags, int file, off64_t offset) {
    if ((protection & PROT_WRITE) && (flags & MAP_SHARED)) unrecorded(file);
    return REAL(mmap64)(at, length, protection, flags, file, offset);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t count) {
    static ssize_t (*next)(int, int, off64_t *, size_t);
    unrecorded(to);
    if (!next) next = real("sendfile64");
    return next(to, from, offset, count);
}
ssize_t copy_file_range(int from, off64_t *in, int to, off64_t *out, size_t count, unsigned flags) {
    unrecorded(to);
    return REAL(copy_file_range)(from, in, to, out, count, flags);
}
