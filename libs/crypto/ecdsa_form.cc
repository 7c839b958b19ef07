#include "libs/crypto/ecdsa_form.h"

#include <openssl/bn.h>

namespace creditproof::crypto {
namespace {

constexpr int kNumberBytes = 32;
constexpr std::size_t kRawBytes = 2 * kNumberBytes;

// The order n of P-256 (FIPS 186-4, D.1.2.3).
const BIGNUM* Order() {
  static const BIGNUM* const kOrder = [] {
    BIGNUM* order = nullptr;
    Require(BN_hex2bn(&order,
                      "FFFFFFFF00000000FFFFFFFFFFFFFFFF"
                      "BCE6FAADA7179E84F3B9CAC2FC632551") != 0);
    return order;
  }();
  return kOrder;
}

const BIGNUM* HalfOrder() {
  static const BIGNUM* const kHalf = [] {
    BIGNUM* half = BN_new();
    Require(half != nullptr && BN_rshift1(half, Order()) == 1);
    return half;
  }();
  return kHalf;
}

Signature Make(BIGNUM* r, BIGNUM* s) {
  Signature signature(ECDSA_SIG_new());
  Require(signature && ECDSA_SIG_set0(signature.get(), r, s) == 1);
  return signature;
}

Signature ReadRaw(absl::string_view text) {
  if (text.size() != kRawBytes) return nullptr;
  return Make(BN_bin2bn(Bytes(text), kNumberBytes, nullptr),
              BN_bin2bn(Bytes(text) + kNumberBytes, kNumberBytes, nullptr));
}

Signature ReadDer(absl::string_view text) {
  const unsigned char* in = Bytes(text);
  Signature signature(
      d2i_ECDSA_SIG(nullptr, &in, static_cast<long>(text.size())));
  // Only what would be written again is DER: no bytes after it, no padding.
  if (!signature || WriteSignature(*signature, SignatureForm::kDer) != text) {
    return nullptr;
  }
  return signature;
}

}  // namespace

Signature ReadSignature(absl::string_view text, SignatureForm form) {
  return form == SignatureForm::kDer ? ReadDer(text) : ReadRaw(text);
}

std::string WriteSignature(const ECDSA_SIG& signature, SignatureForm form) {
  if (form == SignatureForm::kDer) return ToDer(i2d_ECDSA_SIG, &signature);
  std::string raw(kRawBytes, '\0');
  unsigned char* out = Bytes(raw);
  Require(BN_bn2binpad(ECDSA_SIG_get0_r(&signature), out, kNumberBytes) > 0);
  out += kNumberBytes;
  Require(BN_bn2binpad(ECDSA_SIG_get0_s(&signature), out, kNumberBytes) > 0);
  return raw;
}

bool HasLowS(const ECDSA_SIG& signature) {
  return BN_cmp(ECDSA_SIG_get0_s(&signature), HalfOrder()) <= 0;
}

Signature LowTwin(Signature signature) {
  if (HasLowS(*signature)) return signature;
  BIGNUM* low = BN_new();
  Require(low && BN_sub(low, Order(), ECDSA_SIG_get0_s(signature.get())) == 1);
  return Make(BN_dup(ECDSA_SIG_get0_r(signature.get())), low);
}

}  // namespace creditproof::crypto
