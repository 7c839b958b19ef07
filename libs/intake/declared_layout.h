// The layout of a declared kind's files.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "creditproof/record/v1/declared_kind.pb.h"
#include "libs/intake/layout.h"

namespace creditproof::intake {

// Positions in the layout's columns of what its records say.
struct DeclaredFacts {
  record::v1::Area area;  // of the kind
  std::size_t authority;
  std::size_t authority_code;
  std::size_t document_number;
  std::size_t decision_date;
  std::size_t publicity_end_date;
  std::size_t removed_date;
  std::size_t region;
  std::vector<std::size_t> content{};
};

// Owns what its layout refers to, so it stays where it is.
class DeclaredLayout {
 public:
  // `kind` was checked.
  explicit DeclaredLayout(record::v1::DeclaredKind kind);
  DeclaredLayout(const DeclaredLayout&) = delete;
  DeclaredLayout& operator=(const DeclaredLayout&) = delete;

  const Layout& layout() const { return layout_; }

 private:
  const record::v1::DeclaredKind kind_;
  const std::vector<std::string> names_;   // of each column, parted by `|`
  const std::vector<ColumnSpec> columns_;  // into the above
  const DeclaredFacts facts_;
  const Layout layout_;
};

}  // namespace creditproof::intake
