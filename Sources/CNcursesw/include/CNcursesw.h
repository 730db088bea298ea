#ifndef CNCURSESW_H
#define CNCURSESW_H
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <stdbool.h>
#include <stdio.h>
#include <termios.h>
#include <wchar.h>
#include <curses.h>
#include <term.h>
/* term.h's macros collide with sensible names. */
#undef lines
#undef columns
#undef tab
#undef buttons

/* Swift 6 refuses globals that anybody may change, and sees no function-like macros. */
static inline WINDOW *pm_stdscr(void) { return stdscr; }
static inline int pm_colors(void) { return COLORS; }
static inline attr_t pm_attr_bold(void) { return WA_BOLD; }
static inline attr_t pm_attr_dim(void) { return WA_DIM; }
static inline attr_t pm_attr_underline(void) { return WA_UNDERLINE; }
static inline attr_t pm_attr_reverse(void) { return WA_REVERSE; }
static inline attr_t pm_attr_italic(void) { return WA_ITALIC; }

/* One cell: at most CCHARW_MAX characters, of which the first may take space. Pairs beyond 32767 go through opts. */
int pm_put_cell(int row, int column, const wchar_t *characters, attr_t attributes, int pair);
/* The cells glibc gives a scalar, -1 for what it does not print. */
int pm_wcwidth(unsigned int scalar);

/* Whether a terminal of this name is described: 1 it is and its cursor can be placed, 0 it cannot, -1 nobody knows it. */
int pm_describes(const char *name, int descriptor);
/* A string of the description in use, up to size - 1 bytes; the length, 0 where there is none. */
int pm_capability(const char *name, char *buffer, int size);
/* newterm on two descriptors; NULL where it fails. The streams are closed by pm_end. */
SCREEN *pm_newterm(const char *name, int output, int input);
void pm_end(SCREEN *screen);

/* An eventfd, for waking poll from another thread. */
int pm_wake_open(void);
void pm_wake(int descriptor);
void pm_wake_drain(int descriptor);

/* Signals arrive as bytes on the read end of a pipe; -1 where there is none to be had. */
int pm_signals_open(void);
void pm_signals_close(void);
/* Stops the process group as the terminal's own suspend key would, and returns when it goes on. */
void pm_stop_self(void);

/* What puts the terminal right when the program dies: written, with the terminal's modes, by the handler of a fatal
   signal and by exit. A length of 0 takes it back. */
void pm_emergency(int descriptor, const char *bytes, int length, const struct termios *modes);
#endif
