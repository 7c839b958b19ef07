#include "libs/crypto/web_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/crypto/ecdsa_form.h"
#include "libs/crypto/openssl.h"

namespace creditproof::crypto {
namespace {

constexpr std::size_t kCoordinateBytes = 32;
constexpr char kUncompressed = 0x04;  // SEC 1 section 2.3.3
constexpr int kFewestRsaBits = 2048;
constexpr int kMostRsaBits = 4096;
constexpr int kMostExponentBits = 32;

using Number = Handle<BIGNUM, BN_free>;
using Builder = Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = Handle<OSSL_PARAM, OSSL_PARAM_free>;
using KeyContext = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Context = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;

Number ToNumber(absl::string_view bytes) {
  Number number(
      BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr));
  Require(number != nullptr);
  return number;
}

// Null when the numbers make no key.
KeyHandle Build(const char* type, OSSL_PARAM_BLD* builder) {
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  Require(parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get());
  return KeyHandle(key);
}

bool IsModulus(const BIGNUM& number) {
  return BN_num_bits(&number) >= kFewestRsaBits &&
         BN_num_bits(&number) <= kMostRsaBits && BN_is_odd(&number) == 1;
}

bool IsExponent(const BIGNUM& number) {
  return BN_num_bits(&number) <= kMostExponentBits && BN_is_odd(&number) == 1 &&
         BN_is_one(&number) == 0;
}

}  // namespace

absl::StatusOr<WebKey> WebKey::FromPoint(absl::string_view x,
                                         absl::string_view y) {
  if (x.size() != kCoordinateBytes || y.size() != kCoordinateBytes) {
    return Rejected("a coordinate of P-256 has 32 bytes");
  }
  const std::string point =
      absl::StrCat(absl::string_view(&kUncompressed, 1), x, y);
  const Builder builder(OSSL_PARAM_BLD_new());
  Require(
      builder &&
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                      "prime256v1", 0) == 1 &&
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                       point.data(), point.size()) == 1);
  KeyHandle key = Build("EC", builder.get());
  if (!key) return Rejected("this is no point of P-256");
  return WebKey(std::move(key), Kind::kEs256);
}

absl::StatusOr<WebKey> WebKey::FromModulus(absl::string_view modulus,
                                           absl::string_view exponent) {
  const Number n = ToNumber(modulus);
  const Number e = ToNumber(exponent);
  if (!IsModulus(*n)) {
    return Rejected("an RSA key has an odd modulus of 2048 to 4096 bits");
  }
  if (!IsExponent(*e)) {
    return Rejected("an RSA exponent is odd, over 1 and of at most 32 bits");
  }
  const Builder builder(OSSL_PARAM_BLD_new());
  Require(builder &&
          OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N,
                                 n.get()) == 1 &&
          OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E,
                                 e.get()) == 1);
  KeyHandle key = Build("RSA", builder.get());
  if (!key) return Rejected("this is no RSA key");
  return WebKey(std::move(key), Kind::kRs256);
}

absl::Status WebKey::Verify(absl::string_view message,
                            absl::string_view signature) const {
  std::string written(signature);
  if (kind_ == Kind::kEs256) {
    const Signature read = ReadSignature(signature, SignatureForm::kRaw);
    if (!read) return Rejected("the signature is malformed");
    written = WriteSignature(*read, SignatureForm::kDer);
  }
  const Context context(EVP_MD_CTX_new());
  Require(context &&
          EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr,
                                  nullptr, key_.get(), nullptr) == 1);
  if (EVP_DigestVerify(context.get(), Bytes(written), written.size(),
                       Bytes(message), message.size()) != 1) {
    return Rejected("the signature does not match");
  }
  return absl::OkStatus();
}

}  // namespace creditproof::crypto
