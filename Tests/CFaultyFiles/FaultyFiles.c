#include "CFaultyFiles.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { sector_size = 512, process_count_max = 16, file_count_max = 8 };

/// A sector as it was at the last fsync; `count` bytes of it existed.
typedef struct {
    int is_dirty;
    int count;
    unsigned char bytes[sector_size];
} old_sector;

/// A file of a home, whoever has it open.
typedef struct {
    char *name;
    sqlite3_int64 synced_size;
    int is_known;
    old_sector **sectors;
    int64_t sector_count;
} watched_file;

typedef struct {
    char *folder;
    int is_dead;
    int64_t countdown;
    int completes;
} process;

struct faulty_home {
    char *folder;
    process processes[process_count_max];
    int process_count;
    watched_file files[file_count_max];
    int file_count;
    int mode;
    int ignores_fsync;
    int64_t failures;
    int64_t writes;
    faulty_home *next;
};

/// What SQLite holds of an open file; the real one's lies behind it.
typedef struct {
    sqlite3_file base;
    faulty_home *home;
    int process;
    watched_file *file;
} open_file;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static faulty_home *homes;
static sqlite3_vfs *real_vfs;
static sqlite3_vfs faulty_vfs;
static sqlite3_io_methods faulty_methods;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((open_file *)file + 1); }

// MARK: Whose file

