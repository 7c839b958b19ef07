#include "libs/report/structure.h"

#include "absl/strings/str_cat.h"

namespace creditproof::report {

Structure::Node* Structure::Find(int element) {
  const bool behind = before_gap_ != SIZE_MAX && element >= continued_;
  const std::size_t index =
      behind ? before_gap_ + static_cast<std::size_t>(element - continued_)
             : static_cast<std::size_t>(element - first_);
  return element >= first_ && index < elements_.size() ? &elements_[index]
                                                       : nullptr;
}

void Structure::ContinueAt(int number) {
  before_gap_ = elements_.size();
  continued_ = number;
}

int Structure::Number(std::size_t index) const {
  return index < before_gap_
             ? first_ + static_cast<int>(index)
             : continued_ + static_cast<int>(index - before_gap_);
}

void Structure::AddKid(int element, absl::string_view kid) {
  std::string& kids = Find(element)->kids;
  absl::StrAppend(&kids, kids.empty() ? "" : " ", kid);
}

int Structure::Add(int parent, absl::string_view type,
                   absl::string_view entries) {
  const int number = Number(elements_.size());
  elements_.push_back(
      {absl::StrCat("<</S/", type, entries, "/P ", Ref(parent)), 0, ""});
  if (Find(parent) != nullptr) AddKid(parent, Ref(number));
  return number;
}

void Structure::SetOwner(int key, int mcid, int element) {
  std::vector<int>& owners = parents_[key];
  const auto index = static_cast<std::size_t>(mcid);
  if (owners.size() <= index) owners.resize(index + 1, 0);
  owners[index] = element;
}

void Structure::Own(int element, const ContentStream& stream, int mcid) {
  SetOwner(stream.key, mcid, element);
  Node& node = *Find(element);
  if (node.page == 0) node.page = stream.page;
  if (stream.form == 0 && node.page == stream.page) {
    return AddKid(element, absl::StrCat(mcid));
  }
  AddKid(element,
         absl::StrCat(
             "<</Type/MCR",
             node.page == stream.page ? ""
                                      : absl::StrCat("/Pg ", Ref(stream.page)),
             stream.form == 0 ? "" : absl::StrCat("/Stm ", Ref(stream.form)),
             "/MCID ", mcid, ">>"));
}

void Structure::OwnAnnotation(int element, int page, int annotation, int key) {
  annotations_[key] = element;
  AddKid(element, absl::StrCat("<</Type/OBJR/Pg ", Ref(page), "/Obj ",
                               Ref(annotation), ">>"));
}

int Structure::AddLeaf(int parent, absl::string_view type,
                       const ContentStream& stream, int mcid,
                       absl::string_view entries) {
  const int element = Add(parent, type, entries);
  Own(element, stream, mcid);
  return element;
}

Part Structure::Element(std::size_t index) const {
  const Node& node = elements_[index];
  return {
      absl::StrCat(node.opening,
                   node.page == 0 ? "" : absl::StrCat("/Pg ", Ref(node.page)),
                   "/K[", node.kids, "]>>"),
      absl::nullopt};
}

Part Structure::Parents(int first_key, int end_key) const {
  std::map<int, std::string> entries;
  for (auto stream = parents_.lower_bound(first_key);
       stream != parents_.lower_bound(end_key); ++stream) {
    std::string& owners = entries[stream->first];
    for (const int owner : stream->second) {
      absl::StrAppend(&owners, owners.empty() ? "[" : " ",
                      owner == 0 ? "null" : Ref(owner));
    }
    owners += "]";
  }
  for (auto one = annotations_.lower_bound(first_key);
       one != annotations_.lower_bound(end_key); ++one) {
    entries[one->first] = Ref(one->second);
  }
  std::string numbers;
  for (const auto& [key, owners] : entries) {
    absl::StrAppend(&numbers, key, " ", owners);
  }
  return {absl::StrCat("<</Limits[", entries.begin()->first, " ",
                       entries.rbegin()->first, "]/Nums[", numbers, "]>>"),
          absl::nullopt};
}

}  // namespace creditproof::report
