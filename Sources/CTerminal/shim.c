#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

int pm_wcwidth(unsigned int scalar) { return wcwidth((wchar_t)scalar); }

int pm_wake_open(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

/* sched_setattr(2), first form; older C libraries have neither the call nor the structure. */
struct turns {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
};

int pm_wake_quickly(void) {
    const uint64_t reset_on_fork = 1, shortest_turn = 100000; /* nanoseconds */
    struct turns turns;
    memset(&turns, 0, sizeof turns);
    if (syscall(SYS_sched_getattr, 0, &turns, sizeof turns, 0)) return -1;
    if (turns.policy != SCHED_OTHER) return -1;
    turns.size = sizeof turns;
    turns.flags = reset_on_fork;
    turns.runtime = shortest_turn;
    return syscall(SYS_sched_setattr, 0, &turns, 0) ? -1 : 0;
}

static int64_t uptime(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

struct pm_shown pm_show(const struct pm_run *run, struct pollfd polled[3], int output, unsigned char *buffer, int size,
                        unsigned char *shown) {
    struct pm_shown all = {PM_RUN_FULL, 0, 0, 0};
    int64_t first = 0;
    int limit = run->timeout;
    while (all.count < run->room) {
        if (poll(polled, 3, limit) <= 0) {
            all.end = all.count == 0 || limit == run->rest ? PM_RUN_RESTED : PM_RUN_OVER;
            break;
        }
        all.end = PM_RUN_OTHER;
        if (polled[0].revents || polled[1].revents) break;
        ssize_t count = read(polled[2].fd, buffer, size);
        int isShown = count == 1 && buffer[0] < 0x80 && run->letters[buffer[0] >> 6] >> (buffer[0] & 63) & 1
            && write(output, buffer, 1) == 1;
        if (!isShown) {
            all.unread = count > 0 ? (int)count : 0;
            break;
        }
        all.end = PM_RUN_FULL;
        shown[all.count++] = buffer[0];
        int64_t now = uptime();
        if (all.count == 1) first = now;
        int left = run->patience - (int)(now - first);
        if (left <= 0) {
            all.end = PM_RUN_OVER;
            break;
        }
        limit = left < run->rest ? left : run->rest;
    }
    if (all.count > 0) all.age = (int)(uptime() - first);
    return all;
}

void pm_wake(int descriptor) {
    unsigned long long one = 1;
    while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR) {}
}

void pm_wake_drain(int descriptor) {
    unsigned long long count;
    while (read(descriptor, &count, sizeof count) < 0 && errno == EINTR) {}
}

/* The signals that the event loop answers. */
static const int caught[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT};
enum { caught_count = sizeof caught / sizeof *caught };
static struct sigaction before[caught_count];
static int signal_pipe[2] = {-1, -1};

static void note(int number) {
    int kept = errno;
    unsigned char byte = (unsigned char)number;
    if (signal_pipe[1] >= 0) (void)!write(signal_pipe[1], &byte, 1);
    errno = kept;
}

static void catch(int number, struct sigaction *old) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, old);
}

int pm_signals_open(void) {
    if (signal_pipe[0] >= 0) return signal_pipe[0];
    if (pipe2(signal_pipe, O_NONBLOCK | O_CLOEXEC)) return -1;
    for (int i = 0; i < caught_count; i++) catch(caught[i], &before[i]);
    return signal_pipe[0];
}

void pm_signals_close(void) {
    if (signal_pipe[0] < 0) return;
    for (int i = 0; i < caught_count; i++) sigaction(caught[i], &before[i], NULL);
    close(signal_pipe[0]);
    close(signal_pipe[1]);
    signal_pipe[0] = signal_pipe[1] = -1;
}

/* The signal that stops us is sent to this very thread: one to the process might be taken by another thread, after our
   handler is back. */
void pm_stop_self(void) {
    struct sigaction action, ours;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_IGN;
    sigaction(SIGTSTP, &action, &ours);
    kill(0, SIGTSTP);
    action.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &action, NULL);
    sigset_t stop, masked;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &stop, &masked);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &masked, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}

/* Fatal signals: Swift's traps are SIGILL or SIGTRAP. */
static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT};
enum { fatal_count = sizeof fatal / sizeof *fatal, emergency_max = 512 };
static struct sigaction fatal_before[fatal_count];
static struct termios emergency_modes;
static char emergency_bytes[emergency_max];
static volatile sig_atomic_t emergency_length;
static int emergency_descriptor = -1, emergency_known;

static void rescue(void) {
    int length = emergency_length;
    emergency_length = 0;
    if (length <= 0) return;
    (void)!write(emergency_descriptor, emergency_bytes, (size_t)length);
    tcsetattr(emergency_descriptor, TCSANOW, &emergency_modes);
}

static void die(int number) {
    rescue();
    for (int i = 0; i < fatal_count; i++)
        if (fatal[i] == number) sigaction(number, &fatal_before[i], NULL);
    raise(number);
}

void pm_emergency(int descriptor, const char *bytes, int length, const struct termios *modes) {
    emergency_length = 0;
    if (length <= 0 || length > emergency_max) return;
    memcpy(emergency_bytes, bytes, (size_t)length);
    emergency_modes = *modes;
    emergency_descriptor = descriptor;
    if (!emergency_known) {
        emergency_known = 1;
        atexit(rescue);
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_handler = die;
        sigemptyset(&action.sa_mask);
        for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &action, &fatal_before[i]);
    }
    emergency_length = length;
}
