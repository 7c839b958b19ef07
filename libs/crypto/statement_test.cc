#include "libs/crypto/statement.h"

#include <catch2/catch.hpp>

namespace creditproof::crypto {
namespace {

SigningKey NewKey() { return *SigningKey::FromPem(*SigningKey::GeneratePem()); }

TEST_CASE("A statement verifies as what it was signed for and by whom") {
  const SigningKey key = NewKey();
  const std::string statement = "rows: 3";
  const std::string id = KeyIdText(key.verifying_key());
  const std::string signature = *SignStatement(kReceiptContext, statement, key);
  const auto verify = [&](absl::string_view context, absl::string_view text,
                          const SigningKey& by) {
    return VerifyStatement(context, text, id, signature, by.verifying_key());
  };

  CHECK(verify(kReceiptContext, statement, key).ok());
  CHECK_FALSE(verify(kTimelinessContext, statement, key).ok());
  CHECK_FALSE(verify(kReceiptContext, "rows: 4", key).ok());
  CHECK_FALSE(verify(kReceiptContext, statement, NewKey()).ok());
}

TEST_CASE("No altered bit of a statement's signature verifies") {
  const SigningKey key = NewKey();
  const std::string id = KeyIdText(key.verifying_key());
  const std::string signature = *SignStatement(kReceiptContext, "x", key);
  for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
    std::string altered = signature;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    CHECK_FALSE(
        VerifyStatement(kReceiptContext, "x", id, altered, key.verifying_key())
            .ok());
  }
}

}  // namespace
}  // namespace creditproof::crypto
