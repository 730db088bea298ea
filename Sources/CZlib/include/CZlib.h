#ifndef CZLIB_H
#define CZLIB_H
#include <zlib.h>
/* deflateInit and inflateInit are macros: Swift does not see them. */
static inline int pm_deflate_init(z_stream *s, int level) { return deflateInit(s, level); }
static inline int pm_inflate_init(z_stream *s) { return inflateInit(s); }
#endif
