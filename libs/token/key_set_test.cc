#include "libs/token/key_set.h"

#include <catch2/catch.hpp>
#include <string>

#include "libs/crypto/signing.h"
#include "libs/token/test_provider.h"

namespace creditproof::token {
namespace {

Json NewKey(const char* key_id,
            crypto::Algorithm algorithm = crypto::Algorithm::kP256) {
  const auto key = *crypto::SigningKey::FromAnyPem(
      *crypto::SigningKey::GeneratePem(algorithm));
  return WebKeyOf(key.verifying_key(), key_id);
}

// Whether the key is taken that has `value` under `name`.
bool IsTaken(const char* name, const Json& value) {
  Json changed = NewKey("changed");
  changed[name] = value;
  const auto keys = KeySet::Parse(KeySetOf({changed, NewKey("other")}));
  REQUIRE(keys.ok());
  CHECK(keys->Find("other") != nullptr);
  return keys->Find("changed") != nullptr;
}

TEST_CASE("A key is found by its id, and signs with what its kind does") {
  const auto keys = KeySet::Parse(
      KeySetOf({NewKey("a"), NewKey("b", crypto::Algorithm::kRsa2048)}));
  REQUIRE(keys.ok());
  REQUIRE(keys->Find("a") != nullptr);
  REQUIRE(keys->Find("b") != nullptr);
  CHECK(AlgorithmName(keys->Find("a")->kind()) == "ES256");
  CHECK(AlgorithmName(keys->Find("b")->kind()) == "RS256");
  CHECK(keys->Find("c") == nullptr);
  CHECK(keys->Find("") == nullptr);
}

TEST_CASE("Keys for something else are left out") {
  CHECK(IsTaken("use", "sig"));
  CHECK(IsTaken("alg", "ES256"));
  CHECK(IsTaken("key_ops", {"sign", "verify"}));
  CHECK(IsTaken("x5t", "anything"));
  CHECK_FALSE(IsTaken("use", "enc"));
  CHECK_FALSE(IsTaken("alg", "RS256"));
  CHECK_FALSE(IsTaken("alg", "ECDH-ES"));
  CHECK_FALSE(IsTaken("key_ops", Json::array({"encrypt"})));
  CHECK_FALSE(IsTaken("kty", "OKP"));
  CHECK_FALSE(IsTaken("kty", "oct"));
  CHECK_FALSE(IsTaken("crv", "P-384"));
  CHECK_FALSE(IsTaken("x", "AAAA"));
  CHECK_FALSE(IsTaken("y", 7));
  CHECK_FALSE(IsTaken("kid", ""));
}

TEST_CASE("What is no set of keys is refused") {
  for (const char* const text :
       {"", "{}", "[]", R"({"keys":{}})", R"({"keys":[]})", R"({"keys":[7]})",
        "<html>down</html>"}) {
    CHECK(absl::IsInvalidArgument(KeySet::Parse(text).status()));
  }
  CHECK(absl::IsInvalidArgument(
      KeySet::Parse(KeySetOf({NewKey("a"), NewKey("a")})).status()));
}

}  // namespace
}  // namespace creditproof::token
