#include "libs/report/cms_parts.h"

#include "absl/strings/str_cat.h"
#include "libs/report/der.h"

namespace creditproof::report::cms {
namespace {

using crypto::Algorithm;
using der::Value;

constexpr auto kSha256 = Literal("\6\x9\x60\x86\x48\1\x65\3\4\2\1");
constexpr auto kSm3 = Literal("\6\x8\x2A\x81\x1C\xCF\x55\1\x83\x11");
constexpr auto kEcdsaWithSha256 = Literal("\6\x8\x2A\x86\x48\xCE\x3D\4\3\2");
constexpr auto kRsaEncryption =
    Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\1\1\5\0");  // and NULL
constexpr auto kSm2WithSm3 = Literal("\6\x8\x2A\x81\x1C\xCF\x55\1\x83\x75");

absl::string_view OidOf(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::kP256:
      return kEcdsaWithSha256;
    case Algorithm::kRsa2048:
      return kRsaEncryption;
    case Algorithm::kSm2:
      return kSm2WithSm3;
  }
  return {};
}

}  // namespace

std::string Identifier(crypto::Hash hash) {
  return Value(der::kSequence, hash == crypto::Hash::kSm3 ? kSm3 : kSha256);
}

std::string Identifier(Algorithm algorithm) {
  return Value(der::kSequence, OidOf(algorithm));
}

std::string Attribute(absl::string_view type, absl::string_view value) {
  return Value(der::kSequence, absl::StrCat(type, Value(der::kSet, value)));
}

absl::string_view FindAttribute(absl::string_view attributes,
                                absl::string_view type) {
  for (const absl::string_view attribute : der::Children(attributes)) {
    if (der::At(attribute, {0}) == type) return der::At(attribute, {1, 0});
  }
  return {};
}

std::string SignedDataInfo(absl::string_view signed_data) {
  return Value(der::kSequence,
               absl::StrCat(kSignedData, Value(der::kContext0, signed_data)));
}

}  // namespace creditproof::report::cms
