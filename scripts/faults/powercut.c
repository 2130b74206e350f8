/* Cuts the power of a program that uses SQLite: loaded before it (LD_PRELOAD), it stands between SQLite and the disk, and at
 * the n-th write or sync (POWER_CUT_AFTER=n) ends the program and leaves on the disk what a disk might hold then. A sector
 * written since its file was last synced holds the new bytes, the old ones or, where there were none, anything, each by lot
 * (POWER_CUT_SEED); what a file grew by may be missing. A sync itself does nothing else than being remembered, so that a run
 * costs no time of a real disk. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { sector = 512 };

struct remembered { /* what a sector held when its file was last synced */
  struct remembered *earlier;
  sqlite3_int64 at;
  int existed;
  unsigned char bytes[sector];
};

struct file {
  sqlite3_file base;
  struct file *other;
  char *path; /* NULL for what needs not survive */
  struct remembered *last;
  sqlite3_int64 synced; /* how long it was when last synced */
  sqlite3_file *real;
};

static sqlite3_vfs *real_vfs, cutting;
static struct file *files;
static long left = -1;

static unsigned lot(unsigned bound) { return (unsigned)(random() % bound); }

static void cut_power(void) {
  for (struct file *f = files; f; f = f->other) {
    /* The same file may be open twice; only one who wrote to it knows what is not synced. */
    int fd = f->path && f->last ? open(f->path, O_RDWR) : -1;
    if (fd < 0) continue;
    for (struct remembered *r = f->last; r; r = r->earlier) {
      if (lot(2)) continue;
      unsigned char bytes[sector];
      memcpy(bytes, r->bytes, sector);
      if (!r->existed && lot(2)) for (int i = 0; i < sector; i++) bytes[i] = (unsigned char)lot(256);
      if (pwrite(fd, bytes, sector, r->at) < 0) _exit(41);
    }
    struct stat now;
    if (!fstat(fd, &now) && now.st_size > f->synced && lot(2)) {
      sqlite3_int64 grown = (now.st_size - f->synced) / sector;
      if (ftruncate(fd, f->synced + sector * (sqlite3_int64)lot((unsigned)grown + 1))) _exit(41);
    }
    close(fd);
  }
  _exit(42);
}

static void count(void) { if (left > 0 && --left == 0) cut_power(); }

#define REAL(f) (((struct file *)(f))->real)
#define CALL(f, method, ...) REAL(f)->pMethods->method(REAL(f), ##__VA_ARGS__)

static void forget(struct file *f) {
  while (f->last) {
    struct remembered *r = f->last;
    f->last = r->earlier;
    free(r);
  }
}

static int file_close(sqlite3_file *file) {
  struct file *f = (struct file *)file, **link = &files;
  while (*link && *link != f) link = &(*link)->other;
  if (*link) *link = f->other;
  forget(f);
  int code = CALL(file, xClose);
  free(f->path);
  free(f->real);
  return code;
}

static int file_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 at) {
  struct file *f = (struct file *)file;
  if (f->path) {
    sqlite3_int64 size = 0;
    CALL(file, xFileSize, &size);
    for (sqlite3_int64 s = at / sector * sector; s < at + length; s += sector) {
      struct remembered *r = calloc(1, sizeof *r);
      if (!r) return SQLITE_NOMEM;
      r->at = s;
      r->existed = s < size;
      if (r->existed) CALL(file, xRead, r->bytes, sector, s);
      r->earlier = f->last;
      f->last = r;
    }
  }
  int code = CALL(file, xWrite, bytes, length, at);
  if (f->path) count();
  return code;
}

static int file_sync(sqlite3_file *file, int flags) {
  struct file *f = (struct file *)file;
  (void)flags;
  if (!f->path) return SQLITE_OK;
  count(); /* the power may go before the sync has done its work */
  forget(f);
  return CALL(file, xFileSize, &f->synced);
}

static int file_read(sqlite3_file *f, void *b, int n, sqlite3_int64 at) { return CALL(f, xRead, b, n, at); }
static int file_truncate(sqlite3_file *f, sqlite3_int64 size) { return CALL(f, xTruncate, size); }
static int file_size(sqlite3_file *f, sqlite3_int64 *size) { return CALL(f, xFileSize, size); }
static int file_lock(sqlite3_file *f, int level) { return CALL(f, xLock, level); }
static int file_unlock(sqlite3_file *f, int level) { return CALL(f, xUnlock, level); }
static int file_reserved(sqlite3_file *f, int *out) { return CALL(f, xCheckReservedLock, out); }
static int file_control(sqlite3_file *f, int what, void *with) {
  /* With POWER_CUT_LAX a program's wish to have each commit on the disk is not heard, so that losses must be found. */
  char **pragma = with;
  if (what == SQLITE_FCNTL_PRAGMA && getenv("POWER_CUT_LAX") && !strcmp(pragma[1], "synchronous") && pragma[2] &&
      !strcmp(pragma[2], "FULL"))
    return SQLITE_OK;
  return CALL(f, xFileControl, what, with);
}
static int file_sector(sqlite3_file *f) { (void)f; return sector; }
static int file_traits(sqlite3_file *f) { (void)f; return 0; } /* a disk that promises nothing */
static int shm_map(sqlite3_file *f, int i, int n, int grow, void volatile **out) { return CALL(f, xShmMap, i, n, grow, out); }
static int shm_lock(sqlite3_file *f, int at, int n, int flags) { return CALL(f, xShmLock, at, n, flags); }
static void shm_barrier(sqlite3_file *f) { CALL(f, xShmBarrier); }
static int shm_unmap(sqlite3_file *f, int gone) { return CALL(f, xShmUnmap, gone); }

static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock, file_reserved,
    file_control, file_sector, file_traits, shm_map, shm_lock, shm_barrier, shm_unmap, 0, 0};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
  struct file *f = (struct file *)file;
  (void)vfs;
  memset(f, 0, sizeof *f);
  f->real = calloc(1, (size_t)real_vfs->szOsFile);
  if (!f->real) return SQLITE_NOMEM;
  int code = real_vfs->xOpen(real_vfs, name, f->real, flags, out);
  if (code || !f->real->pMethods) {
    free(f->real);
    return code;
  }
  f->base.pMethods = &methods;
  if (name && flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) f->path = strdup(name);
  CALL(file, xFileSize, &f->synced);
  f->other = files;
  files = f;
  return SQLITE_OK;
}

__attribute__((constructor)) static void stand_between(void) {
  const char *after = getenv("POWER_CUT_AFTER"), *seed = getenv("POWER_CUT_SEED");
  if (!after) return;
  srandom((unsigned)(seed ? atoi(seed) : 1));
  left = atol(after);
  sqlite3_initialize();
  real_vfs = sqlite3_vfs_find(NULL);
  cutting = *real_vfs;
  cutting.zName = "powercut";
  cutting.szOsFile = sizeof(struct file);
  cutting.xOpen = vfs_open;
  sqlite3_vfs_register(&cutting, 1);
}
