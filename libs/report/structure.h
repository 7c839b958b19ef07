// What a file says in the order of reading, for who listens to it: elements
// and the contents that they own (ISO 32000-1 14.7).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/report/part.h"

namespace creditproof::report {

// A stream with marked contents.
struct ContentStream {
  int key;       // in the tree of parents
  int page;      // the object of the page that shows it
  int form = 0;  // the object of the form whose content it is; 0: the page's
};

class Structure {
 public:
  // Elements are the objects numbered from `first`.
  explicit Structure(int first) : first_(first) {}

  // Adds an element as the last kid of `parent`, which may be outside of this.
  // `entries` stand in its dictionary. Returns its number.
  int Add(int parent, absl::string_view type, absl::string_view entries = "");

  // As its next kid `element` has content `mcid` of `stream`, or an annotation.
  void Own(int element, const ContentStream& stream, int mcid);
  void OwnAnnotation(int element, int page, int annotation, int key);

  // Add and Own.
  int AddLeaf(int parent, absl::string_view type, const ContentStream& stream,
              int mcid, absl::string_view entries = "");

  // Elements that are added from now on are numbered from `number`.
  void ContinueAt(int number);

  std::size_t size() const { return elements_.size(); }
  int Number(std::size_t index) const;
  Part Element(std::size_t index) const;

  // A node of the tree of parents: who owns what, of the keys from `first_key`
  // to before `end_key`, of which this has at least one.
  Part Parents(int first_key, int end_key) const;
  bool HasKey(int key) const { return parents_.count(key) != 0; }

 private:
  struct Node {
    std::string opening;  // as far as the parent
    int page = 0;
    std::string kids;
  };

  Node* Find(int element);  // null outside of this
  void AddKid(int element, absl::string_view kid);
  void SetOwner(int key, int mcid, int element);

  int first_;
  int continued_ = 0;  // the first number behind the gap
  std::size_t before_gap_ = SIZE_MAX;
  std::vector<Node> elements_;
  std::map<int, std::vector<int>> parents_;  // by key, by content; 0: nobody
  std::map<int, int> annotations_;           // by key
};

}  // namespace creditproof::report
