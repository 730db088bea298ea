#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#include "CNcursesw.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int pm_put_cell(int row, int column, const wchar_t *characters, attr_t attributes, int pair) {
    cchar_t cell;
    int extended = pair;
    short small = (short)(pair > 32767 ? 32767 : pair);
    if (setcchar(&cell, characters, attributes, small, &extended) == ERR) return ERR;
    return mvwadd_wchnstr(stdscr, row, column, &cell, 1);
}

int pm_describes(const char *name, int descriptor) {
    int found = 0;
    if (setupterm(name, descriptor, &found) == ERR) return found == 0 ? -1 : found < 0 ? -1 : 0;
    char *place = tigetstr("cup"), *clear = tigetstr("clear");
    int usable = place && place != (char *)-1 && clear && clear != (char *)-1;
    del_curterm(cur_term);
    return usable;
}

int pm_capability(const char *name, char *buffer, int size) {
    char *value = tigetstr(name);
    if (!value || value == (char *)-1) return 0;
    int length = (int)strlen(value);
    if (length >= size) return 0;
    memcpy(buffer, value, (size_t)length + 1);
    return length;
}

static FILE *output_stream, *input_stream;

SCREEN *pm_newterm(const char *name, int output, int input) {
    int out = fcntl(output, F_DUPFD_CLOEXEC, 10), in = fcntl(input, F_DUPFD_CLOEXEC, 10);
    output_stream = out < 0 ? NULL : fdopen(out, "w");
    input_stream = in < 0 ? NULL : fdopen(in, "r");
    SCREEN *screen = output_stream && input_stream ? newterm(name, output_stream, input_stream) : NULL;
    if (!screen) pm_end(NULL);
    return screen;
}

void pm_end(SCREEN *screen) {
    if (screen) delscreen(screen);
    if (output_stream) fclose(output_stream);
    if (input_stream) fclose(input_stream);
    output_stream = input_stream = NULL;
}
