// SHA-256 and HMAC-SHA-256.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

struct evp_md_ctx_st;

namespace creditproof::crypto {

constexpr std::size_t kSha256Bytes = 32;

// 32 raw bytes.
std::string Sha256(absl::string_view bytes);

// 32 raw bytes.
std::string HmacSha256(absl::string_view key, absl::string_view bytes);

// SHA-256 of bytes that come in pieces. Copying copies the midstate. Not
// thread-safe.
class Sha256Stream {
 public:
  Sha256Stream();
  Sha256Stream(const Sha256Stream& other);
  Sha256Stream& operator=(const Sha256Stream& other);
  ~Sha256Stream();

  void Update(absl::string_view bytes);

  // 32 raw bytes. Call once.
  std::string Finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace creditproof::crypto
