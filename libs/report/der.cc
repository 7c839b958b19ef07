#include "libs/report/der.h"

#include "absl/strings/str_cat.h"

namespace creditproof::report::der {
namespace {

constexpr std::size_t kShort = 0x80;  // lengths below stand in one byte

}  // namespace

std::string Value(Tag tag, absl::string_view content) {
  std::string value(1, static_cast<char>(tag));
  if (content.size() < kShort) {
    value += static_cast<char>(content.size());
    return absl::StrCat(value, content);
  }
  std::string length;
  for (std::size_t rest = content.size(); rest > 0; rest >>= 8) {
    length.insert(length.begin(), static_cast<char>(rest & 255));
  }
  value += static_cast<char>(kShort | length.size());
  return absl::StrCat(value, length, content);
}

std::size_t ValueSize(absl::string_view bytes) {
  const auto at = [bytes](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i]));
  };
  if (bytes.size() < 2) return 0;
  std::size_t length = at(1);
  std::size_t header = 2;
  if (length >= kShort) {
    const std::size_t digits = length - kShort;
    if (digits < 1 || digits > 3 || bytes.size() < 2 + digits) return 0;
    length = 0;
    for (std::size_t i = 0; i < digits; ++i) length = length << 8 | at(2 + i);
    if (length < kShort || at(2) == 0) return 0;
    header += digits;
  }
  return bytes.size() - header < length ? 0 : header + length;
}

absl::string_view Content(absl::string_view value) {
  const std::size_t size = ValueSize(value);
  if (size == 0) return {};
  const auto first = static_cast<unsigned char>(value[1]);
  return value.substr(0, size).substr(first < kShort ? 2 : 2 + first - kShort);
}

std::vector<absl::string_view> Children(absl::string_view value) {
  std::vector<absl::string_view> children;
  absl::string_view rest = Content(value);
  while (const std::size_t size = ValueSize(rest)) {
    children.push_back(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  return children;
}

absl::string_view At(absl::string_view value, absl::Span<const int> path) {
  for (const int index : path) {
    value = Content(value);
    for (int i = 0; i < index; ++i) {
      const std::size_t size = ValueSize(value);
      if (size == 0) return {};
      value.remove_prefix(size);
    }
  }
  return value.substr(0, ValueSize(value));
}

}  // namespace creditproof::report::der
