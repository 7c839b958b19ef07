#include "libs/pdfa/file.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/deflate/inflate.h"
#include "libs/pdfa/lexer.h"

namespace creditproof::pdfa {
namespace {

using Kind = Value::Kind;

constexpr std::size_t kEntry = 20;
constexpr std::size_t kDigits = 10;
constexpr std::size_t kMostBytes = std::size_t{16} << 20;

bool TakeFrom(absl::string_view& rest, absl::string_view expected) {
  if (!absl::StartsWith(rest, expected)) return false;
  rest.remove_prefix(expected.size());
  return true;
}

// Where the last startxref leads to; 0: nowhere.
std::size_t TableOf(absl::string_view pdf, Findings& findings) {
  constexpr absl::string_view kStart = "startxref\n";
  const std::size_t start = pdf.rfind(kStart);
  if (start == absl::string_view::npos) return 0;
  absl::string_view rest = pdf.substr(start + kStart.size());
  const absl::string_view digits = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(digits.size());
  if (rest != "\n%%EOF\n" && rest != "\n%%EOF") {
    findings.Add(rule::kEnd, "behind startxref");
  }
  std::size_t table = 0;
  return absl::SimpleAtoi(digits, &table) && table < pdf.size() ? table : 0;
}

// The value of a stream's object, its bytes with it.
absl::optional<Value> ReadStream(absl::string_view pdf, Value dictionary,
                                 std::size_t at, int number,
                                 Findings& findings) {
  absl::string_view rest = pdf.substr(at);
  const int length = dictionary["Length"].integer();
  if (!TakeFrom(rest, "\n") || length < 0 ||
      static_cast<std::size_t>(length) > rest.size()) {
    findings.Add(rule::kStream, absl::StrCat("object ", number));
    return absl::nullopt;
  }
  dictionary.kind = Kind::kStream;
  dictionary.text = std::string(rest.substr(0, dictionary["Length"].integer()));
  rest.remove_prefix(dictionary.text.size());
  if (!TakeFrom(rest, "\nendstream\nendobj\n")) {
    findings.Add(rule::kStream, absl::StrCat("object ", number));
  }
  return dictionary;
}

absl::optional<Value> ReadObject(absl::string_view pdf, std::size_t offset,
                                 int number, Findings& findings) {
  const std::string opening = absl::StrCat(number, " 0 obj");
  const bool on_line =
      offset > 0 && offset < pdf.size() && pdf[offset - 1] == '\n';
  if (!on_line || !absl::StartsWith(pdf.substr(offset), opening)) {
    findings.Add(rule::kTable, absl::StrCat("object ", number));
    return absl::nullopt;
  }
  Lexer lexer(pdf, offset + opening.size());
  Token token = lexer.Next();
  if (token.kind != Token::Kind::kValue) {
    findings.Add(rule::kObject, absl::StrCat("object ", number));
    return absl::nullopt;
  }
  const Token close = lexer.Next();
  if (close.Is("stream") && token.value.Is(Kind::kDictionary)) {
    return ReadStream(pdf, std::move(token.value), lexer.at(), number,
                      findings);
  }
  const absl::string_view end = pdf.substr(
      lexer.at() - close.keyword.size() - 1, close.keyword.size() + 2);
  if (end != "\nendobj\n") {
    findings.Add(rule::kObject, absl::StrCat("object ", number));
  }
  return token.value;
}

}  // namespace

absl::optional<File> File::Read(absl::string_view pdf, Findings& findings) {
  File file;
  const std::size_t table = TableOf(pdf, findings);
  absl::string_view rest = pdf.substr(table);
  std::size_t entries = 0;
  const bool opens = table != 0 && TakeFrom(rest, "xref\n0 ");
  const absl::string_view count = rest.substr(0, rest.find('\n'));
  if (!opens || !absl::SimpleAtoi(count, &entries) || entries == 0 ||
      entries > rest.size() / kEntry) {
    findings.Add(rule::kTable, "its place or its head");
    return absl::nullopt;
  }
  rest.remove_prefix(count.size() + 1);
  for (std::size_t i = 0; i < entries; ++i) {
    const absl::string_view entry = rest.substr(i * kEntry, kEntry);
    const int number = static_cast<int>(i);
    if (i == 0 && entry == "0000000000 65535 f \n") continue;
    std::size_t offset = 0;
    if (!absl::SimpleAtoi(entry.substr(0, kDigits), &offset) ||
        entry.substr(kDigits) != " 00000 n \n") {
      findings.Add(rule::kTable, absl::StrCat("entry ", number));
      continue;
    }
    auto object = ReadObject(pdf, offset, number, findings);
    if (object.has_value()) file.objects_[number] = *std::move(object);
  }
  Lexer lexer(rest, entries * kEntry);
  const bool trailer = lexer.Next().Is("trailer");
  Token dictionary = lexer.Next();
  if (!trailer || !dictionary.value.Is(Kind::kDictionary)) {
    findings.Add(rule::kTable, "no trailer behind it");
    return absl::nullopt;
  }
  file.trailer_ = std::move(dictionary.value);
  return file;
}

const Value& File::Follow(const Value& value) const {
  if (!value.Is(Kind::kReference)) return value;
  static const auto* const nothing = new Value();
  const auto found = objects_.find(value.integer());
  return found == objects_.end() ? *nothing : found->second;
}

absl::optional<std::string> File::Bytes(const Value& stream) const {
  const Value& value = Follow(stream);
  if (!value.Is(Kind::kStream)) return absl::nullopt;
  if (value["Filter"].IsNull()) return value.text;
  const auto bytes = deflate::Inflate(value.text, kMostBytes);
  if (!bytes.ok()) return absl::nullopt;
  return *bytes;
}

}  // namespace creditproof::pdfa
