#ifndef CCURL_H
#define CCURL_H
#include <curl/curl.h>
/* curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic: Swift does not see them. */
typedef size_t (*pm_data_callback)(char *, size_t, size_t, void *);
static inline CURLcode pm_set_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode pm_set_offset(CURL *h, CURLoption o, curl_off_t v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode pm_set_string(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode pm_set_pointer(CURL *h, CURLoption o, const void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode pm_set_list(CURL *h, CURLoption o, struct curl_slist *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode pm_set_write(CURL *h, pm_data_callback f, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_WRITEDATA, context);
}
static inline CURLcode pm_set_header(CURL *h, pm_data_callback f, void *context) {
    CURLcode code = curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, f);
    return code ? code : curl_easy_setopt(h, CURLOPT_HEADERDATA, context);
}
static inline CURLcode pm_get_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode pm_get_pointer(CURL *h, CURLINFO i, void **v) { return curl_easy_getinfo(h, i, v); }
static inline CURLMcode pm_multi_set_long(CURLM *m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }
/* A union in CURLMsg, and a cast macro. */
static inline CURLcode pm_message_result(const CURLMsg *m) { return m->data.result; }
static inline long pm_global_default(void) { return CURL_GLOBAL_DEFAULT; }
#endif
