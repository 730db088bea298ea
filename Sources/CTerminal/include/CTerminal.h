#ifndef CTERMINAL_H
#define CTERMINAL_H
#include <poll.h>
#include <stdint.h>
#include <termios.h>

/* The cells glibc gives a scalar, -1 for what it does not print. */
int pm_wcwidth(unsigned int scalar);

/* An eventfd, for waking poll from another thread. */
int pm_wake_open(void);
void pm_wake(int descriptor);
void pm_wake_drain(int descriptor);

/* Letters that are shown as they come: each is read alone, is one of `letters` (a bit for each byte below 128) and is written.
   All that such a key costs is between two calls of poll, on as few pages of code as can be: a thread that slept 40 ms finds
   none of them in its processor's caches. Times are in milliseconds. */
struct pm_run {
    uint64_t letters[2];
    int room;          /* the most that are shown */
    int timeout;       /* how long the first is waited for; -1 for ever */
    int rest;          /* how long each other one is */
    int patience;      /* how long after the first the run ends */
};
enum pm_run_end { PM_RUN_FULL, PM_RUN_OVER, PM_RUN_RESTED, PM_RUN_OTHER };
struct pm_shown {
    enum pm_run_end end;
    int count;         /* of letters that were written, and put into `shown` */
    int age;           /* of the first */
    int unread;        /* bytes in the buffer that were read and are none of the run */
};
/* Ends where there is no room, the time is over, nothing came for a rest (or at all), or something else did: at `polled`, of
   which the last is read from, or in the buffer. */
struct pm_shown pm_show(const struct pm_run *run, struct pollfd polled[3], int output, unsigned char *buffer, int size,
                        unsigned char *shown);

/* Asks the scheduler to give the calling thread a processor as soon as it wants one, for short turns: its share stays the
   same. What it starts does not inherit that. Nothing where the kernel has no such turns (before Linux 6.12), or the thread
   is scheduled by other rules; 0 when asked, else -1. */
int pm_wake_quickly(void);

/* Signals arrive as bytes on the read end of a pipe; -1 where there is none to be had. */
int pm_signals_open(void);
void pm_signals_close(void);
/* Stops the process group as the terminal's own suspend key would, and returns when it goes on. */
void pm_stop_self(void);

/* What puts the terminal right when the program dies: written, with the terminal's modes, by the handler of a fatal
   signal and by exit. A length of 0 takes it back. */
void pm_emergency(int descriptor, const char *bytes, int length, const struct termios *modes);
#endif
