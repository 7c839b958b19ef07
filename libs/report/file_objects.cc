#include "libs/report/file_objects.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/deflate/inflate.h"
#include "libs/report/take.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kMostStreamBytes = std::size_t{1} << 20;
constexpr std::size_t kLongestDictionary = std::size_t{1} << 18;
constexpr std::size_t kMostWork = std::size_t{1} << 25;

absl::Status Broken(absl::string_view what) {
  return absl::InvalidArgumentError(what);
}

// As we end lines, and as other programs do.
bool TakeLineEnd(absl::string_view& rest) {
  return Take(rest, "\r\n") || Take(rest, "\n");
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
  ASSIGN_OR_RETURN(ObjectTable table, ReadObjectTable(pdf));
  return FileObjects(pdf, std::move(table));
}

absl::StatusOr<absl::string_view> FileObjects::From(int number) const {
  // Whoever went on in spite of an error reads no further.
  RETURN_IF_ERROR(Spend(0));
  const std::size_t at = offset(number);
  if (at == 0) return Broken("there is no such object");
  absl::string_view rest = pdf_.substr(at);
  if (!Take(rest, absl::StrCat(number, " 0 obj"))) {
    return Broken("an object is not where the table says");
  }
  TakeLineEnd(rest);
  return rest;
}

absl::StatusOr<absl::string_view> FileObjects::Dictionary(int number) const {
  ASSIGN_OR_RETURN(absl::string_view rest, From(number));
  rest = rest.substr(0, kLongestDictionary);
  const auto size = DictionarySize(rest);
  RETURN_IF_ERROR(Spend(size.value_or(rest.size())));
  if (!size.has_value()) return Broken("an object has no dictionary");
  return rest.substr(0, *size);
}

absl::StatusOr<std::string> FileObjects::Stream(int number) const {
  ASSIGN_OR_RETURN(absl::string_view rest, From(number));
  ASSIGN_OR_RETURN(const absl::string_view dictionary, Dictionary(number));
  rest.remove_prefix(dictionary.size());
  TakeLineEnd(rest);
  const auto length = NumberAfter(dictionary, "/Length ");
  if (!Take(rest, "stream") || !TakeLineEnd(rest) || !length.has_value() ||
      static_cast<std::size_t>(*length) > rest.size()) {
    return Broken("an object has no stream");
  }
  rest = rest.substr(0, static_cast<std::size_t>(*length));
  RETURN_IF_ERROR(Spend(rest.size()));
  if (absl::StrContains(dictionary, "/FlateDecode")) {
    ASSIGN_OR_RETURN(std::string bytes,
                     deflate::Inflate(rest, kMostStreamBytes));
    RETURN_IF_ERROR(Spend(bytes.size()));
    return bytes;
  }
  if (rest.size() > kMostStreamBytes) return Broken("a stream is too long");
  return std::string(rest);
}

absl::Status FileObjects::Spend(std::size_t bytes) const {
  spent_ += bytes;
  return spent_ <= kMostWork ? absl::OkStatus()
                             : Broken("the file takes too much reading");
}

}  // namespace creditproof::report
