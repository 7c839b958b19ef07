#include "libs/intake/column_names.h"

#include <algorithm>

#include "absl/strings/str_split.h"
#include "libs/record/natural_key.h"

namespace creditproof::intake {
namespace {

std::vector<std::string> FoldedNames(const ColumnSpec& spec) {
  std::vector<std::string> folded = {FoldHeader(spec.id)};
  for (absl::string_view name : absl::StrSplit(spec.names, '|')) {
    folded.push_back(FoldHeader(name));
  }
  return folded;
}

}  // namespace

std::string FoldHeader(absl::string_view text) {
  std::string folded = record::FoldName(text);
  folded.erase(std::remove(folded.begin(), folded.end(), '*'), folded.end());
  return folded;
}

bool NamesColumn(const ColumnSpec& spec, absl::string_view header) {
  const std::vector<std::string> names = FoldedNames(spec);
  return std::find(names.begin(), names.end(), FoldHeader(header)) !=
         names.end();
}

ColumnNames::ColumnNames(const Layout& layout) {
  for (const ColumnSpec& spec : layout.columns) Add(spec);
  for (const ColumnSpec& spec : CommonColumns()) Add(spec);
}

void ColumnNames::Add(const ColumnSpec& spec) {
  const std::size_t place = specs_.size();
  specs_.push_back(&spec);
  for (std::string& name : FoldedNames(spec)) {
    places_.emplace(std::move(name), place);  // the first to come keeps a name
  }
}

std::optional<std::size_t> ColumnNames::Find(absl::string_view header) const {
  const auto found = places_.find(FoldHeader(header));
  if (found == places_.end()) return std::nullopt;
  return found->second;
}

}  // namespace creditproof::intake
