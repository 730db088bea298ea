#ifndef CTERMINAL_H
#define CTERMINAL_H
#include <termios.h>

/* The cells glibc gives a scalar, -1 for what it does not print. */
int pm_wcwidth(unsigned int scalar);

/* An eventfd, for waking poll from another thread. */
int pm_wake_open(void);
void pm_wake(int descriptor);
void pm_wake_drain(int descriptor);

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
