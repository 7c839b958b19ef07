// The Unified Social Credit Code (GB 32100-2015): the identity of a subject and
// the key of every shard.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof {

// Which rule a text breaks first, in the order in which they are checked.
enum class CodeRule {
  kNone,      // it is a valid code
  kAbsent,    // empty, or the placeholder of 17 zeros and X
  kLength,    // not 18 characters
  kAlphabet,  // a character outside 0-9 and A-Z without I, O, S, V, Z
  kPrefix,    // no registration authority and category of GB 32100 table 2
  kRegion,    // characters 3 to 8 are not digits
  kOrgCheck,  // character 17: GB 11714-1997, mod 11
  kCheck,     // character 18: GB 32100-2015 5.2.5, mod 31
};

// The first rule that `text` (upper case) breaks.
CodeRule FirstBrokenRule(absl::string_view text);

// One sentence about the rule: Chinese for clerks, English for developers.
absl::string_view ChineseText(CodeRule rule);
absl::string_view EnglishText(CodeRule rule);

// A code known to break no rule. Whether the subject exists is a question for
// the registry, not for this type.
//
// An immutable value; copy freely. Orders as its text does.
class CreditCode {
 public:
  static constexpr std::size_t kLength = 18;

  // Accepts upper case only; callers fold what people type (FoldCode). Fails
  // with INVALID_ARGUMENT, naming the first rule that `text` breaks.
  static absl::StatusOr<CreditCode> Parse(absl::string_view text);

  // The code that starts with `body` (16 characters: all but the two check
  // characters). Fails with INVALID_ARGUMENT when no code does.
  static absl::StatusOr<CreditCode> Complete(absl::string_view body);

  const std::string& text() const { return text_; }

  // Characters 9 to 17: the organisation code (GB 11714).
  absl::string_view organisation_code() const {
    return absl::string_view(text_).substr(8, 9);
  }

  friend auto operator<=>(const CreditCode&, const CreditCode&) = default;

 private:
  explicit CreditCode(absl::string_view text) : text_(text) {}

  std::string text_;
};

// `text` (UTF-8) with full-width characters made half-width, lower case made
// upper case, and blanks and hyphens taken out.
std::string FoldCode(absl::string_view text);

// True for 9 characters (hyphen folded away) with a right GB 11714 check.
bool IsOrganisationCode(absl::string_view text);

// Every valid code that one slip makes `text`: one character replaced or two
// neighbours swapped (18 characters), one dropped (17), one added (19); none
// for a text of another length. Ascending. The mod 31 check leaves about 30 of
// 540 replacements; the mod 11 check fewer.
std::vector<CreditCode> CodesOneSlipAway(absl::string_view text);

}  // namespace creditproof
