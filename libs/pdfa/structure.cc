// Who owns what: contents, fields.
#include "absl/strings/str_cat.h"
#include "libs/pdfa/checks.h"
#include "libs/pdfa/elements.h"
#include "libs/pdfa/pages.h"
#include "libs/pdfa/tree.h"

namespace creditproof::pdfa {
namespace {

std::string Where(const ContentKey& content) {
  const auto [page, form, mcid] = content;
  return absl::StrCat("page object ", page, ", form ", form, ", content ",
                      mcid);
}

void CheckContents(const File& file, const Tree& tree, const Contents& contents,
                   Findings& findings) {
  std::map<ContentKey, int> owners;
  for (const Element& element : tree.elements) {
    for (const ContentKey& content : element.contents) {
      const bool once = owners.emplace(content, element.number).second;
      if (!once) findings.Add(rule::kOwned, Where(content));
      if (contents.drawn.count(content) == 0) {
        findings.Add(rule::kDrawn, Where(content));
      }
    }
  }
  for (const auto& [content, times] : contents.drawn) {
    const auto owner = owners.find(content);
    if (times == 1 && owner != owners.end() &&
        OwnerIn(file, tree, content) == owner->second) {
      continue;
    }
    findings.Add(rule::kOwned, Where(content));
  }
}

// The number of the Form element that has annotation `number`; 0: none.
int FormOf(const Tree& tree, int number) {
  for (const Element& element : tree.elements) {
    for (const int annotation : element.annotations) {
      if (annotation == number && element.type == "Form") {
        return element.number;
      }
    }
  }
  return 0;
}

void CheckFields(const File& file, const Value& page, const Tree& tree,
                 Findings& findings) {
  for (const Value& reference : file.Follow(page["Annots"]).items) {
    const Value& field = file.Follow(reference);
    const int form = FormOf(tree, reference.integer());
    const auto owner = tree.parents.find(field["StructParent"].integer());
    if (form == 0 || owner == tree.parents.end() ||
        owner->second->integer() != form || field["TU"].text.empty()) {
      findings.Add(rule::kFields, absl::StrCat("object ", reference.integer()));
    }
  }
}

}  // namespace

void CheckStructure(const File& file, const Contents& contents,
                    Findings& findings) {
  const Tree tree = ReadTree(file, findings);
  CheckContents(file, tree, contents, findings);
  CheckElements(file, tree, findings);
  for (const int number : Pages(file)) {
    const Value& page = file.objects().at(number);
    CheckFields(file, page, tree, findings);
    if (!page["Tabs"].IsName("S")) {
      findings.Add(rule::kTabs, absl::StrCat("object ", number));
    }
  }
}

}  // namespace creditproof::pdfa
