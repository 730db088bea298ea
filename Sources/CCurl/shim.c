#include "CCurl.h"
#include <dlfcn.h>
#include <pthread.h>

/* libcurl stands on thirty libraries, whose loading would be most of the time that a command takes which never speaks to
   a server: it is loaded when the first request is made. */
static struct {
    CURLcode (*global_init)(long);
    CURL *(*easy_init)(void);
    void (*easy_cleanup)(CURL *);
    const char *(*easy_strerror)(CURLcode);
    CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
    CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
    CURLM *(*multi_init)(void);
    CURLMcode (*multi_cleanup)(CURLM *);
    CURLMcode (*multi_setopt)(CURLM *, CURLMoption, ...);
    CURLMcode (*multi_add_handle)(CURLM *, CURL *);
    CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
    CURLMcode (*multi_perform)(CURLM *, int *);
    CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *, unsigned int, int, int *);
    CURLMcode (*multi_wakeup)(CURLM *);
    CURLMsg *(*multi_info_read)(CURLM *, int *);
} curl;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_loaded = 0;

static void load(void) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    const struct { const char *name; void **place; } wanted[] = {
        {"curl_global_init", (void **)&curl.global_init},
        {"curl_easy_init", (void **)&curl.easy_init},
        {"curl_easy_cleanup", (void **)&curl.easy_cleanup},
        {"curl_easy_strerror", (void **)&curl.easy_strerror},
        {"curl_easy_setopt", (void **)&curl.easy_setopt},
        {"curl_easy_getinfo", (void **)&curl.easy_getinfo},
        {"curl_slist_append", (void **)&curl.slist_append},
        {"curl_slist_free_all", (void **)&curl.slist_free_all},
        {"curl_multi_init", (void **)&curl.multi_init},
        {"curl_multi_cleanup", (void **)&curl.multi_cleanup},
        {"curl_multi_setopt", (void **)&curl.multi_setopt},
        {"curl_multi_add_handle", (void **)&curl.multi_add_handle},
        {"curl_multi_remove_handle", (void **)&curl.multi_remove_handle},
        {"curl_multi_perform", (void **)&curl.multi_perform},
        {"curl_multi_poll", (void **)&curl.multi_poll},
        {"curl_multi_wakeup", (void **)&curl.multi_wakeup},
        {"curl_multi_info_read", (void **)&curl.multi_info_read},
    };
    for (unsigned i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        *wanted[i].place = dlsym(library, wanted[i].name);
        if (!*wanted[i].place) return;
    }
    is_loaded = 1;
}

int pm_curl_load(void) {
    pthread_once(&once, load);
    return is_loaded;
}

CURLcode pm_curl_global_init(void) { return curl.global_init(CURL_GLOBAL_DEFAULT); }
CURL *pm_easy_init(void) { return curl.easy_init(); }
void pm_easy_cleanup(CURL *h) { curl.easy_cleanup(h); }
const char *pm_easy_strerror(CURLcode code) {
    return is_loaded ? curl.easy_strerror(code) : 0;
}
struct curl_slist *pm_slist_append(struct curl_slist *list, const char *line) { return curl.slist_append(list, line); }
void pm_slist_free_all(struct curl_slist *list) { curl.slist_free_all(list); }
CURLM *pm_multi_init(void) { return curl.multi_init(); }
CURLMcode pm_multi_cleanup(CURLM *m) { return curl.multi_cleanup(m); }
CURLMcode pm_multi_add_handle(CURLM *m, CURL *h) { return curl.multi_add_handle(m, h); }
CURLMcode pm_multi_remove_handle(CURLM *m, CURL *h) { return curl.multi_remove_handle(m, h); }
CURLMcode pm_multi_perform(CURLM *m, int *running) { return curl.multi_perform(m, running); }
CURLMcode pm_multi_poll(CURLM *m, int milliseconds) { return curl.multi_poll(m, NULL, 0, milliseconds, NULL); }
CURLMcode pm_multi_wakeup(CURLM *m) { return curl.multi_wakeup(m); }
CURLMsg *pm_multi_info_read(CURLM *m, int *left) { return curl.multi_info_read(m, left); }

CURLcode pm_set_long(CURL *h, CURLoption o, long v) { return curl.easy_setopt(h, o, v); }
CURLcode pm_set_offset(CURL *h, CURLoption o, curl_off_t v) { return curl.easy_setopt(h, o, v); }
CURLcode pm_set_string(CURL *h, CURLoption o, const char *v) { return curl.easy_setopt(h, o, v); }
CURLcode pm_set_pointer(CURL *h, CURLoption o, const void *v) { return curl.easy_setopt(h, o, v); }
CURLcode pm_set_list(CURL *h, CURLoption o, struct curl_slist *v) { return curl.easy_setopt(h, o, v); }
CURLcode pm_set_write(CURL *h, pm_data_callback f, void *context) {
    CURLcode code = curl.easy_setopt(h, CURLOPT_WRITEFUNCTION, f);
    return code ? code : curl.easy_setopt(h, CURLOPT_WRITEDATA, context);
}
CURLcode pm_set_header(CURL *h, pm_data_callback f, void *context) {
    CURLcode code = curl.easy_setopt(h, CURLOPT_HEADERFUNCTION, f);
    return code ? code : curl.easy_setopt(h, CURLOPT_HEADERDATA, context);
}
CURLcode pm_get_long(CURL *h, CURLINFO i, long *v) { return curl.easy_getinfo(h, i, v); }
CURLcode pm_get_pointer(CURL *h, CURLINFO i, void **v) { return curl.easy_getinfo(h, i, v); }
CURLMcode pm_multi_set_long(CURLM *m, CURLMoption o, long v) { return curl.multi_setopt(m, o, v); }
