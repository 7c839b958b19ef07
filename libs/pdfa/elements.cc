#include "libs/pdfa/elements.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"

namespace creditproof::pdfa {
namespace {

using Types = std::set<std::string, std::less<>>;

const Types& StandardTypes() {
  static const auto* const types = new Types{
      "Document", "Part",  "Sect",  "Div",  "Caption", "P",    "H1",
      "H2",       "H3",    "H4",    "H5",   "H6",      "L",    "LI",
      "Lbl",      "LBody", "Table", "TR",   "TH",      "TD",   "THead",
      "TBody",    "TFoot", "Span",  "Link", "Figure",  "Form", "Note"};
  return *types;
}

class ElementCheck {
 public:
  ElementCheck(const File& file, const Tree& tree, Findings& findings)
      : file_(file), tree_(tree), findings_(findings) {}

  void Check(const Element& element) {
    const std::string& type = element.type;
    if (StandardTypes().count(type) == 0) Add(rule::kTypes, element);
    if (type == "Figure") CheckFigure(element);
    if (type == "TH") CheckHead(element);
    if (type == "Table") CheckTable(element);
    if (type == "TR") CheckKids(rule::kRows, element, {"TH", "TD"});
    if (type == "L") CheckKids(rule::kLists, element, {"LI"});
    if (type == "LI" && (element.contents.empty() || !element.kids.empty())) {
      CheckKids(rule::kLists, element, {"Lbl", "LBody"});
    }
    if (type.size() == 2 && type[0] == 'H' && type[1] > '0') {
      CheckHeading(element, type[1] - '0');
    }
  }

 private:
  void Add(const Rule& rule, const Element& element) {
    findings_.Add(rule,
                  absl::StrCat(element.type, ", object ", element.number));
  }

  // An entry of its attributes.
  const Value& Attribute(const Element& element, absl::string_view key) const {
    return file_.Follow((*element.dictionary)["A"])[key];
  }

  void CheckFigure(const Element& element) {
    if ((*element.dictionary)["Alt"].text.empty() ||
        Attribute(element, "BBox").items.size() != 4) {
      Add(rule::kFigures, element);
    }
  }

  void CheckHead(const Element& element) {
    const Value& scope = Attribute(element, "Scope");
    if (!scope.IsName("Row") && !scope.IsName("Column") &&
        !scope.IsName("Both")) {
      Add(rule::kHeads, element);
    }
  }

  void CheckHeading(const Element& element, int level) {
    if (level > heading_ + 1) Add(rule::kHeadings, element);
    heading_ = level;
  }

  void CheckKids(const Rule& rule, const Element& element, const Types& may) {
    const bool good = std::all_of(
        element.kids.begin(), element.kids.end(), [&](std::size_t kid) {
          return may.count(tree_.elements[kid].type) == 1;
        });
    if (!good || element.kids.empty() || !element.contents.empty()) {
      Add(rule, element);
    }
  }

  int Columns(const Element& row) const {
    int columns = 0;
    for (const std::size_t kid : row.kids) {
      const Value& span = Attribute(tree_.elements[kid], "ColSpan");
      columns += span.IsNull() ? 1 : span.integer();
    }
    return columns;
  }

  void CheckTable(const Element& table) {
    CheckKids(rule::kRows, table, {"TR", "THead", "TBody", "Caption"});
    std::set<int> columns;
    for (const std::size_t kid : table.kids) {
      const Element& part = tree_.elements[kid];
      if (part.type == "TR") columns.insert(Columns(part));
      if (part.type == "Caption" || part.type == "TR") continue;
      CheckKids(rule::kRows, part, {"TR"});
      for (const std::size_t row : part.kids) {
        columns.insert(Columns(tree_.elements[row]));
      }
    }
    if (columns.size() != 1) Add(rule::kRows, table);
  }

  const File& file_;
  const Tree& tree_;
  Findings& findings_;
  int heading_ = 0;  // the level of the last
};

}  // namespace

void CheckElements(const File& file, const Tree& tree, Findings& findings) {
  ElementCheck check(file, tree, findings);
  for (const Element& element : tree.elements) check.Check(element);
}

}  // namespace creditproof::pdfa
