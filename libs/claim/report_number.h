// Report numbers: 17 characters that route, cannot be guessed, and tell slips.
// Specified in docs/formats/report-number.md.
//
// 16 characters of Crockford Base32 hold 80 bits, most significant first: 10
// bits RoutingHash(code) mod 1024, then 70 bits, the first of HMAC-SHA-256(
// secret, length of client (8 bytes, big-endian) || client || request id). The
// 17th checks: over GF(32) with x^5 + x^2 + 1, the sum of c(i) times x^(i+1),
// i = 0..15. It catches every replaced character and every swapped pair.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::claim {

class ReportNumber {
 public:
  static constexpr std::size_t kLength = 17;
  static constexpr std::size_t kPackedBytes = 10;

  // The number of `client`'s request `request_id` about `code`.
  static ReportNumber Make(absl::string_view secret, const CreditCode& code,
                           absl::string_view client,
                           absl::string_view request_id);

  // Folds what people type: lower case, blanks, hyphens, I and L for 1, O for
  // 0. Fails with INVALID_ARGUMENT, in Chinese, saying which slip it is: a
  // wrong length, a character that never occurs, a wrong check character.
  static absl::StatusOr<ReportNumber> Parse(absl::string_view text);

  // From the 10 bytes of the 80 bits.
  static ReportNumber Unpack(absl::string_view packed);
  std::string packed() const;

  // 17 characters.
  const std::string& text() const { return text_; }

  // As printed: 4-4-4-4-1.
  std::string printed() const;

  // The partition under any P up to 1024.
  std::uint32_t PartitionUnder(std::uint32_t partition_count) const;

  friend bool operator==(const ReportNumber&, const ReportNumber&) = default;

 private:
  explicit ReportNumber(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

}  // namespace creditproof::claim
