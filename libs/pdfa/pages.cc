#include "libs/pdfa/pages.h"

namespace creditproof::pdfa {
namespace {

void Collect(const File& file, const Value& reference, int depth,
             std::vector<int>& pages) {
  constexpr int kDeepest = 8;
  const Value& node = file.Follow(reference);
  if (node["Type"].IsName("Page")) pages.push_back(reference.integer());
  if (depth == kDeepest) return;
  for (const Value& kid : file.Follow(node["Kids"]).items) {
    Collect(file, kid, depth + 1, pages);
  }
}

}  // namespace

std::vector<int> Pages(const File& file) {
  std::vector<int> pages;
  Collect(file, file.catalogue()["Pages"], 0, pages);
  return pages;
}

PageNumbers NumbersOfPages(const File& file) {
  const std::vector<int> pages = Pages(file);
  return {pages.begin(), pages.end()};
}

}  // namespace creditproof::pdfa
