#include "libs/crypto/random.h"

#include <openssl/rand.h>

#include "libs/crypto/openssl.h"

namespace creditproof::crypto {

std::string RandomBytes(std::size_t count) {
  std::string bytes(count, '\0');
  Require(RAND_bytes(Bytes(bytes), static_cast<int>(count)) == 1);
  return bytes;
}

}  // namespace creditproof::crypto
