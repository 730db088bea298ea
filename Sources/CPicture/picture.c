#include "CPicture.h"
#include <dlfcn.h>
#include <pthread.h>
#include <time.h>

/* The parts of their interfaces that are used; both have kept them for years (gdk-pixbuf since 2.6, libchafa since 1.8). */
typedef struct GdkPixbufLoader GdkPixbufLoader;
typedef struct GdkPixbuf GdkPixbuf;
typedef struct ChafaCanvas ChafaCanvas;
typedef struct ChafaCanvasConfig ChafaCanvasConfig;
typedef struct ChafaSymbolMap ChafaSymbolMap;
typedef struct GError GError;

enum { GDK_INTERP_BILINEAR = 2 };
enum { CHAFA_PIXEL_RGBA8_UNASSOCIATED = 4, CHAFA_PIXEL_RGB8 = 8 };
enum { CHAFA_CANVAS_MODE_TRUECOLOR = 0, CHAFA_CANVAS_MODE_INDEXED_256 = 1, CHAFA_CANVAS_MODE_INDEXED_16 = 3 };
enum { CHAFA_PIXEL_MODE_SIXELS = 1 };
enum { CHAFA_SYMBOL_TAG_SPACE = 1 << 0, CHAFA_SYMBOL_TAG_VHALF = 1 << 9 };

static struct {
    GdkPixbufLoader *(*loader_new_with_type)(const char *, GError **);
    int (*loader_write)(GdkPixbufLoader *, const uint8_t *, size_t, GError **);
    int (*loader_close)(GdkPixbufLoader *, GError **);
    void (*loader_set_size)(GdkPixbufLoader *, int, int);
    GdkPixbuf *(*loader_get_pixbuf)(GdkPixbufLoader *);
    GdkPixbuf *(*scale_simple)(const GdkPixbuf *, int, int, int);
    GdkPixbuf *(*rotate_simple)(const GdkPixbuf *, int);
    GdkPixbuf *(*flip)(const GdkPixbuf *, int);
    int (*get_width)(const GdkPixbuf *);
    int (*get_height)(const GdkPixbuf *);
    int (*get_rowstride)(const GdkPixbuf *);
    int (*get_n_channels)(const GdkPixbuf *);
    int (*get_bits_per_sample)(const GdkPixbuf *);
    const uint8_t *(*read_pixels)(const GdkPixbuf *);
    void *(*object_ref)(void *);
    void (*object_unref)(void *);
    unsigned long (*connect)(void *, const char *, void (*)(void), void *, void *, int);
    void (*error_free)(GError *);
    GdkPixbuf *(*new_from_data)(const uint8_t *, int, int, int, int, int, int, void *, void *);
    int (*save_to_buffer)(GdkPixbuf *, char **, size_t *, const char *, char **, char **, GError **);
    void (*free)(void *);
} pixbuf;

/* GLib's GString. */
typedef struct {
    char *text;
    size_t count;
    size_t room;
} GString;

static struct {
    ChafaSymbolMap *(*symbol_map_new)(void);
    void (*symbol_map_add_by_tags)(ChafaSymbolMap *, int);
    void (*symbol_map_unref)(ChafaSymbolMap *);
    ChafaCanvasConfig *(*config_new)(void);
    void (*config_unref)(ChafaCanvasConfig *);
    void (*config_set_geometry)(ChafaCanvasConfig *, int, int);
    void (*config_set_canvas_mode)(ChafaCanvasConfig *, int);
    void (*config_set_symbol_map)(ChafaCanvasConfig *, const ChafaSymbolMap *);
    void (*config_set_bg_color)(ChafaCanvasConfig *, uint32_t);
    ChafaCanvas *(*canvas_new)(const ChafaCanvasConfig *);
    void (*canvas_unref)(ChafaCanvas *);
    void (*canvas_draw_all_pixels)(ChafaCanvas *, int, const uint8_t *, int, int, int);
    uint32_t (*canvas_get_char_at)(ChafaCanvas *, int, int);
    void (*canvas_get_colors_at)(ChafaCanvas *, int, int, int *, int *);
    void (*config_set_cell_geometry)(ChafaCanvasConfig *, int, int);
    void (*config_set_pixel_mode)(ChafaCanvasConfig *, int);
    GString *(*canvas_print)(ChafaCanvas *, void *);
    char *(*string_free)(GString *, int);
} chafa;