static int is_below(const char *path, const char *folder) {
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

/// The home and the process of a path; 0 where it is nobody's.
static int find(const char *path, faulty_home **home, int *number) {
    if (path == NULL) return 0;
    for (faulty_home *each = homes; each != NULL; each = each->next)
        for (int index = 0; index < each->process_count; index++)
            if (is_below(path, each->processes[index].folder)) {
                *home = each;
                *number = index;
                return 1;
            }
    return 0;
}

static watched_file *watch(faulty_home *home, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    for (int index = 0; index < home->file_count; index++)
        if (strcmp(home->files[index].name, name) == 0) return &home->files[index];
    if (home->file_count == file_count_max) return NULL;
    watched_file *file = &home->files[home->file_count++];
    memset(file, 0, sizeof *file);
    file->name = strdup(name);
    return file;
}

// MARK: What was synced

static void forget(watched_file *file) {
    for (int64_t index = 0; index < file->sector_count; index++) free(file->sectors[index]);
    free(file->sectors);
    file->sectors = NULL;
    file->sector_count = 0;
}

static old_sector *sector(watched_file *file, int64_t index) {
    if (index >= file->sector_count) {
        int64_t count = index + 64;
        old_sector **grown = realloc(file->sectors, (size_t)count * sizeof *grown);
        if (grown == NULL) abort();
        memset(grown + file->sector_count, 0, (size_t)(count - file->sector_count) * sizeof *grown);
        file->sectors = grown;
        file->sector_count = count;
    }
    return file->sectors[index];
}

static void note_size(watched_file *file, sqlite3_file *open) {
    if (file->is_known) return;
    sqlite3_int64 size = 0;
    if (open->pMethods->xFileSize(open, &size) != SQLITE_OK) size = 0;
    file->synced_size = size;
    file->is_known = 1;
}

/// Keeps what stands in the sectors from `start` to `end` unless older bytes are kept already.
static void keep(watched_file *file, sqlite3_file *open, sqlite3_int64 start, sqlite3_int64 end) {
    note_size(file, open);
    for (int64_t index = start / sector_size; index * sector_size < end; index++) {
        if (sector(file, index) != NULL) continue;
        old_sector *old = calloc(1, sizeof *old);
        if (old == NULL) abort();
        sqlite3_int64 offset = (sqlite3_int64)index * sector_size;
        sqlite3_int64 left = file->synced_size - offset;
        old->count = left <= 0 ? 0 : left < sector_size ? (int)left : sector_size;
        if (old->count > 0)
            open->pMethods->xRead(open, old->bytes, old->count, offset);
        file->sectors[index] = old;
    }
}

static uint64_t next_word(uint64_t *state) {
    uint64_t word = (*state += 0x9e3779b97f4a7c15u);
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
    return word ^ (word >> 31);
}

/// Puts a sector back as it was, or half of it; 0 where it stays.
static int lose(int descriptor, const old_sector *old, int64_t index, uint64_t word) {
    off_t offset = (off_t)(index * sector_size);
    int half = sector_size / 2;
    switch (word % 4) {
        case 0: return pwrite(descriptor, old->bytes, sector_size, offset) == sector_size;
        case 1: return pwrite(descriptor, old->bytes, (size_t)half, offset) == half;
        case 2: return pwrite(descriptor, old->bytes + half, (size_t)half, offset + half) == half;
        default: return 0;
    }
}

static int64_t cut_file(faulty_home *home, watched_file *file, uint64_t *state) {
    char path[1024];
    int64_t lost = 0;
    if (!file->is_known) return 0;
    sqlite3_snprintf(sizeof path, path, "%s/%s", home->folder, file->name);
    int descriptor = open(path, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return 0;
    struct stat now;
    if (fstat(descriptor, &now) == 0) {
        off_t size = next_word(state) % 2 == 0 ? now.st_size : (off_t)file->synced_size;
        for (int64_t index = 0; index < file->sector_count; index++)
            if (file->sectors[index] != NULL && (off_t)(index * sector_size) < size)
                lost += lose(descriptor, file->sectors[index], index, next_word(state));
        if (ftruncate(descriptor, size) != 0) lost += 1;
        if (size < now.st_size) lost += 1;
    }
    close(descriptor);
    return lost;
}

// MARK: What fails

/// Whether a call that changes nothing may go on.
static int is_dead(sqlite3_file *file) {
    open_file *own = (open_file *)file;
    return own->home->processes[own->process].is_dead;
}

/// Counts a change; SQLITE_OK where it may take effect. `*dies` where the program ends with it.
static int charge(faulty_home *home, int number, int code, int is_write, int *dies) {
    process *who = &home->processes[number];
    *dies = 0;
    if (who->is_dead) return code;
    home->writes += 1;
    if (who->countdown > 0 && --who->countdown == 0) {
        who->is_dead = 1;
        *dies = 1;
        return who->completes ? SQLITE_OK : code;
    }
    if (home->mode == faulty_works || (home->mode == faulty_full && !is_write)) return SQLITE_OK;
    home->failures += 1;
    return home->mode == faulty_full ? SQLITE_FULL : code;
}

// MARK: The methods of a file

static int close_file(sqlite3_file *file) {
    int result = real(file)->pMethods->xClose(real(file));
    file->pMethods = NULL;
    return result;
}

static int read_file(sqlite3_file *file, void *to, int count, sqlite3_int64 offset) {
    if (is_dead(file)) return SQLITE_IOERR_READ;
    return real(file)->pMethods->xRead(real(file), to, count, offset);
}

static int write_file(sqlite3_file *file, const void *from, int count, sqlite3_int64 offset) {
    open_file *own = (open_file *)file;
    int dies = 0;
    pthread_mutex_lock(&lock);
    int result = charge(own->home, own->process, SQLITE_IOERR_WRITE, 1, &dies);
    if (result == SQLITE_OK) {
        keep(own->file, real(file), offset, offset + count);
        result = real(file)->pMethods->xWrite(real(file), from, count, offset);
    }
    pthread_mutex_unlock(&lock);
    return dies ? SQLITE_IOERR_WRITE : result;
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size) {
    open_file *own = (open_file *)file;
    int dies = 0;
    pthread_mutex_lock(&lock);
    int result = charge(own->home, own->process, SQLITE_IOERR_TRUNCATE, 0, &dies);
    if (result == SQLITE_OK) {
        note_size(own->file, real(file));
        keep(own->file, real(file), size, own->file->synced_size);
        result = real(file)->pMethods->xTruncate(real(file), size);
    }
    pthread_mutex_unlock(&lock);
    return dies ? SQLITE_IOERR_TRUNCATE : result;
}

/// Contents are in the kernel's cache, which outlives any process of ours: there is nothing to wait for.
static int sync_file(sqlite3_file *file, int flags) {
    open_file *own = (open_file *)file;
    int dies = 0;
    (void)flags;
    pthread_mutex_lock(&lock);
    int result = charge(own->home, own->process, SQLITE_IOERR_FSYNC, 0, &dies);
    if (result == SQLITE_OK && !own->home->ignores_fsync) {
        forget(own->file);
        own->file->is_known = 0;
        note_size(own->file, real(file));
    }
    pthread_mutex_unlock(&lock);
    return dies ? SQLITE_IOERR_FSYNC : result;
}

static int size_of_file(sqlite3_file *file, sqlite3_int64 *size) {
    if (is_dead(file)) return SQLITE_IOERR_FSTAT;
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int lock_file(sqlite3_file *file, int level) {
    if (is_dead(file)) return SQLITE_IOERR_LOCK;
    return real(file)->pMethods->xLock(real(file), level);
}

/// The end of a process ends its locks.
static int unlock_file(sqlite3_file *file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}

static int is_reserved(sqlite3_file *file, int *result) {
    if (is_dead(file)) return SQLITE_IOERR_CHECKRESERVEDLOCK;
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}

/// Growing ahead of the writes would hide them from the fullness of the disk.
static int control_file(sqlite3_file *file, int operation, void *argument) {
    if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE)
        return SQLITE_NOTFOUND;
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

static int size_of_sector(sqlite3_file *file) {
    (void)file;
    return sector_size;
}

static int traits_of_device(sqlite3_file *file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int map_memory(sqlite3_file *file, int page, int size, int extend, void volatile **at) {
    if (is_dead(file)) return SQLITE_IOERR_SHMMAP;
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, at);
}

static int lock_memory(sqlite3_file *file, int offset, int count, int flags) {
    if (is_dead(file) && !(flags & SQLITE_SHM_UNLOCK)) return SQLITE_IOERR_SHMLOCK;
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void fence_memory(sqlite3_file *file) {
    real(file)->pMethods->xShmBarrier(real(file));
}

static int unmap_memory(sqlite3_file *file, int removes) {
    return real(file)->pMethods->xShmUnmap(real(file), is_dead(file) ? 0 : removes);
}

// MARK: The methods of the file system

static int open_path(
    sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out) {
    open_file *own = (open_file *)file;
    faulty_home *home = NULL;
    int number = 0;
    (void)vfs;
    pthread_mutex_lock(&lock);
    int is_ours = find(path, &home, &number);
    watched_file *watched = is_ours ? watch(home, path) : NULL;
    int dead = is_ours && home->processes[number].is_dead;
    pthread_mutex_unlock(&lock);
    file->pMethods = NULL;
    if (!is_ours) return real_vfs->xOpen(real_vfs, path, file, flags, out);
    if (dead || watched == NULL) return SQLITE_CANTOPEN;
    own->home = home;
    own->process = number;
    own->file = watched;
    memset(real(file), 0, (size_t)real_vfs->szOsFile);
    int result = real_vfs->xOpen(real_vfs, path, real(file), flags, out);
    if (result == SQLITE_OK) file->pMethods = &faulty_methods;
    return result;
}

static int remove_path(sqlite3_vfs *vfs, const char *path, int syncs) {
    faulty_home *home = NULL;
    int number = 0;
    int dies = 0;
    int result = SQLITE_OK;
    (void)vfs;
    pthread_mutex_lock(&lock);
    if (find(path, &home, &number)) {
        result = charge(home, number, SQLITE_IOERR_DELETE, 0, &dies);
        watched_file *file = result == SQLITE_OK ? watch(home, path) : NULL;
        if (file != NULL) {
            forget(file);
            file->is_known = 0;
        }
    }
    pthread_mutex_unlock(&lock);
    if (result == SQLITE_OK) result = real_vfs->xDelete(real_vfs, path, syncs);
    return dies ? SQLITE_IOERR_DELETE : result;
}

static int access_path(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    (void)vfs;
    return real_vfs->xAccess(real_vfs, path, flags, result);
}

/// The real one would follow the link that tells the processes of one home apart.
static int full_path(sqlite3_vfs *vfs, const char *path, int size, char *out) {
    faulty_home *home = NULL;
    int number = 0;
    (void)vfs;
    pthread_mutex_lock(&lock);
    int is_ours = find(path, &home, &number);
    pthread_mutex_unlock(&lock);
    if (!is_ours) return real_vfs->xFullPathname(real_vfs, path, size, out);
    if ((int)strlen(path) >= size) return SQLITE_CANTOPEN;
    strcpy(out, path);
    return SQLITE_OK;
}

int faulty_register(void) {
    static int is_registered;
    pthread_mutex_lock(&lock);
    int result = SQLITE_OK;
    if (!is_registered) {
        real_vfs = sqlite3_vfs_find(NULL);
        if (real_vfs == NULL) {
            pthread_mutex_unlock(&lock);
            return SQLITE_ERROR;
        }
        faulty_vfs = *real_vfs;
        faulty_vfs.zName = "faulty";
        faulty_vfs.pNext = NULL;
        faulty_vfs.szOsFile = (int)sizeof(open_file) + real_vfs->szOsFile;
        faulty_vfs.xOpen = open_path;
        faulty_vfs.xDelete = remove_path;
        faulty_vfs.xAccess = access_path;
        faulty_vfs.xFullPathname = full_path;
        faulty_methods = (sqlite3_io_methods){
            .iVersion = 2,
            .xClose = close_file,
            .xRead = read_file,
            .xWrite = write_file,
            .xTruncate = truncate_file,
            .xSync = sync_file,
            .xFileSize = size_of_file,
            .xLock = lock_file,
            .xUnlock = unlock_file,
            .xCheckReservedLock = is_reserved,
            .xFileControl = control_file,
            .xSectorSize = size_of_sector,
            .xDeviceCharacteristics = traits_of_device,
            .xShmMap = map_memory,
            .xShmLock = lock_memory,
            .xShmBarrier = fence_memory,
            .xShmUnmap = unmap_memory,
        };
        result = sqlite3_vfs_register(&faulty_vfs, 1);
        is_registered = result == SQLITE_OK;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

// MARK: Homes and processes

faulty_home *faulty_home_new(const char *folder) {
    faulty_home *home = calloc(1, sizeof *home);
    if (home == NULL) return NULL;
    home->folder = strdup(folder);
    pthread_mutex_lock(&lock);
    home->next = homes;
    homes = home;
    pthread_mutex_unlock(&lock);
    return home;
}

void faulty_home_free(faulty_home *home) {
    pthread_mutex_lock(&lock);
    for (faulty_home **at = &homes; *at != NULL; at = &(*at)->next)
        if (*at == home) {
            *at = home->next;
            break;
        }
    pthread_mutex_unlock(&lock);
    for (int index = 0; index < home->file_count; index++) {
        forget(&home->files[index]);
        free(home->files[index].name);
    }
    for (int index = 0; index < home->process_count; index++) free(home->processes[index].folder);
    free(home->folder);
    free(home);
}

int faulty_add_process(faulty_home *home, const char *folder) {
    int number = -1;
    pthread_mutex_lock(&lock);
    if (home->process_count < process_count_max) {
        number = home->process_count++;
        home->processes[number] = (process){.folder = strdup(folder)};
    }
    pthread_mutex_unlock(&lock);
    return number;
}

void faulty_start(faulty_home *home, int number) {
    pthread_mutex_lock(&lock);
    home->processes[number].is_dead = 0;
    home->processes[number].countdown = 0;
    pthread_mutex_unlock(&lock);
}

void faulty_kill_after(faulty_home *home, int number, int64_t writes, int completes) {
    pthread_mutex_lock(&lock);
    home->processes[number].countdown = writes;
    home->processes[number].completes = completes;
    pthread_mutex_unlock(&lock);
}

void faulty_kill_now(faulty_home *home, int number) {
    pthread_mutex_lock(&lock);
    home->processes[number].is_dead = 1;
    pthread_mutex_unlock(&lock);
}

int faulty_is_dead(faulty_home *home, int number) {
    pthread_mutex_lock(&lock);
    int result = home->processes[number].is_dead;
    pthread_mutex_unlock(&lock);
    return result;
}

void faulty_set_mode(faulty_home *home, int mode) {
    pthread_mutex_lock(&lock);
    home->mode = mode;
    pthread_mutex_unlock(&lock);
}

int64_t faulty_failures(faulty_home *home) {
    pthread_mutex_lock(&lock);
    int64_t result = home->failures;
    pthread_mutex_unlock(&lock);
    return result;
}

int64_t faulty_writes(faulty_home *home) {
    pthread_mutex_lock(&lock);
    int64_t result = home->writes;
    pthread_mutex_unlock(&lock);
    return result;
}

void faulty_ignore_fsync(faulty_home *home) {
    pthread_mutex_lock(&lock);
    home->ignores_fsync = 1;
    pthread_mutex_unlock(&lock);
}

int64_t faulty_cut_power(faulty_home *home, uint64_t seed) {
    int64_t lost = 0;
    pthread_mutex_lock(&lock);
    for (int index = 0; index < home->file_count; index++) {
        lost += cut_file(home, &home->files[index], &seed);
        forget(&home->files[index]);
        home->files[index].is_known = 0;
    }
    pthread_mutex_unlock(&lock);
    return lost;
}

void faulty_forget_writes(faulty_home *home) {
    pthread_mutex_lock(&lock);
    for (int index = 0; index < home->file_count; index++) {
        forget(&home->files[index]);
        home->files[index].is_known = 0;
    }
    pthread_mutex_unlock(&lock);
}
