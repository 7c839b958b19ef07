// SHA-256 and HMAC-SHA-256, and SM3 (GB/T 32905), which goes with SM2.
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

// Each gives as many bytes as SHA-256.
enum class Hash { kSha256, kSm3 };

// 32 raw bytes.
std::string Digest(Hash hash, absl::string_view bytes);

// 32 raw bytes.
std::string Sha256(absl::string_view bytes);

// 32 raw bytes.
std::string HmacSha256(absl::string_view key, absl::string_view bytes);

// The digest of bytes that come in pieces. Copying copies the midstate. Not
// thread-safe.
class DigestStream {
 public:
  explicit DigestStream(Hash hash);
  DigestStream(const DigestStream& other);
  DigestStream& operator=(const DigestStream& other);
  ~DigestStream();

  void Update(absl::string_view bytes);

  // 32 raw bytes. Call once.
  std::string Finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

class Sha256Stream : public DigestStream {
 public:
  Sha256Stream() : DigestStream(Hash::kSha256) {}
};

}  // namespace creditproof::crypto
