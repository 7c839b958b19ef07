#include "libs/crypto/algorithm.h"

#include <array>

#include "absl/strings/string_view.h"

namespace creditproof::crypto {
namespace {

constexpr int kRsaBits = 2048;

// Whose digest stands before every message that SM2 signs.
constexpr absl::string_view kSm2SignerId = "1234567812345678";

bool IsOnP256(const EVP_PKEY& key) {
  std::array<char, 32> group = {};
  std::size_t size = 0;
  return EVP_PKEY_get_group_name(&key, group.data(), group.size(), &size) ==
             1 &&
         absl::string_view(group.data(), size) == "prime256v1";
}

}  // namespace

std::optional<Algorithm> AlgorithmOf(const EVP_PKEY& key) {
  if (EVP_PKEY_is_a(&key, "SM2") == 1) return Algorithm::kSm2;
  if (EVP_PKEY_is_a(&key, "RSA") == 1 && EVP_PKEY_get_bits(&key) == kRsaBits) {
    return Algorithm::kRsa2048;
  }
  if (EVP_PKEY_is_a(&key, "EC") == 1 && IsOnP256(key)) return Algorithm::kP256;
  return std::nullopt;
}

const char* DigestName(Algorithm algorithm) {
  return HashOf(algorithm) == Hash::kSm3 ? "SM3" : "SHA256";
}

EVP_PKEY* Generate(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::kP256:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "prime256v1");
    case Algorithm::kRsa2048:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{kRsaBits});
    case Algorithm::kSm2:
      return EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2");
  }
  return nullptr;
}

bool Prepare(EVP_PKEY_CTX* context, Algorithm algorithm) {
  return algorithm != Algorithm::kSm2 ||
         EVP_PKEY_CTX_set1_id(context, kSm2SignerId.data(),
                              static_cast<int>(kSm2SignerId.size())) == 1;
}

}  // namespace creditproof::crypto
