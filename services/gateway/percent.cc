#include "services/gateway/percent.h"

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "libs/report/utf8.h"

namespace creditproof::gateway {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";

bool IsUnreserved(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

// The byte that `digits` stand for, or nothing.
std::optional<char> Byte(absl::string_view digits) {
  if (digits.size() != 2 || !absl::ascii_isxdigit(digits[0]) ||
      !absl::ascii_isxdigit(digits[1])) {
    return {};
  }
  return absl::HexStringToBytes(digits)[0];
}

}  // namespace

std::optional<std::string> PercentDecode(absl::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i]);
      continue;
    }
    const std::optional<char> byte = Byte(text.substr(i + 1, 2));
    if (!byte || absl::ascii_iscntrl(static_cast<unsigned char>(*byte))) {
      return {};
    }
    decoded.push_back(*byte);
    i += 2;
  }
  if (absl::c_linear_search(report::Decode(decoded), report::kMalformed)) {
    return {};
  }
  return decoded;
}

std::string PercentEncode(absl::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (IsUnreserved(c)) {
      encoded.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded.append({'%', kHex[byte >> 4], kHex[byte & 15]});
  }
  return encoded;
}

std::optional<Pairs> ParseQuery(absl::string_view query) {
  Pairs pairs;
  for (const absl::string_view pair :
       absl::StrSplit(query, '&', absl::SkipEmpty())) {
    const std::pair<std::string, std::string> halves =
        absl::StrSplit(pair, absl::MaxSplits('=', 1));
    const auto name =
        PercentDecode(absl::StrReplaceAll(halves.first, {{"+", " "}}));
    const auto value =
        PercentDecode(absl::StrReplaceAll(halves.second, {{"+", " "}}));
    if (!name || !value) return {};
    pairs.emplace_back(*name, *value);
  }
  return pairs;
}

}  // namespace creditproof::gateway
