// What the files of this folder share about OpenSSL. Not for others.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/types.h>

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace creditproof::crypto {

// Owns a C handle that `kFree` releases.
template <typename T, void (*kFree)(T*)>
struct FreeWith {
  void operator()(T* handle) const { kFree(handle); }
};
template <typename T, void (*kFree)(T*)>
using Handle = std::unique_ptr<T, FreeWith<T, kFree>>;

// Ends the process unless `ok`: for calls that fail only when memory is out or
// OpenSSL is broken, after which nothing here can be trusted.
void Require(bool ok);

// INVALID_ARGUMENT with `message`; forgets what OpenSSL queued on this thread.
absl::Status Rejected(absl::string_view message);

// For PEM readers: what is encrypted is refused; OpenSSL would ask the
// terminal.
int NoPassword(char*, int, int, void*);

// Reads from `text`, which must outlive the result.
std::unique_ptr<BIO, int (*)(BIO*)> ReadFrom(absl::string_view text);

// What was written to the memory BIO `out`.
std::string Written(BIO* out);

// The DER that an i2d function writes.
template <typename T, typename Encode>
std::string ToDer(Encode encode, T* value) {
  const int size = encode(value, nullptr);
  Require(size > 0);
  std::string der(static_cast<std::size_t>(size), '\0');
  auto* out = reinterpret_cast<unsigned char*>(der.data());
  Require(encode(value, &out) == size);
  return der;
}

inline const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

inline unsigned char* Bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace creditproof::crypto
