#include <openssl/evp.h>

#include "base/memory.h"

#include "base/digest.h"

struct digest {
    EVP_MD_CTX *ctx;
};

/* libcrypto's own SHA-256 fails only when memory is out. */
static void
must(int ok)
{
    if (ok != 1)
        memory_end();
}

struct digest *
digest_new(void)
{
    struct digest *digest = memory_new(sizeof *digest);

    /* By itself it does not look whether its locks got memory. */
    must(OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CONFIG, NULL));
#if OPENSSL_VERSION_NUMBER >= 0x30000000L
    must(OSSL_LIB_CTX_get0_global_default() != NULL);
#endif
    digest->ctx = EVP_MD_CTX_new();
    must(digest->ctx != NULL);
    must(EVP_DigestInit_ex(digest->ctx, EVP_sha256(), NULL));
    return digest;
}

void
digest_add(struct digest *digest, const void *bytes, size_t len)
{
    must(EVP_DigestUpdate(digest->ctx, bytes, len));
}

void
digest_finish(struct digest *digest, char hex[SHA256_TEXT_SIZE])
{
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int len = 0;

    must(EVP_DigestFinal_ex(digest->ctx, bytes, &len));
    must(EVP_DigestInit_ex(digest->ctx, EVP_sha256(), NULL));
    for (size_t i = 0; i < 32 && i < len; i++)
        snprintf(hex + 2 * i, 3, "%02x", (unsigned)bytes[i]);
}

void
digest_free(struct digest *digest)
{
    if (digest == NULL)
        return;
    EVP_MD_CTX_free(digest->ctx);
    free(digest);
}
