#include "libs/token/access_token.h"

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/token/key_set.h"
#include "libs/token/rule_of.h"
#include "libs/token/test_provider.h"

namespace creditproof::token {
namespace {

constexpr char kCode[] = "91350100M000100Y43";
constexpr char kOtherCode[] = "91350211M0001HRY57";
constexpr std::int64_t kSecond = 1'790'000'000;
const absl::Time kNow = absl::FromUnixSeconds(kSecond);

crypto::SigningKey NewKey(crypto::Algorithm algorithm) {
  return *crypto::SigningKey::FromAnyPem(
      *crypto::SigningKey::GeneratePem(algorithm));
}

// A provider with a key of each kind.
struct Fixture {
  crypto::SigningKey ec = NewKey(crypto::Algorithm::kP256);
  crypto::SigningKey rsa = NewKey(crypto::Algorithm::kRsa2048);
  KeySet keys =
      *KeySet::Parse(KeySetOf({WebKeyOf(ec.verifying_key(), "ec"),
                               WebKeyOf(rsa.verifying_key(), "rsa")}));
  Json header{{"alg", "ES256"}, {"kid", "ec"}, {"typ", "at+jwt"}};
  Json claims{{"iss", "https://id.example"},
              {"aud", "creditproof"},
              {"sub", "user-7"},
              {"credit_code", kCode},
              {"exp", kSecond + 300}};

  absl::StatusOr<Claims> Read(const std::string& token,
                              absl::Time now = kNow) const {
    const auto received = ReceivedToken::Parse(token);
    if (!received.ok()) return received.status();
    const crypto::WebKey* const key = keys.Find(received->key_id());
    REQUIRE(key != nullptr);
    return received->Check(
        *key, {"https://id.example", "creditproof", "credit_code"}, now);
  }

  std::string Signed() const { return SignToken(header, claims, ec); }

  std::string RuleFor(const std::string& token, absl::Time now = kNow) const {
    return RuleOf(Read(token, now).status());
  }

  // The rule by which the token is refused that says `value` under `name`.
  std::string RuleWith(const char* name, const Json& value) const {
    Json changed = claims;
    changed[name] = value;
    return RuleFor(SignToken(header, changed, ec));
  }

  std::string RuleWithHeader(const char* name, const Json& value) const {
    Json changed = header;
    changed[name] = value;
    return RuleFor(SignToken(changed, claims, ec));
  }

  std::string RuleWithout(const char* name) const {
    Json changed = claims;
    changed.erase(name);
    return RuleFor(SignToken(header, changed, ec));
  }