typedef struct { const char *name; void **place; } symbol;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int loaded = 0;

static int find(void *library, const symbol *wanted, size_t count) {
    if (!library) return 0;
    for (size_t i = 0; i < count; i++) {
        *wanted[i].place = dlsym(library, wanted[i].name);
        if (!*wanted[i].place) return 0;
    }
    return 1;
}

static void load(void) {
    const symbol pictures[] = {
        {"gdk_pixbuf_loader_new_with_type", (void **)&pixbuf.loader_new_with_type},
        {"gdk_pixbuf_loader_write", (void **)&pixbuf.loader_write},
        {"gdk_pixbuf_loader_close", (void **)&pixbuf.loader_close},
        {"gdk_pixbuf_loader_set_size", (void **)&pixbuf.loader_set_size},
        {"gdk_pixbuf_loader_get_pixbuf", (void **)&pixbuf.loader_get_pixbuf},
        {"gdk_pixbuf_scale_simple", (void **)&pixbuf.scale_simple},
        {"gdk_pixbuf_rotate_simple", (void **)&pixbuf.rotate_simple},
        {"gdk_pixbuf_flip", (void **)&pixbuf.flip},
        {"gdk_pixbuf_get_width", (void **)&pixbuf.get_width},
        {"gdk_pixbuf_get_height", (void **)&pixbuf.get_height},
        {"gdk_pixbuf_get_rowstride", (void **)&pixbuf.get_rowstride},
        {"gdk_pixbuf_get_n_channels", (void **)&pixbuf.get_n_channels},
        {"gdk_pixbuf_get_bits_per_sample", (void **)&pixbuf.get_bits_per_sample},
        {"gdk_pixbuf_read_pixels", (void **)&pixbuf.read_pixels},
    };
    const symbol objects[] = {
        {"g_object_ref", (void **)&pixbuf.object_ref},
        {"g_object_unref", (void **)&pixbuf.object_unref},
        {"g_signal_connect_data", (void **)&pixbuf.connect},
    };
    const symbol errors[] = {{"g_error_free", (void **)&pixbuf.error_free}};
    const symbol cells[] = {
        {"chafa_symbol_map_new", (void **)&chafa.symbol_map_new},
        {"chafa_symbol_map_add_by_tags", (void **)&chafa.symbol_map_add_by_tags},
        {"chafa_symbol_map_unref", (void **)&chafa.symbol_map_unref},
        {"chafa_canvas_config_new", (void **)&chafa.config_new},
        {"chafa_canvas_config_unref", (void **)&chafa.config_unref},
        {"chafa_canvas_config_set_geometry", (void **)&chafa.config_set_geometry},
        {"chafa_canvas_config_set_canvas_mode", (void **)&chafa.config_set_canvas_mode},
        {"chafa_canvas_config_set_symbol_map", (void **)&chafa.config_set_symbol_map},
        {"chafa_canvas_config_set_bg_color", (void **)&chafa.config_set_bg_color},
        {"chafa_canvas_new", (void **)&chafa.canvas_new},
        {"chafa_canvas_unref", (void **)&chafa.canvas_unref},
        {"chafa_canvas_draw_all_pixels", (void **)&chafa.canvas_draw_all_pixels},
        {"chafa_canvas_get_char_at", (void **)&chafa.canvas_get_char_at},
        {"chafa_canvas_get_colors_at", (void **)&chafa.canvas_get_colors_at},
    };
    const symbol files[] = {
        {"gdk_pixbuf_new_from_data", (void **)&pixbuf.new_from_data},
        {"gdk_pixbuf_save_to_bufferv", (void **)&pixbuf.save_to_buffer},
    };
    const symbol sixels[] = {
        {"chafa_canvas_config_set_cell_geometry", (void **)&chafa.config_set_cell_geometry},
        {"chafa_canvas_config_set_pixel_mode", (void **)&chafa.config_set_pixel_mode},
        {"chafa_canvas_print", (void **)&chafa.canvas_print},
    };
    const symbol strings[] = {
        {"g_free", (void **)&pixbuf.free},
        {"g_string_free", (void **)&chafa.string_free},
    };
    /* What they stand on first: their own libraries find it loaded. */
    void *glib = dlopen("libglib-2.0.so.0", RTLD_NOW | RTLD_LOCAL);
    void *gobject = dlopen("libgobject-2.0.so.0", RTLD_NOW | RTLD_LOCAL);
    void *pixbufs = dlopen("libgdk_pixbuf-2.0.so.0", RTLD_NOW | RTLD_LOCAL), *chafas = dlopen("libchafa.so.0", RTLD_NOW | RTLD_LOCAL);
    if (find(pixbufs, pictures, sizeof pictures / sizeof *pictures)
        && find(gobject, objects, sizeof objects / sizeof *objects)
        && find(glib, errors, sizeof errors / sizeof *errors))
        loaded |= 1;
    if (find(chafas, cells, sizeof cells / sizeof *cells)) loaded |= 2;
    if (loaded == 3 && find(pixbufs, files, sizeof files / sizeof *files) && find(chafas, sixels, sizeof sixels / sizeof *sixels)
        && find(glib, strings, sizeof strings / sizeof *strings))
        loaded |= PM_PICTURE_CAN_DRAW;
}

