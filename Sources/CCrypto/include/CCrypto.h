#ifndef CCRYPTO_H
#define CCRYPTO_H
#include <openssl/sha.h>
#include <openssl/hmac.h>
#endif
