#include "libs/crypto/web_key.h"

#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace creditproof::crypto {
namespace {

std::string Decoded(absl::string_view text) {
  std::string bytes;
  REQUIRE(absl::WebSafeBase64Unescape(text, &bytes));
  return bytes;
}

// What both examples sign after their header.
constexpr char kPayload[] =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
    "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

// RFC 7515, appendix A.3.
const std::string kX = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
const std::string kY = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";
const std::string kEcMessage = absl::StrCat("eyJhbGciOiJFUzI1NiJ9.", kPayload);
constexpr char kEcSignature[] =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSA"
    "pmWQxfKTUJqPP3-Kg6NU1Q";

// RFC 7515, appendix A.2.
constexpr char kModulus[] =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qP"
    "CJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47s"
    "oMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2"
    "R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoud"
    "F8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
constexpr char kExponent[] = "AQAB";
const std::string kRsaMessage = absl::StrCat("eyJhbGciOiJSUzI1NiJ9.", kPayload);
constexpr char kRsaSignature[] =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4B"
    "h-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZ"
    "LgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_d"
    "O--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6"
    "LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

void CheckVerifies(const WebKey& key, const std::string& message,
                   const std::string& signature) {
  CHECK(key.Verify(message, signature).ok());
  CHECK_FALSE(key.Verify(message + "x", signature).ok());
  CHECK_FALSE(key.Verify(message, signature + "x").ok());
  CHECK_FALSE(key.Verify(message, "").ok());
  std::string altered = signature;
  altered.back() = static_cast<char>(altered.back() ^ 1);
  CHECK_FALSE(key.Verify(message, altered).ok());
}

TEST_CASE("The examples of RFC 7515 verify, and nothing near them") {
  const auto ec = WebKey::FromPoint(Decoded(kX), Decoded(kY));
  REQUIRE(ec.ok());
  CHECK(ec->kind() == WebKey::Kind::kEs256);
  CheckVerifies(*ec, kEcMessage, Decoded(kEcSignature));

  const auto rsa = WebKey::FromModulus(Decoded(kModulus), Decoded(kExponent));
  REQUIRE(rsa.ok());
  CHECK(rsa->kind() == WebKey::Kind::kRs256);
  CheckVerifies(*rsa, kRsaMessage, Decoded(kRsaSignature));

  CHECK_FALSE(ec->Verify(kRsaMessage, Decoded(kRsaSignature)).ok());
  CHECK_FALSE(rsa->Verify(kEcMessage, Decoded(kEcSignature)).ok());
}

TEST_CASE("A signature of zeros is none") {
  const auto ec = WebKey::FromPoint(Decoded(kX), Decoded(kY));
  CHECK_FALSE(ec->Verify(kEcMessage, std::string(64, '\0')).ok());
}

TEST_CASE("What is no point of P-256 is no key") {
  const std::string x = Decoded(kX);
  std::string y = Decoded(kY);
  CHECK_FALSE(WebKey::FromPoint(x, "").ok());
  CHECK_FALSE(WebKey::FromPoint(x, y + "x").ok());
  CHECK_FALSE(WebKey::FromPoint(x, std::string(32, '\xff')).ok());
  CHECK_FALSE(WebKey::FromPoint(std::string(32, 0), std::string(32, 0)).ok());
  y.back() = static_cast<char>(y.back() ^ 1);
  CHECK_FALSE(WebKey::FromPoint(x, y).ok());
}

TEST_CASE("An RSA key that is weak or costly is none") {
  const std::string modulus = Decoded(kModulus);
  const std::string exponent = Decoded(kExponent);
  CHECK_FALSE(WebKey::FromModulus(modulus.substr(1), exponent).ok());
  CHECK_FALSE(WebKey::FromModulus(modulus + modulus + "x", exponent).ok());
  CHECK_FALSE(WebKey::FromModulus("", exponent).ok());
  std::string even = modulus;
  even.back() = '\0';
  CHECK_FALSE(WebKey::FromModulus(even, exponent).ok());
  for (const std::string& weak :
       {std::string(), std::string("\x01"), std::string("\x02"),
        std::string("\x01\x00\x00\x00\x01", 5)}) {
    CHECK_FALSE(WebKey::FromModulus(modulus, weak).ok());
  }
  CHECK(WebKey::FromModulus(modulus, "\x03").ok());
}

}  // namespace
}  // namespace creditproof::crypto