int pm_picture_load(void) {
    pthread_once(&once, load);
    return loaded;
}

typedef struct {
    /* Of the picture as it is shown. */
    int width, height, covers;
    /* How it is stored: EXIF's 1 to 8. */
    int orientation;
    int64_t pixels_max;
    int is_too_large;
} wanted_size;

/* The size, as it is stored, for a picture of width x height as it is stored. */
static void size_for(const wanted_size *wanted, int width, int height, int *to_width, int *to_height) {
    int is_on_its_side = wanted->orientation > 4;
    int own_width = is_on_its_side ? wanted->height : wanted->width;
    int own_height = is_on_its_side ? wanted->width : wanted->height;
    double across = (double)own_width / width, down = (double)own_height / height;
    double factor = across > down ? across : down;
    *to_width = wanted->covers ? (int)(width * factor + 0.5) : own_width;
    *to_height = wanted->covers ? (int)(height * factor + 0.5) : own_height;
    if (*to_width < 1) *to_width = 1;
    if (*to_height < 1) *to_height = 1;
}

/* Called when the head is read. A size of nothing ends the loading before there is room made for pixels. */
static void prepare(GdkPixbufLoader *loader, int width, int height, void *context) {
    wanted_size *wanted = context;
    int to_width = 0, to_height = 0;
    if (width < 1 || height < 1 || (int64_t)width * height > wanted->pixels_max) {
        wanted->is_too_large = 1;
    } else {
        size_for(wanted, width, height, &to_width, &to_height);
        if ((int64_t)to_width * to_height > wanted->pixels_max) {
            wanted->is_too_large = 1;
            to_width = to_height = 0;
        }
    }
    pixbuf.loader_set_size(loader, to_width, to_height);
}

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int feed(GdkPixbufLoader *loader, const uint8_t *bytes, size_t count, const wanted_size *wanted, int64_t end) {
    const size_t piece = 32 << 10;
    for (size_t at = 0; at < count; at += piece) {
        size_t length = count - at < piece ? count - at : piece;
        if (!pixbuf.loader_write(loader, bytes + at, length, NULL)) return PM_PICTURE_UNREADABLE;
        if (wanted->is_too_large) return PM_PICTURE_TOO_LARGE;
        if (milliseconds() > end) return PM_PICTURE_TOO_SLOW;
    }
    return PM_PICTURE_DONE;
}

/* Turns a picture as EXIF says; takes what it is given, and gives back one to release, or NULL. */
static GdkPixbuf *upright(GdkPixbuf *stored, int orientation) {
    /* By its number: degrees to the left, and whether it is then mirrored from side to side, or from top to bottom. */
    static const struct { int turn, mirrors, upside_down; } ways[] = {
        {0, 0, 0}, {0, 0, 0}, {0, 1, 0}, {180, 0, 0}, {0, 0, 1}, {270, 1, 0}, {270, 0, 0}, {270, 0, 1}, {90, 0, 0}};
    if (orientation < 2 || orientation > 8) return stored;
    GdkPixbuf *turned = pixbuf.rotate_simple(stored, ways[orientation].turn);
    pixbuf.object_unref(stored);
    if (!turned || !(ways[orientation].mirrors || ways[orientation].upside_down)) return turned;
    GdkPixbuf *mirrored = pixbuf.flip(turned, ways[orientation].mirrors);
    pixbuf.object_unref(turned);
    return mirrored;
}

