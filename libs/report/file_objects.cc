#include "libs/report/file_objects.h"

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/deflate/inflate.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kMostStreamBytes = std::size_t{1} << 20;
constexpr absl::string_view kStream = "stream\n";

absl::Status Broken(absl::string_view what) {
  return absl::InvalidArgumentError(what);
}

// An entry of 20 bytes (ISO 32000-1 section 7.5.4).
absl::optional<std::size_t> StartIn(absl::string_view entry) {
  constexpr std::size_t kDigits = 10;
  std::uint64_t start = 0;
  if (!absl::EndsWith(entry, " 00000 n \n") ||
      !absl::SimpleAtoi(entry.substr(0, kDigits), &start)) {
    return absl::nullopt;
  }
  return static_cast<std::size_t>(start);
}

// Where the string in <> that `bytes` begin with ends.
std::size_t StringSize(absl::string_view bytes) {
  const std::size_t close = bytes.find('>');
  return close == absl::string_view::npos ? bytes.size() : close + 1;
}

// The size of the dictionary that `bytes` begin with.
absl::optional<std::size_t> DictionarySize(absl::string_view bytes) {
  int depth = 0;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const absl::string_view rest = bytes.substr(at);
    if (absl::StartsWith(rest, "<<")) {
      ++depth;
      at += 2;
    } else if (absl::StartsWith(rest, ">>")) {
      --depth;
      at += 2;
    } else {
      at += rest[0] == '<' ? StringSize(rest) : 1;
    }
    if (depth <= 0) break;
  }
  if (depth != 0 || !absl::StartsWith(bytes, "<<")) return absl::nullopt;
  return at;
}

}  // namespace

absl::StatusOr<FileObjects> FileObjects::Find(absl::string_view pdf) {
  constexpr std::size_t kEntry = 20;
  const std::size_t table = pdf.rfind("\nxref\n0 ");
  if (table == absl::string_view::npos) return Broken("no table of objects");
  absl::string_view rest = pdf.substr(table + 1);
  std::size_t entries = 0;
  if (!Take(rest, "xref\n0 ") || !TakeNumber(rest, entries) ||
      !Take(rest, "\n") || entries == 0 || entries > rest.size() / kEntry) {
    return Broken("the table of objects is cut off");
  }
  std::vector<std::size_t> starts;
  for (std::size_t i = 1; i < entries; ++i) {
    const auto start = StartIn(rest.substr(i * kEntry, kEntry));
    if (!start.has_value() || *start >= pdf.size()) {
      return Broken("an entry of the table of objects leads nowhere");
    }
    starts.push_back(*start);
  }
  return FileObjects(pdf, std::move(starts));
}

absl::StatusOr<absl::string_view> FileObjects::From(int number) const {
  if (number < 1 || number > count()) return Broken("there is no such object");
  absl::string_view rest =
      pdf_.substr(starts_[static_cast<std::size_t>(number) - 1]);
  if (!Take(rest, absl::StrCat(number, " 0 obj"))) {
    return Broken("an object is not where the table says");
  }
  Take(rest, "\n");
  return rest;
}

absl::StatusOr<absl::string_view> FileObjects::Dictionary(int number) const {
  ASSIGN_OR_RETURN(const absl::string_view rest, From(number));
  const auto size = DictionarySize(rest);
  if (!size.has_value()) return Broken("an object has no dictionary");
  return rest.substr(0, *size);
}

absl::StatusOr<std::string> FileObjects::Stream(int number) const {
  ASSIGN_OR_RETURN(absl::string_view rest, From(number));
  ASSIGN_OR_RETURN(const absl::string_view dictionary, Dictionary(number));
  rest.remove_prefix(dictionary.size());
  Take(rest, "\n");
  const auto length = NumberAfter(dictionary, "/Length ");
  if (!Take(rest, kStream) || !length.has_value() ||
      static_cast<std::size_t>(*length) > rest.size()) {
    return Broken("an object has no stream");
  }
  rest = rest.substr(0, static_cast<std::size_t>(*length));
  if (absl::StrContains(dictionary, "/FlateDecode")) {
    return deflate::Inflate(rest, kMostStreamBytes);
  }
  if (rest.size() > kMostStreamBytes) return Broken("a stream is too long");
  return std::string(rest);
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

}  // namespace creditproof::report
