// A file layer for SQLite that fails like disks and processes do, from one seed.
//
// `faulty_register` puts a VFS in front of the default one. It looks only at files below the folders it was told of;
// every other file goes straight through. A *home* is a folder with a database; a *process* is one program on it, told
// apart by the path it opens the database under (a symbolic link to the home's folder). Contents lie in real files;
// what a home remembers besides is each 512-byte sector as it was at the last fsync, so that a power cut can bring
// some of them back.
//
// Nothing here reads a clock or a random source. All functions may be called from any thread.
#ifndef CFAULTYFILES_H
#define CFAULTYFILES_H

#include <stdint.h>

typedef struct faulty_home faulty_home;

enum faulty_mode {
    faulty_works = 0,
    /// Writes fail with SQLITE_FULL.
    faulty_full = 1,
    /// Writes and fsyncs fail with SQLITE_IOERR.
    faulty_fails = 2,
};

/// Makes the VFS the process's default; once. 0 for success.
int faulty_register(void);

/// Watches a folder, by its path without a slash at the end. NULL where memory ends.
faulty_home *faulty_home_new(const char *folder);
/// Forgets it; no file of it may be open.
void faulty_home_free(faulty_home *);

/// Adds a program that opens the home's files below `folder` (an alias of the home's); gives its number, -1 for too many.
int faulty_add_process(faulty_home *, const char *folder);
/// The program lives (again), and nothing is planned for it.
void faulty_start(faulty_home *, int process);
/// From the `writes`-th write, fsync, truncation or removal on every call of the program fails; that one takes effect
/// where `completes` is not zero.
void faulty_kill_after(faulty_home *, int process, int64_t writes, int completes);
void faulty_kill_now(faulty_home *, int process);
int faulty_is_dead(faulty_home *, int process);

void faulty_set_mode(faulty_home *, int mode);
/// How many calls failed because of the mode.
int64_t faulty_failures(faulty_home *);
/// How many writes, fsyncs, truncations and removals there were.
int64_t faulty_writes(faulty_home *);

/// An fsync does nothing from now on (a disk that lies): only for tests of the layer itself.
void faulty_ignore_fsync(faulty_home *);

/// The power goes: of every sector written since its last fsync, the new bytes stay, or the old ones come back, or half of
/// each; a file's length is the old or the new one. No file of the home may be open. Gives the number of sectors that
/// were not kept whole.
int64_t faulty_cut_power(faulty_home *, uint64_t seed);
/// The files were exchanged from outside: what lies on the disk counts as synced.
void faulty_forget_writes(faulty_home *);

#endif
