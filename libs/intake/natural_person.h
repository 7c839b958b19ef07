// Rows about natural persons, which do not enter, and rows that only say so.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/intake/row_builder.h"

namespace creditproof::intake {

// True when a cell such as 相对人类别 is 自然人 or 个人: not when one of them
// is part of it, as in 有限责任公司(自然人独资).
bool SaysNaturalPerson(absl::string_view party_kind);

// True when the row being built names an operator, or something that looks like
// one, whatever it says of its party: then it must not be left out. `cells` are
// all of the row, as any of them may stand under another's column.
bool NamesOperator(const RowBuilder& builder,
                   absl::Span<const absl::string_view> cells);

// Rejects such a row that says natural person. Its cells were read; where its
// own columns give no code, the operator's that stands elsewhere is taken.
void RejectContradiction(RowBuilder& builder,
                         absl::Span<const absl::string_view> cells);

}  // namespace creditproof::intake
