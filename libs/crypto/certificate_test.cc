#include "libs/crypto/certificate.h"

#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/crypto/digest.h"

namespace creditproof::crypto {
namespace {

using absl::BytesToHexString;

// Made with `openssl x509 -set_serial 0xC0FFEE01`; subject C=CN, CN=报告签名,
// issuer C=CN, O=签发机构, CN=演示根. The digests below are from sha256sum.
constexpr absl::string_view kCertificate =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBSDCB8AIFAMD/7gEwCgYIKoZIzj0EAwIwODELMAkGA1UEBhMCQ04xFTATBgNV\n"
    "BAoMDOetvuWPkeacuuaehDESMBAGA1UEAwwJ5ryU56S65qC5MCAXDTI2MTEyMzE3\n"
    "NTA0M1oYDzIxMjYxMDMwMTc1MDQzWjAkMQswCQYDVQQGEwJDTjEVMBMGA1UEAwwM\n"
    "5oql5ZGK562+5ZCNMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEw0LtGVaQTbyK\n"
    "3qOUpiYUcOdgWaAwDsQxyaGrrV/oW/U/HXYSyaYlpa+NfhOzuUUAfrJwqeK7BPaw\n"
    "d9WXyiR8JzAKBggqhkjOPQQDAgNHADBEAiAnuMHP6cvnQj30JphKrJJEAUhIZcwm\n"
    "o53uDuHLyAgLQAIgVK661096GJ3doFjRvRvIlQqFf3vtwGvr1oFycrbkvi8=\n"
    "-----END CERTIFICATE-----\n";

// Subject O=nameless.
constexpr absl::string_view kNameless =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBajCCARCgAwIBAgIBATAKBggqhkjOPQQDAjATMREwDwYDVQQKDAhuYW1lbGVz\n"
    "czAgFw0yNjExMjMxNzUwNDNaGA8yMTI2MTAzMDE3NTA0M1owEzERMA8GA1UECgwI\n"
    "bmFtZWxlc3MwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATDQu0ZVpBNvIreo5Sm\n"
    "JhRw52BZoDAOxDHJoautX+hb9T8ddhLJpiWlr41+E7O5RQB+snCp4rsE9rB31ZfK\n"
    "JHwno1MwUTAdBgNVHQ4EFgQU1UUXNDgul5WNebkB/jLXuzHVJKcwHwYDVR0jBBgw\n"
    "FoAU1UUXNDgul5WNebkB/jLXuzHVJKcwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjO\n"
    "PQQDAgNIADBFAiEAhb3YMjrj5LnUt+zd5Y9sGRaZtKalBpS6+kDIBKcXr0sCICWJ\n"
    "Ip8UwCBCXLm9cKVjGvxQSxs+Gtai6q/z0WI5HEFk\n"
    "-----END CERTIFICATE-----\n";

TEST_CASE("A certificate's parts are those that openssl shows") {
  const auto parts = ReadCertificate(kCertificate);
  REQUIRE(parts.ok());
  CHECK(BytesToHexString(Sha256(parts->der)) ==
        "84bee8c8f68aa8e43bd5e5bb845dd7d200ccbb673c87f560e1354c2ebb3f2a3d");
  CHECK(BytesToHexString(parts->serial_der) == "020500c0ffee01");
  CHECK(parts->issuer_der.size() == 58);
  CHECK(parts->issuer_der.substr(0, 2) == "\x30\x38");
  CHECK(parts->der.find(parts->issuer_der) == 26);
  CHECK(parts->subject_common_name == "报告签名");
  CHECK(BytesToHexString(parts->key.id()) == "181de82b");
}

TEST_CASE("A certificate without common name has an empty one") {
  const auto parts = ReadCertificate(kNameless);
  REQUIRE(parts.ok());
  CHECK(parts->subject_common_name.empty());
}

TEST_CASE("The first certificate of a chain is read, with its own key") {
  const auto both = ReadCertificate(absl::StrCat(kNameless, kCertificate));
  REQUIRE(both.ok());
  CHECK(both->der == ReadCertificate(kNameless)->der);

  const std::string other_key =
      SigningKey::FromPem(SigningKey::GeneratePem().value())
          ->verifying_key()
          .Pem();
  const auto after_key = ReadCertificate(absl::StrCat(other_key, kCertificate));
  REQUIRE(after_key.ok());
  CHECK(BytesToHexString(after_key->key.id()) == "181de82b");
}

TEST_CASE("What is no certificate is refused") {
  CHECK(ReadCertificate("").status().code() ==
        absl::StatusCode::kInvalidArgument);
  CHECK_FALSE(ReadCertificate(kCertificate.substr(0, 200)).ok());
  CHECK_FALSE(ReadCertificate(SigningKey::GeneratePem().value()).ok());
}

TEST_CASE("A verifying key reads from a certificate") {
  const auto key = VerifyingKey::FromPem(kCertificate);
  REQUIRE(key.ok());
  CHECK(BytesToHexString(key->id()) == "181de82b");
}

}  // namespace
}  // namespace creditproof::crypto