static int take(GdkPixbuf *found, const wanted_size *wanted, pm_pixels *out) {
    int width = pixbuf.get_width(found), height = pixbuf.get_height(found), to_width, to_height;
    if (width < 1 || height < 1 || pixbuf.get_bits_per_sample(found) != 8) return PM_PICTURE_UNREADABLE;
    if ((int64_t)width * height > wanted->pixels_max) return PM_PICTURE_TOO_LARGE;
    size_for(wanted, width, height, &to_width, &to_height);
    /* Not every loader scales while it loads. */
    GdkPixbuf *scaled = to_width == width && to_height == height
        ? pixbuf.object_ref(found)
        : pixbuf.scale_simple(found, to_width, to_height, GDK_INTERP_BILINEAR);
    if (scaled) scaled = upright(scaled, wanted->orientation);
    if (!scaled) return PM_PICTURE_TOO_LARGE;
    if (wanted->orientation > 4) {
        int side = to_width;
        to_width = to_height;
        to_height = side;
    }
    out->owner = scaled;
    out->pixels = pixbuf.read_pixels(scaled);
    out->stride = pixbuf.get_rowstride(scaled);
    out->channels = pixbuf.get_n_channels(scaled);
    out->width = wanted->width < to_width ? wanted->width : to_width;
    out->height = wanted->height < to_height ? wanted->height : to_height;
    if (!out->pixels || (out->channels != 3 && out->channels != 4)) return PM_PICTURE_UNREADABLE;
    /* Of what covers more than the place the middle is seen. */
    out->pixels += (size_t)((to_height - out->height) / 2) * (size_t)out->stride
        + (size_t)((to_width - out->width) / 2) * (size_t)out->channels;
    return PM_PICTURE_DONE;
}

int pm_picture_decode(const uint8_t *bytes, size_t count, const char *type, int width, int height, int covers,
                      int orientation, int64_t pixels_max, int milliseconds_max, pm_pixels *out) {
    *out = (pm_pixels){0};
    if (!(pm_picture_load() & 1)) return PM_PICTURE_NO_LIBRARY;
    wanted_size wanted = {width, height, covers, orientation, pixels_max, 0};
    GdkPixbufLoader *loader = pixbuf.loader_new_with_type(type, NULL);
    if (!loader) return PM_PICTURE_NO_LOADER;
    pixbuf.connect(loader, "size-prepared", (void (*)(void))prepare, &wanted, NULL, 0);
    int fault = feed(loader, bytes, count, &wanted, milliseconds() + milliseconds_max);
    /* Some load everything only now; a file that ends too early may have shown something. */
    int is_whole = pixbuf.loader_close(loader, NULL);
    if (wanted.is_too_large) fault = PM_PICTURE_TOO_LARGE;
    GdkPixbuf *found = fault ? NULL : pixbuf.loader_get_pixbuf(loader);
    if (!fault) fault = found && is_whole ? take(found, &wanted, out) : PM_PICTURE_UNREADABLE;
    pixbuf.object_unref(loader);
    if (fault) pm_picture_release(out);
    return fault;
}

void pm_picture_release(pm_pixels *pixels) {
    if (pixels->owner) pixbuf.object_unref(pixels->owner);
    *pixels = (pm_pixels){0};
}

