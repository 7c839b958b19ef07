#include "libs/report/take.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace creditproof::report {

bool Take(absl::string_view& rest, absl::string_view expected) {
  if (!absl::StartsWith(rest, expected)) return false;
  rest.remove_prefix(expected.size());
  return true;
}

bool TakeNumber(absl::string_view& rest, std::size_t& number) {
  constexpr std::size_t kMostDigits = 9;
  std::size_t digits = 0;
  number = 0;
  while (digits < rest.size() &&
         absl::ascii_isdigit(static_cast<unsigned char>(rest[digits]))) {
    if (digits == kMostDigits) return false;
    number = number * 10 + static_cast<std::size_t>(rest[digits] - '0');
    ++digits;
  }
  if (digits == 0 || (digits > 1 && rest[0] == '0')) return false;
  rest.remove_prefix(digits);
  return true;
}

absl::optional<int> NumberAfter(absl::string_view dictionary,
                                absl::string_view key) {
  const std::size_t at = dictionary.find(key);
  if (at == absl::string_view::npos) return absl::nullopt;
  absl::string_view rest = dictionary.substr(at + key.size());
  std::size_t number = 0;
  if (!TakeNumber(rest, number)) return absl::nullopt;
  return static_cast<int>(number);
}

absl::optional<int> OnlyNumberAfter(absl::string_view dictionary,
                                    absl::string_view key) {
  const std::size_t at = dictionary.find(key);
  if (at == absl::string_view::npos || dictionary.rfind(key) != at) {
    return absl::nullopt;
  }
  return NumberAfter(dictionary, absl::StrCat(key, " "));
}

}  // namespace creditproof::report
