#ifndef CNCURSESW_H
#define CNCURSESW_H
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <stdbool.h>
#include <stdio.h>
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

/* Whether a terminal of this name is described: 1 it is and its cursor can be placed, 0 it cannot, -1 nobody knows it. */
int pm_describes(const char *name, int descriptor);
/* A string of the description in use, up to size - 1 bytes; the length, 0 where there is none. */
int pm_capability(const char *name, char *buffer, int size);
/* newterm on two descriptors; NULL where it fails. The streams are closed by pm_end. */
SCREEN *pm_newterm(const char *name, int output, int input);
void pm_end(SCREEN *screen);
#endif
