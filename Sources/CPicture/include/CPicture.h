#ifndef CPICTURE_H
#define CPICTURE_H
#include <stddef.h>
#include <stdint.h>
/* What we use of gdk-pixbuf and libchafa, as Swift can call it. Both are loaded when the first picture is decoded; neither
   is needed to build. */

enum {
    PM_PICTURE_DONE = 0,
    PM_PICTURE_NO_LIBRARY = 1,
    /* gdk-pixbuf has no loader for the type. */
    PM_PICTURE_NO_LOADER = 2,
    PM_PICTURE_UNREADABLE = 3,
    PM_PICTURE_TOO_LARGE = 4,
    PM_PICTURE_TOO_SLOW = 5,
};

/* Loads both libraries, once, from any thread: bit 0 is set where gdk-pixbuf is there, bit 1 where libchafa is; PM_PICTURE_CAN_DRAW
   besides where both can also write what a terminal draws itself. */
enum { PM_PICTURE_CAN_DRAW = 4 };
int pm_picture_load(void);

/* Decoded pixels, 3 (RGB) or 4 (RGBA, not premultiplied) bytes each. */
typedef struct {
    const uint8_t *pixels;
    int width;
    int height;
    int stride;
    int channels;
    void *owner;
} pm_pixels;

/* Decodes the first frame, scaled while it is loaded: to width x height exactly, or, where `covers` is set, so that both are
   covered. `orientation` is EXIF's, 1 to 8: both are of the picture as it is shown. `type` is gdk-pixbuf's name. A picture of more pixels than `pixels_max` is not decoded; one that takes longer than
   `milliseconds_max` is given up between two pieces of its bytes. Release what is returned. */
int pm_picture_decode(const uint8_t *bytes, size_t count, const char *type, int width, int height, int covers,
                      int orientation, int64_t pixels_max, int milliseconds_max, pm_pixels *out);
void pm_picture_release(pm_pixels *pixels);

/* Draws pixels in columns x rows cells, with half blocks: for each cell, row by row, its character, and the colours before and
   behind it as 0xRRGGBB, -1 where it is transparent. `colors` is 16, 256 or anything else for all. */
int pm_picture_cells(const uint8_t *pixels, int width, int height, int stride, int channels, int columns, int rows,
                     int colors, uint32_t *characters, int32_t *foregrounds, int32_t *backgrounds);

/* Bytes that the library made; release them. */
typedef struct {
    uint8_t *bytes;
    size_t count;
    void *owner;
} pm_bytes;

/* Writes pixels as a PNG file. */
int pm_picture_png(const uint8_t *pixels, int width, int height, int stride, int channels, pm_bytes *out);
/* Writes pixels as one sixel string (DCS ... ST) that leaves transparent what is. The height is a multiple of 6, the width one
   of cell_width. */
int pm_picture_sixel(const uint8_t *pixels, int width, int height, int stride, int channels, int cell_width, pm_bytes *out);
void pm_bytes_release(pm_bytes *bytes);
#endif
