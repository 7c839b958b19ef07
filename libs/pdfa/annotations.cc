// What stands on pages beside their content, and what is attached.
#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/pdfa/checks.h"
#include "libs/pdfa/pages.h"

namespace creditproof::pdfa {
namespace {

constexpr int kPrint = 4;
constexpr int kUnseen = 1 | 2 | 32 | 256;  // invisible, hidden, no view ...

bool IsSizeless(const Value& rectangle) {
  const auto& sides = rectangle.items;
  return sides.size() == 4 && sides[0].number == sides[2].number &&
         sides[1].number == sides[3].number;
}

bool IsGood(const File& file, const Value& annotation) {
  const int flags = annotation["F"].integer();
  const bool appears =
      file.Follow(file.Follow(annotation["AP"])["N"]).Is(Value::Kind::kStream);
  return annotation["Subtype"].IsName("Widget") &&
         annotation["FT"].IsName("Sig") && (flags & kPrint) != 0 &&
         (flags & kUnseen) == 0 && (appears || IsSizeless(annotation["Rect"]));
}

// MIME: a type and a subtype (RFC 2046).
bool IsMimeType(const Value& name) {
  const std::size_t slash = name.text.find('/');
  return name.Is(Value::Kind::kName) && slash != std::string::npos &&
         slash > 0 && slash + 1 < name.text.size();
}

bool IsRelationship(const Value& name) {
  constexpr absl::string_view kKnown[] = {"Source", "Data", "Alternative",
                                          "Supplement", "Unspecified"};
  return std::find(std::begin(kKnown), std::end(kKnown), name.text) !=
         std::end(kKnown);
}

std::set<int> Associated(const File& file) {
  std::set<int> numbers;
  for (const Value& one : file.Follow(file.catalogue()["AF"]).items) {
    numbers.insert(one.integer());
  }
  return numbers;
}

}  // namespace

void CheckAnnotations(const File& file, Findings& findings) {
  for (const int number : Pages(file)) {
    const Value& page = file.objects().at(number);
    for (const Value& reference : file.Follow(page["Annots"]).items) {
      if (IsGood(file, file.Follow(reference))) continue;
      findings.Add(rule::kAnnotations,
                   absl::StrCat("object ", reference.integer()));
    }
  }
}

void CheckAttachments(const File& file, Findings& findings) {
  const std::set<int> associated = Associated(file);
  for (const auto& [number, object] : file.objects()) {
    const std::string where = absl::StrCat("object ", number);
    if (object["Type"].IsName("EmbeddedFile") &&
        !IsMimeType(object["Subtype"])) {
      findings.Add(rule::kMime, where);
    }
    if (object["EF"].IsNull()) continue;
    if (object["F"].text.empty() || object["UF"].text.empty() ||
        !IsRelationship(object["AFRelationship"])) {
      findings.Add(rule::kAttachment, where);
    }
    if (associated.count(number) == 0) findings.Add(rule::kAssociated, where);
  }
}

}  // namespace creditproof::pdfa
