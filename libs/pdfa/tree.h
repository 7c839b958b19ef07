// The logical structure of a file (ISO 32000-1 14.7), read.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "libs/pdfa/content.h"
#include "libs/pdfa/file.h"

namespace creditproof::pdfa {

struct Element {
  int number;  // of its object
  const Value* dictionary;
  std::string type;
  std::vector<std::size_t> kids;     // elements, by their place in the tree
  std::vector<ContentKey> contents;  // that it owns
  std::vector<int> annotations;      // likewise
};

struct Tree {
  std::vector<Element> elements;  // in order of reading; the first is the top

  // By the key that streams and annotations have.
  std::map<int, const Value*> parents;
};

Tree ReadTree(const File& file, Findings& findings);

// The number of the element that the tree of parents names; 0: none.
int OwnerIn(const File& file, const Tree& tree, const ContentKey& content);

}  // namespace creditproof::pdfa
