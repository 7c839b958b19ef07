#include "libs/report/shown.h"

#include <algorithm>
#include <cstddef>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/report/grid_areas.h"

namespace creditproof::report {
namespace {

std::string WithoutBlanks(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{" ", ""}, {"　", ""}, {"\t", ""}, {"\n", ""}, {"\r", ""}});
}

}  // namespace

Shown::Shown(const std::vector<PageText>& pages) {
  for (const PageText& page : pages) {
    for (const std::string& run : page.runs) {
      runs_.push_back(WithoutBlanks(run));
      distinct_.insert(runs_.back());
      absl::StrAppend(&all_, runs_.back());
    }
    placed_.insert(placed_.end(), page.placed.begin(), page.placed.end());
  }
}

bool Shown::Has(absl::string_view text) const {
  const std::string wanted = WithoutBlanks(text);
  if (distinct_.contains(wanted)) return true;  // nearly always
  std::set<std::size_t> made = {0};             // sizes of beginnings
  for (const std::string& run : runs_) {
    if (run.empty()) continue;
    std::set<std::size_t> longer;
    for (const std::size_t size : made) {
      if (absl::StartsWith(absl::string_view(wanted).substr(size), run)) {
        longer.insert(size + run.size());
      }
    }
    made.merge(longer);
  }
  return made.count(wanted.size()) == 1;
}

bool Shown::HasWithin(absl::string_view text) const {
  return absl::StrContains(all_, WithoutBlanks(text));
}

std::vector<absl::string_view> Shown::Signs() const {
  std::vector<absl::string_view> signs;
  for (const std::string& run : runs_) {
    if (run == kNothingFoundSign || run == kRecordsSign || run == kNoDataSign ||
        run == kNotAskedSign) {
      signs.push_back(run);
    }
  }
  return signs;
}

int Shown::Placed(absl::string_view form) const {
  return static_cast<int>(std::count(placed_.begin(), placed_.end(), form));
}

}  // namespace creditproof::report
