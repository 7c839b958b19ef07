#include "libs/intake/column_title.h"

#include "libs/intake/layout.h"

namespace creditproof::intake {
namespace {

absl::Span<const ColumnSpec> ColumnsOf(ingestion::v1::FileKind file_kind) {
  for (const Layout* layout : {&RegistrationLayout(), &PenaltyLayout(),
                               &DishonestyLayout(), &DefaulterLayout()}) {
    if (layout->file_kind == file_kind) return layout->columns;
  }
  return {};
}

}  // namespace

std::string ColumnTitle(ingestion::v1::FileKind file_kind, absl::string_view id,
                        absl::Span<const record::v1::DeclaredKind> declared) {
  for (const record::v1::DeclaredKind& kind : declared) {
    if (kind.number() != static_cast<int>(file_kind)) continue;
    for (const record::v1::DeclaredColumn& column : kind.columns()) {
      if (column.id() == id) return column.names(0);
    }
  }
  for (const auto columns : {ColumnsOf(file_kind), CommonColumns()}) {
    for (const ColumnSpec& column : columns) {
      if (column.id != id) continue;
      return std::string(column.names.substr(0, column.names.find('|')));
    }
  }
  return std::string(id);
}

}  // namespace creditproof::intake