  // Of a token whose first two parts are these texts.
  std::string RuleForTexts(const std::string& first,
                           const std::string& second) const {
    const std::string text = absl::StrCat(absl::WebSafeBase64Escape(first), ".",
                                          absl::WebSafeBase64Escape(second));
    return RuleFor(absl::StrCat(text, ".",
                                absl::WebSafeBase64Escape(*ec.Sign(
                                    text, crypto::SignatureForm::kRaw))));
  }
};

TEST_CASE_METHOD(Fixture,
                 "A good token says who acts for whom, and until when") {
  claims["delegated_credit_codes"] = Json::array({kOtherCode});
  const auto read = Read(Signed());
  REQUIRE(read.ok());
  CHECK(read->actor == "user-7");
  CHECK(read->credit_code == kCode);
  CHECK(read->delegated_credit_codes == std::vector<std::string>{kOtherCode});
  CHECK(read->expire_time == kNow + absl::Minutes(5));
  CHECK(read->IsFor(kCode));
  CHECK(read->IsFor(kOtherCode));
  CHECK_FALSE(read->IsFor("91350100M000100Y4"));
  CHECK_FALSE(read->IsFor(""));
}

TEST_CASE_METHOD(Fixture, "A token that names nobody is for nobody") {
  claims.erase("credit_code");
  const auto read = Read(Signed());
  REQUIRE(read.ok());
  CHECK_FALSE(read->IsFor(kCode));
  CHECK_FALSE(read->IsFor(""));

  claims["credit_code"] = "";
  CHECK_FALSE(Read(Signed())->IsFor(""));
}

TEST_CASE_METHOD(Fixture,
                 "The claim that names the credit code is configured") {
  claims["unified_code"] = kOtherCode;
  const auto received = *ReceivedToken::Parse(Signed());
  const auto read = received.Check(
      *keys.Find("ec"), {"https://id.example", "creditproof", "unified_code"},
      kNow);
  REQUIRE(read.ok());
  CHECK(read->credit_code == kOtherCode);
}

TEST_CASE_METHOD(Fixture, "A token signed by RSA is as good") {
  header["alg"] = "RS256";
  header["kid"] = "rsa";
  CHECK(Read(SignToken(header, claims, rsa)).ok());
  CHECK(RuleFor(SignToken(header, claims, ec)) == "WRONG_TOKEN_SIGNATURE");
}

TEST_CASE_METHOD(Fixture, "A key verifies its own algorithm only") {
  for (const char* const algorithm :
       {"none", "HS256", "RS256", "PS256", "ES384", "es256", ""}) {
    CHECK(RuleWithHeader("alg", algorithm) == "WRONG_ALGORITHM");
  }
  CHECK(RuleWithHeader("alg", nullptr) == "WRONG_ALGORITHM");
  // With the public key as the secret, as an old attack has it.
  header["kid"] = "rsa";
  header["alg"] = "HS256";
  const std::string text =
      absl::StrCat(absl::WebSafeBase64Escape(header.dump()), ".",
                   absl::WebSafeBase64Escape(claims.dump()));
  CHECK(RuleFor(absl::StrCat(text, ".",
                             absl::WebSafeBase64Escape(crypto::HmacSha256(
                                 rsa.verifying_key().Pem(), text)))) ==
        "WRONG_ALGORITHM");
}

TEST_CASE_METHOD(Fixture, "A token without a signature is refused") {
  const std::string token = Signed();
  const std::string text = token.substr(0, token.rfind('.') + 1);
  CHECK(RuleFor(text) == "WRONG_TOKEN_SIGNATURE");
  header["alg"] = "none";
  const std::string none = Signed();
  CHECK(RuleFor(none.substr(0, none.rfind('.') + 1)) == "WRONG_ALGORITHM");
}

TEST_CASE_METHOD(Fixture, "No part of a token can be altered") {
  const std::vector<std::string> parts = absl::StrSplit(Signed(), '.');
  Json other = claims;
  other["credit_code"] = kOtherCode;
  const std::string swapped = absl::StrCat(
      parts[0], ".", absl::WebSafeBase64Escape(other.dump()), ".", parts[2]);
  CHECK(RuleFor(swapped) == "WRONG_TOKEN_SIGNATURE");
  Json renamed = header;
  renamed["typ"] = "JWT";
  CHECK(RuleFor(absl::StrCat(absl::WebSafeBase64Escape(renamed.dump()), ".",
                             parts[1], ".", parts[2])) ==
        "WRONG_TOKEN_SIGNATURE");
  CHECK(RuleFor(SignToken(header, claims, NewKey(crypto::Algorithm::kP256))) ==
        "WRONG_TOKEN_SIGNATURE");
}

TEST_CASE_METHOD(Fixture, "A token for something else is refused") {
  CHECK(RuleWithHeader("typ", "logout+jwt") == "WRONG_TOKEN_TYPE");
  CHECK(RuleWithHeader("typ", 7) == "WRONG_TOKEN_TYPE");
  for (const char* const type : {"JWT", "AT+JWT", "application/at+jwt"}) {
    header["typ"] = type;
    CHECK(Read(Signed()).ok());
  }
  header.erase("typ");
  CHECK(Read(Signed()).ok());
}

TEST_CASE_METHOD(Fixture, "Another issuer's token is refused") {
  CHECK(RuleWith("iss", "https://id.example/") == "WRONG_ISSUER");
  CHECK(RuleWith("iss", Json::array({"https://id.example"})) == "WRONG_ISSUER");
  CHECK(RuleWithout("iss") == "WRONG_ISSUER");
}

TEST_CASE_METHOD(Fixture, "A token for another service is refused") {
  CHECK(RuleWith("aud", "creditproof-portal") == "WRONG_AUDIENCE");
  CHECK(RuleWith("aud", Json::array()) == "WRONG_AUDIENCE");
  CHECK(RuleWith("aud", 7) == "WRONG_AUDIENCE");
  CHECK(RuleWithout("aud") == "WRONG_AUDIENCE");
  claims["aud"] = {"other", "creditproof"};
  CHECK(Read(Signed()).ok());
}

TEST_CASE_METHOD(Fixture, "A token expires, a minute late at most") {
  const absl::Time end = kNow + absl::Minutes(6);
  CHECK(Read(Signed(), end - absl::Microseconds(1)).ok());
  CHECK(RuleFor(Signed(), end) == "TOKEN_EXPIRED");
  CHECK(RuleWithout("exp") == "MALFORMED_TOKEN");
  for (const Json& value :
       {Json("soon"), Json(-1), Json(1e300), Json(nullptr)}) {
    CHECK(RuleWith("exp", value) == "MALFORMED_TOKEN");
  }
}

TEST_CASE_METHOD(Fixture, "A token begins, a minute early at most") {
  claims["nbf"] = kSecond + 60;
  CHECK(Read(Signed(), kNow + absl::Microseconds(1)).ok());
  CHECK(RuleFor(Signed()) == "TOKEN_NOT_YET_VALID");
  CHECK(RuleWith("nbf", "soon") == "MALFORMED_TOKEN");
}

TEST_CASE_METHOD(Fixture, "A token says in full who acts") {
  CHECK(RuleWithout("sub") == "MALFORMED_TOKEN");
  CHECK(RuleWith("sub", "") == "MALFORMED_TOKEN");
  CHECK(RuleWith("sub", 7) == "MALFORMED_TOKEN");
  CHECK(RuleWith("sub", std::string(256, 'x')) == "MALFORMED_TOKEN");
  CHECK(RuleWith("credit_code", 7) == "MALFORMED_TOKEN");
  CHECK(RuleWith("delegated_credit_codes", kCode) == "MALFORMED_TOKEN");
  CHECK(RuleWith("delegated_credit_codes", Json::array({7})) ==
        "MALFORMED_TOKEN");
}

TEST_CASE_METHOD(Fixture, "What is no token is refused, saying so") {
  const std::string token = Signed();
  for (const std::string& text :
       {std::string(), std::string("x"), std::string(".."), token + ".x",
        token + "=", token.substr(0, token.size() - 1) + "B", token + " ",
        " " + token, token.substr(0, token.rfind('.')),
        std::string(8193, 'x')}) {
    CHECK(RuleFor(text) == "MALFORMED_TOKEN");
  }
  claims["padding"] = std::string(8192, 'x');
  CHECK(RuleFor(Signed()) == "MALFORMED_TOKEN");
}

TEST_CASE_METHOD(Fixture, "Header and claims are objects, read strictly") {
  const std::string good = header.dump();
  for (const char* const bad :
       {"", "7", "[]", "{", "{} x", "{'alg':'ES256'}",
        R"({"kid":"ec","alg":"ES256","alg":"none"})", R"({"alg":"ES256"})",
        R"({"alg":"ES256","kid":""})", R"({"alg":"ES256","kid":7})",
        R"({"alg":"ES256","kid":"ec","crit":["exp"]})",
        R"({"kid":"ec","a":[[[[[[[[[1]]]]]]]]]})", "{\"kid\":\"\xff\"}"}) {
    CHECK(RuleForTexts(bad, claims.dump()) == "MALFORMED_TOKEN");
  }
  for (const char* const bad :
       {"", "7", "[]", R"({"sub":"a","sub":"b"})", "{\"sub\":\"\xff\"}"}) {
    CHECK(RuleForTexts(good, bad) == "MALFORMED_TOKEN");
  }
}

}  // namespace
}  // namespace creditproof::token
