#include "libs/token/test_provider.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace creditproof::token {
namespace {

constexpr std::size_t kCoordinateBytes = 32;
constexpr std::size_t kModulusBytes = 256;
constexpr absl::string_view kExponent("\x01\x00\x01", 3);
constexpr std::size_t kExponentDerBytes = 5;
constexpr absl::Duration kLife = absl::Minutes(5);

crypto::SigningKey NewKey() {
  return *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
}

// The DER that stands between a PEM's first and last line.
std::string DerOf(absl::string_view pem) {
  const std::size_t begin = pem.find('\n');
  const std::size_t end = pem.find("-----END");
  std::string der;
  absl::Base64Unescape(pem.substr(begin, end - begin), &der);
  return der;
}

std::string Encode(const Json& object) {
  return absl::WebSafeBase64Escape(object.dump());
}

std::string KeyId(int rotations) { return absl::StrCat("key-", rotations); }

}  // namespace

Json WebKeyOf(const crypto::VerifyingKey& key, const std::string& key_id) {
  const std::string der = DerOf(key.Pem());
  // What ends a SubjectPublicKeyInfo: the point, or modulus and exponent.
  const auto last = [&](std::size_t from, std::size_t size) {
    return absl::WebSafeBase64Escape(der.substr(der.size() - from, size));
  };
  if (key.algorithm() == crypto::Algorithm::kRsa2048) {
    return {{"kty", "RSA"},
            {"kid", key_id},
            {"use", "sig"},
            {"n", last(kExponentDerBytes + kModulusBytes, kModulusBytes)},
            {"e", absl::WebSafeBase64Escape(kExponent)}};
  }
  return {{"kty", "EC"},
          {"crv", "P-256"},
          {"kid", key_id},
          {"use", "sig"},
          {"x", last(2 * kCoordinateBytes, kCoordinateBytes)},
          {"y", last(kCoordinateBytes, kCoordinateBytes)}};
}

std::string KeySetOf(const Json& keys) { return Json{{"keys", keys}}.dump(); }

std::string SignToken(const Json& header, const Json& claims,
                      const crypto::SigningKey& key) {
  const std::string text = absl::StrCat(Encode(header), ".", Encode(claims));
  return absl::StrCat(
      text, ".",
      absl::WebSafeBase64Escape(*key.Sign(text, crypto::SignatureForm::kRaw)));
}

TestProvider::TestProvider()
    : key_(NewKey()),
      server_([this](const std::string&) { return Answer(); }) {}

config::v1::IdentityProvider TestProvider::Config() const {
  config::v1::IdentityProvider config;
  config.set_issuer(kIssuer);
  config.set_audience(kAudience);
  config.set_jwks_url(server_.url());
  return config;
}

std::string TestProvider::Token(const std::string& credit_code,
                                absl::Time now) const {
  return Token(credit_code, now, [](Json&) {});
}

std::string TestProvider::Token(
    const std::string& credit_code, absl::Time now,
    const std::function<void(Json& claims)>& change) const {
  Json claims{{"iss", kIssuer},
              {"aud", kAudience},
              {"sub", kActor},
              {"credit_code", credit_code},
              {"exp", absl::ToUnixSeconds(now + kLife)}};
  change(claims);
  const std::lock_guard lock(mutex_);
  return SignToken(
      {{"alg", "ES256"}, {"typ", "at+jwt"}, {"kid", KeyId(rotations_)}}, claims,
      key_);
}

void TestProvider::Rotate() {
  const std::lock_guard lock(mutex_);
  key_ = NewKey();
  ++rotations_;
}

void TestProvider::SetDown(bool is_down) {
  const std::lock_guard lock(mutex_);
  is_down_ = is_down;
}

std::string TestProvider::Answer() const {
  const std::lock_guard lock(mutex_);
  if (is_down_) return "HTTP/1.1 503 Down\r\nContent-Length: 0\r\n\r\n";
  Json keys = Json::array();
  keys.push_back(WebKeyOf(key_.verifying_key(), KeyId(rotations_)));
  return testing::HttpOk(KeySetOf(keys));
}

}  // namespace creditproof::token
