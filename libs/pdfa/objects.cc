// The bytes and objects of a file, whatever they are for.
#include <functional>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/pdfa/checks.h"

namespace creditproof::pdfa {
namespace {

using Kind = Value::Kind;

constexpr std::size_t kLongestName = 127;
constexpr std::size_t kLongestString = 32767;
constexpr double kLargest = 2147483647;

void Walk(const Value& value, const std::function<void(const Value&)>& visit) {
  visit(value);
  for (const Value& item : value.items) Walk(item, visit);
  for (const auto& [key, entry] : value.entries) {
    static_cast<void>(key);
    Walk(entry, visit);
  }
}

bool IsWithinLimits(const Value& value) {
  for (const auto& [key, entry] : value.entries) {
    static_cast<void>(entry);
    if (key.size() > kLongestName) return false;
  }
  switch (value.kind) {
    case Kind::kName:
      return value.text.size() <= kLongestName;
    case Kind::kString:
      return value.text.size() <= kLongestString;
    case Kind::kNumber:
      return value.number <= kLargest && value.number >= -kLargest;
    default:
      return true;
  }
}

void CheckStream(const File& file, const Value& stream,
                 const std::string& where, Findings& findings) {
  const Value& filter = stream["Filter"];
  if (!filter.IsNull() && !filter.IsName("FlateDecode")) {
    findings.Add(rule::kFilter, where);
  } else if (!file.Bytes(stream).has_value()) {
    findings.Add(rule::kStream, where);
  }
  for (const char* const key : {"F", "FFilter", "FDecodeParms"}) {
    if (!stream[key].IsNull()) findings.Add(rule::kExternal, where);
  }
}

}  // namespace

void CheckBytes(absl::string_view pdf, Findings& findings) {
  constexpr std::size_t kComment = 9;  // behind %PDF-1.7 and a line end
  bool good = absl::StartsWith(pdf, "%PDF-1.") && pdf.size() > kComment + 5 &&
              pdf[kComment] == '%' && pdf[kComment - 1] == '\n';
  for (std::size_t i = 1; good && i <= 4; ++i) {
    good = static_cast<unsigned char>(pdf[kComment + i]) > 127;
  }
  if (!good) findings.Add(rule::kHeader, "its start");
}

void CheckObjects(const File& file, Findings& findings) {
  for (const auto& [number, object] : file.objects()) {
    const std::string where = absl::StrCat("object ", number);
    if (object.Is(Kind::kStream)) CheckStream(file, object, where, findings);
    Walk(object, [&](const Value& value) {
      if (!IsWithinLimits(value)) findings.Add(rule::kLimits, where);
      if (value.Is(Kind::kReference) && file.Follow(value).IsNull()) {
        findings.Add(rule::kReference, where);
      }
    });
  }
  const Value& id = file.trailer()["ID"];
  if (id.items.size() != 2 || !id.items[0].Is(Kind::kString) ||
      id.items[0].text.empty() || !id.items[1].Is(Kind::kString)) {
    findings.Add(rule::kId, "the trailer");
  }
  if (!file.trailer()["Encrypt"].IsNull()) {
    findings.Add(rule::kEncryption, "the trailer");
  }
}

}  // namespace creditproof::pdfa
