/* Loaded before the C library by tests: makes the nth change to files under one folder fail, as a bad disk does.
   It does nothing until arm() is called. Kinds: 1 writes, 2 syncs, 4 names (opening to write, folders, renames, links). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[4096];
static int kinds, number, is_lasting;
static long at;
static atomic_long seen;

void arm(const char *where, int which, long nth, int with, int lasting) {
  kinds = 0;
  snprintf(folder, sizeof folder, "%s", where);
  at = nth, number = with, is_lasting = lasting;
  atomic_store(&seen, 0);
  kinds = which;
}

long count(void) { return atomic_load(&seen); }

static int fails(int kind, const char *path) {
  if (!(kinds & kind) || strncmp(path, folder, strlen(folder)) != 0) return 0;
  long now = atomic_fetch_add(&seen, 1) + 1;
  if (at == 0 || (is_lasting ? now < at : now != at)) return 0;
  errno = number;
  return 1;
}

static int fails_open_file(int kind, int file) {
  if (!(kinds & kind)) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return fails(kind, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FILE_CALL(type, name, kind, declared, given) \
  type name declared { return fails_open_file(kind, file) ? -1 : REAL(name) given; }

FILE_CALL(ssize_t, write, 1, (int file, const void *from, size_t size), (file, from, size))
FILE_CALL(ssize_t, pwrite, 1, (int file, const void *from, size_t size, off_t to), (file, from, size, to))
FILE_CALL(ssize_t, pwrite64, 1, (int file, const void *from, size_t size, off64_t to), (file, from, size, to))
FILE_CALL(ssize_t, writev, 1, (int file, const struct iovec *from, int parts), (file, from, parts))
FILE_CALL(ssize_t, pwritev, 1, (int file, const struct iovec *from, int parts, off_t to), (file, from, parts, to))
FILE_CALL(ssize_t, pwritev64, 1, (int file, const struct iovec *from, int parts, off64_t to), (file, from, parts, to))
FILE_CALL(int, fsync, 2, (int file), (file))
FILE_CALL(int, fdatasync, 2, (int file), (file))

#define PATH_CALL(name, declared, given, path) \
  int name declared { return fails(4, path) ? -1 : REAL(name) given; }

PATH_CALL(mkdir, (const char *path, mode_t mode), (path, mode), path)
PATH_CALL(rename, (const char *from, const char *to), (from, to), to)
PATH_CALL(link, (const char *from, const char *to), (from, to), to)
PATH_CALL(linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags), to)

#define OPENING(name, declared, given) \
  int name declared { \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
    return (flags & (O_WRONLY | O_RDWR)) && fails(4, path) ? -1 : REAL(name) given; \
  }

OPENING(open, (const char *path, int flags, ...), (path, flags, mode))
OPENING(open64, (const char *path, int flags, ...), (path, flags, mode))
OPENING(openat, (int at_folder, const char *path, int flags, ...), (at_folder, path, flags, mode))
OPENING(openat64, (int at_folder, const char *path, int flags, ...), (at_folder, path, flags, mode))
