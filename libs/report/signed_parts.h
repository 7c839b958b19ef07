// The signature of a finished file, taken out and put back, for tests.
#pragma once

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/crypto/digest.h"
#include "libs/report/der.h"

namespace creditproof::report {

// Where the digits of the signature start, and how many there are.
inline std::size_t Digits(absl::string_view pdf) {
  return pdf.rfind("/Contents<") + 10;
}
inline std::size_t DigitCount(absl::string_view pdf) {
  return pdf.find('>', Digits(pdf)) - Digits(pdf);
}

inline std::string CmsOf(absl::string_view pdf) {
  const std::string bytes =
      absl::HexStringToBytes(pdf.substr(Digits(pdf), DigitCount(pdf)));
  return bytes.substr(0, der::ValueSize(bytes));
}

inline std::string WithCms(std::string pdf, absl::string_view cms) {
  std::string hex = absl::AsciiStrToUpper(absl::BytesToHexString(cms));
  hex.resize(DigitCount(pdf), '0');
  return pdf.replace(Digits(pdf), hex.size(), hex);
}

// Of all but the signature.
inline std::string DigestOf(crypto::Hash hash, absl::string_view pdf) {
  const std::size_t end = Digits(pdf) + DigitCount(pdf);
  return crypto::Digest(
      hash, absl::StrCat(pdf.substr(0, Digits(pdf) - 1), pdf.substr(end + 1)));
}

// `cms` with other bytes as its unsigned attributes.
std::string WithUnsigned(absl::string_view cms, absl::string_view attributes);

}  // namespace creditproof::report
