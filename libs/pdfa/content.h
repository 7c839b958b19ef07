// What the pages draw: which contents, and which codes of which fonts.
#pragma once

#include <map>
#include <set>
#include <tuple>

#include "libs/pdfa/file.h"

namespace creditproof::pdfa {

// A marked content: the objects of the page and of the form (0: the page's own
// stream) that draw it, and its number there.
using ContentKey = std::tuple<int, int, int>;

struct Contents {
  std::map<ContentKey, int> drawn;          // how often
  std::map<int, std::set<unsigned>> codes;  // shown, by the font's object
};

// Reads every page and the forms on it, and asks the rules about contents.
Contents ReadContents(const File& file, Findings& findings);

}  // namespace creditproof::pdfa
