#ifndef CCURL_H
#define CCURL_H
#include <curl/curl.h>
/* libcurl's calls as Swift can make them: none of them variadic, all through a library that is loaded when first needed. */

/* Loads libcurl, once, from any thread. 0 where it cannot be loaded: then nothing else here may be called. */
int pm_curl_load(void);

CURLcode pm_curl_global_init(void);
CURL *pm_easy_init(void);
void pm_easy_cleanup(CURL *h);
const char *pm_easy_strerror(CURLcode code);
struct curl_slist *pm_slist_append(struct curl_slist *list, const char *line);
void pm_slist_free_all(struct curl_slist *list);
CURLM *pm_multi_init(void);
CURLMcode pm_multi_cleanup(CURLM *m);
CURLMcode pm_multi_add_handle(CURLM *m, CURL *h);
CURLMcode pm_multi_remove_handle(CURLM *m, CURL *h);
CURLMcode pm_multi_perform(CURLM *m, int *running);
CURLMcode pm_multi_poll(CURLM *m, int milliseconds);
CURLMcode pm_multi_wakeup(CURLM *m);
CURLMsg *pm_multi_info_read(CURLM *m, int *left);

typedef size_t (*pm_data_callback)(char *, size_t, size_t, void *);
CURLcode pm_set_long(CURL *h, CURLoption o, long v);
CURLcode pm_set_offset(CURL *h, CURLoption o, curl_off_t v);
CURLcode pm_set_string(CURL *h, CURLoption o, const char *v);
CURLcode pm_set_pointer(CURL *h, CURLoption o, const void *v);
CURLcode pm_set_list(CURL *h, CURLoption o, struct curl_slist *v);
CURLcode pm_set_write(CURL *h, pm_data_callback f, void *context);
CURLcode pm_set_header(CURL *h, pm_data_callback f, void *context);
CURLcode pm_get_long(CURL *h, CURLINFO i, long *v);
CURLcode pm_get_pointer(CURL *h, CURLINFO i, void **v);
CURLMcode pm_multi_set_long(CURLM *m, CURLMoption o, long v);
/* A union in CURLMsg. */
static inline CURLcode pm_message_result(const CURLMsg *m) { return m->data.result; }
#endif
