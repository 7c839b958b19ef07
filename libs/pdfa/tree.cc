#include "libs/pdfa/tree.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace creditproof::pdfa {
namespace {

using Kind = Value::Kind;

constexpr int kDeepest = 16;

class Reader {
 public:
  Reader(const File& file, Findings& findings)
      : file_(file), findings_(findings) {}

  Tree Read(const Value& top, int root) {
    ReadElement(top, root, 0);
    return std::move(tree_);
  }

 private:
  void ReadElement(const Value& reference, int parent, int depth) {
    const int number = reference.integer();
    const Value& dictionary = file_.Follow(reference);
    const bool is_new = seen_.insert(number).second;
    if (!is_new || depth > kDeepest || dictionary["P"].integer() != parent) {
      findings_.Add(rule::kTypes, absl::StrCat("object ", number));
      if (!is_new || depth > kDeepest) return;
    }
    const std::size_t place = tree_.elements.size();
    tree_.elements.push_back(
        {number, &dictionary, dictionary["S"].text, {}, {}, {}});
    const Value& kids = file_.Follow(dictionary["K"]);
    if (!kids.Is(Kind::kArray)) return ReadKid(dictionary["K"], place, depth);
    for (const Value& kid : kids.items) ReadKid(kid, place, depth);
  }

  void ReadKid(const Value& kid, std::size_t place, int depth) {
    Element& element = tree_.elements[place];
    const int page = (*element.dictionary)["Pg"].integer();
    if (kid.Is(Kind::kNumber)) {
      element.contents.emplace_back(page, 0, kid.integer());
    } else if (kid["Type"].IsName("MCR")) {
      const int own = kid["Pg"].IsNull() ? page : kid["Pg"].integer();
      element.contents.emplace_back(own, kid["Stm"].integer(),
                                    kid["MCID"].integer());
    } else if (kid["Type"].IsName("OBJR")) {
      element.annotations.push_back(kid["Obj"].integer());
    } else if (kid.Is(Kind::kReference)) {
      const std::size_t next = tree_.elements.size();
      ReadElement(kid, element.number, depth + 1);
      if (next < tree_.elements.size()) {
        tree_.elements[place].kids.push_back(next);
      }
    }
  }

  const File& file_;
  Findings& findings_;
  Tree tree_;
  std::set<int> seen_;
};

void ReadParents(const File& file, const Value& node, int depth, Tree& tree) {
  if (depth > kDeepest) return;
  const auto& numbers = file.Follow(node["Nums"]).items;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    tree.parents[numbers[i].integer()] = &numbers[i + 1];
  }
  for (const Value& kid : file.Follow(node["Kids"]).items) {
    ReadParents(file, file.Follow(kid), depth + 1, tree);
  }
}

}  // namespace

Tree ReadTree(const File& file, Findings& findings) {
  const Value& reference = file.catalogue()["StructTreeRoot"];
  const Value& root = file.Follow(reference);
  const Value& kids = root["K"];
  const Value& top = kids.items.size() == 1 ? kids.items[0] : kids;
  const Value& mark = file.Follow(file.catalogue()["MarkInfo"]);
  if (!mark["Marked"].IsTrue() || !file.Follow(top)["S"].IsName("Document")) {
    findings.Add(rule::kTagged, "the catalogue");
    return {};
  }
  Tree tree = Reader(file, findings).Read(top, reference.integer());
  ReadParents(file, file.Follow(root["ParentTree"]), 0, tree);
  return tree;
}

int OwnerIn(const File& file, const Tree& tree, const ContentKey& content) {
  const auto [page, form, mcid] = content;
  Value stream;
  stream.kind = Kind::kReference;
  stream.number = form == 0 ? page : form;
  const Value& key = file.Follow(stream)["StructParents"];
  const auto owners = tree.parents.find(key.integer());
  if (!key.Is(Kind::kNumber) || owners == tree.parents.end()) return 0;
  const auto& items = file.Follow(*owners->second).items;
  const auto index = static_cast<std::size_t>(mcid);
  return index < items.size() ? items[index].integer() : 0;
}

}  // namespace creditproof::pdfa