int pm_picture_cells(const uint8_t *pixels, int width, int height, int stride, int channels, int columns, int rows,
                     int colors, uint32_t *characters, int32_t *foregrounds, int32_t *backgrounds) {
    if (!(pm_picture_load() & 2)) return PM_PICTURE_NO_LIBRARY;
    ChafaSymbolMap *symbols = chafa.symbol_map_new();
    chafa.symbol_map_add_by_tags(symbols, CHAFA_SYMBOL_TAG_SPACE | CHAFA_SYMBOL_TAG_VHALF);
    ChafaCanvasConfig *config = chafa.config_new();
    chafa.config_set_geometry(config, columns, rows);
    chafa.config_set_canvas_mode(config, colors == 16 ? CHAFA_CANVAS_MODE_INDEXED_16
                                         : colors == 256 ? CHAFA_CANVAS_MODE_INDEXED_256
                                                         : CHAFA_CANVAS_MODE_TRUECOLOR);
    chafa.config_set_symbol_map(config, symbols);
    /* What is half transparent at an edge is taken to stand on a page's usual ground. */
    chafa.config_set_bg_color(config, 0xFFFFFF);
    ChafaCanvas *canvas = chafa.canvas_new(config);
    chafa.canvas_draw_all_pixels(canvas, channels == 4 ? CHAFA_PIXEL_RGBA8_UNASSOCIATED : CHAFA_PIXEL_RGB8, pixels, width,
                                 height, stride);
    for (int y = 0; y < rows; y++)
        for (int x = 0; x < columns; x++) {
            int at = y * columns + x, before = -1, behind = -1;
            characters[at] = chafa.canvas_get_char_at(canvas, x, y);
            chafa.canvas_get_colors_at(canvas, x, y, &before, &behind);
            foregrounds[at] = before < 0 ? -1 : before & 0xFFFFFF;
            backgrounds[at] = behind < 0 ? -1 : behind & 0xFFFFFF;
        }
    chafa.canvas_unref(canvas);
    chafa.config_unref(config);
    chafa.symbol_map_unref(symbols);
    return PM_PICTURE_DONE;
}

int pm_picture_png(const uint8_t *pixels, int width, int height, int stride, int channels, pm_bytes *out) {
    *out = (pm_bytes){0};
    if (!(pm_picture_load() & PM_PICTURE_CAN_DRAW)) return PM_PICTURE_NO_LIBRARY;
    GdkPixbuf *file = pixbuf.new_from_data(pixels, 0, channels == 4, 8, width, height, stride, NULL, NULL);
    if (!file) return PM_PICTURE_TOO_LARGE;
    char *buffer = NULL;
    /* Quickly rather than small: it is read at the other end of a terminal's line. */
    char *keys[] = {"compression", NULL}, *values[] = {"3", NULL};
    int is_done = pixbuf.save_to_buffer(file, &buffer, &out->count, "png", keys, values, NULL);
    pixbuf.object_unref(file);
    if (!is_done) return PM_PICTURE_TOO_LARGE;
    out->owner = buffer;
    out->bytes = (uint8_t *)buffer;
    return PM_PICTURE_DONE;
}

int pm_picture_sixel(const uint8_t *pixels, int width, int height, int stride, int channels, int cell_width, pm_bytes *out) {
    *out = (pm_bytes){0};
    if (!(pm_picture_load() & PM_PICTURE_CAN_DRAW)) return PM_PICTURE_NO_LIBRARY;
    ChafaCanvasConfig *config = chafa.config_new();
    chafa.config_set_geometry(config, width / cell_width, 1);
    chafa.config_set_cell_geometry(config, cell_width, height);
    chafa.config_set_canvas_mode(config, CHAFA_CANVAS_MODE_TRUECOLOR);
    chafa.config_set_pixel_mode(config, CHAFA_PIXEL_MODE_SIXELS);
    chafa.config_set_bg_color(config, 0xFFFFFF);
    ChafaCanvas *canvas = chafa.canvas_new(config);
    chafa.canvas_draw_all_pixels(canvas, channels == 4 ? CHAFA_PIXEL_RGBA8_UNASSOCIATED : CHAFA_PIXEL_RGB8, pixels, width,
                                 height, stride);
    GString *text = chafa.canvas_print(canvas, NULL);
    chafa.canvas_unref(canvas);
    chafa.config_unref(config);
    if (!text) return PM_PICTURE_UNREADABLE;
    out->count = text->count;
    out->owner = chafa.string_free(text, 0);
    out->bytes = out->owner;
    return PM_PICTURE_DONE;
}

void pm_bytes_release(pm_bytes *bytes) {
    if (bytes->owner) pixbuf.free(bytes->owner);
    *bytes = (pm_bytes){0};
}
