// The columns of a layout and the common ones, under every name they go by.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/intake/layout.h"

namespace creditproof::intake {

// `text` as headers are compared: half-width, upper case, without blanks and
// asterisks.
std::string FoldHeader(absl::string_view text);

// True when `header` is the id or one of the names of `spec`.
bool NamesColumn(const ColumnSpec& spec, absl::string_view header);

class ColumnNames {
 public:
  // `layout` must outlive it.
  explicit ColumnNames(const Layout& layout);

  // The place of the column that `header` names in specs(). Where a common
  // column has the same name as one of the layout's, the layout's.
  std::optional<std::size_t> Find(absl::string_view header) const;

  // The layout's own columns first, then the common ones.
  const std::vector<const ColumnSpec*>& specs() const { return specs_; }

 private:
  void Add(const ColumnSpec& spec);

  std::vector<const ColumnSpec*> specs_;
  std::map<std::string, std::size_t> places_;
};

}  // namespace creditproof::intake
