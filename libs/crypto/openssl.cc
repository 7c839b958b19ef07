#include "libs/crypto/openssl.h"

#include <openssl/err.h>

#include <cstdlib>

namespace creditproof::crypto {

void Require(bool ok) {
  if (ok) return;
  ERR_print_errors_fp(stderr);
  std::abort();
}

absl::Status Rejected(absl::string_view message) {
  ERR_clear_error();
  return absl::InvalidArgumentError(message);
}

int NoPassword(char*, int, int, void*) { return -1; }

std::unique_ptr<BIO, int (*)(BIO*)> ReadFrom(absl::string_view text) {
  BIO* bio = BIO_new_mem_buf(text.data(), static_cast<int>(text.size()));
  Require(bio != nullptr);
  return {bio, BIO_free};
}

std::string Written(BIO* out) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(out, &text);
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace creditproof::crypto
