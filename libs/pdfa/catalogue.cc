// What the catalogue says of the whole file.
#include "absl/strings/str_cat.h"
#include "libs/pdfa/checks.h"
#include "libs/pdfa/pages.h"

namespace creditproof::pdfa {
namespace {

using Kind = Value::Kind;

// Actions and what makes them, wherever they stand.
void CheckActive(const File& file, Findings& findings) {
  for (const auto& [number, object] : file.objects()) {
    if (!object.HasEntries()) continue;
    for (const char* const key :
         {"A", "AA", "OpenAction", "JavaScript", "JS", "XFA", "PresSteps"}) {
      // /A of an element is its attributes.
      const bool attribute = absl::string_view(key) == "A" &&
                             object["A"]["S"].IsNull() &&
                             file.Follow(object["A"])["S"].IsNull();
      if (object[key].IsNull() || attribute) continue;
      findings.Add(rule::kActive, absl::StrCat("object ", number, " /", key));
    }
  }
  const Value& names = file.Follow(file.catalogue()["Names"]);
  if (!names["JavaScript"].IsNull()) findings.Add(rule::kActive, "/Names");
  const Value& form = file.Follow(file.catalogue()["AcroForm"]);
  if (form["NeedAppearances"].IsTrue() || !form["XFA"].IsNull()) {
    findings.Add(rule::kActive, "/AcroForm");
  }
}

void CheckItem(const File& file, const Value& parent, const PageNumbers& pages,
               int depth, Findings& findings) {
  constexpr int kDeepest = 8;
  if (depth > kDeepest) return findings.Add(rule::kBookmarks, "too deep");
  int left = static_cast<int>(file.objects().size());
  const Value* reference = &parent["First"];
  while (!reference->IsNull() && left-- > 0) {
    const Value& item = file.Follow(*reference);
    const Value& destination = item["Dest"];
    const bool leads = !destination.items.empty() &&
                       pages.count(destination.items[0].integer()) == 1;
    if (!leads || item["Title"].text.empty()) {
      findings.Add(rule::kBookmarks,
                   absl::StrCat("object ", reference->integer()));
    }
    CheckItem(file, item, pages, depth + 1, findings);
    reference = &item["Next"];
  }
}

}  // namespace

void CheckCatalogue(const File& file, Findings& findings) {
  const Value& catalogue = file.catalogue();
  if (catalogue["Lang"].text.empty()) findings.Add(rule::kLanguage, "/Lang");
  const Value& preferences = file.Follow(catalogue["ViewerPreferences"]);
  if (!preferences["DisplayDocTitle"].IsTrue()) {
    findings.Add(rule::kTitle, "/DisplayDocTitle");
  }
  if (!catalogue["OCProperties"].IsNull() ||
      !file.Follow(catalogue["Names"])["AlternatePresentations"].IsNull()) {
    findings.Add(rule::kOptional, "the catalogue");
  }
  CheckActive(file, findings);
}

void CheckBookmarks(const File& file, Findings& findings) {
  const Value& outlines = file.Follow(file.catalogue()["Outlines"]);
  const PageNumbers pages = NumbersOfPages(file);
  CheckItem(file, outlines, pages, 0, findings);
  if (pages.size() > 1 && outlines["First"].IsNull()) {
    findings.Add(rule::kBookmarks, "none");
  }
}

}  // namespace creditproof::pdfa
