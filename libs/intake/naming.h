// Whom a row is about, as far as the row itself says.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "libs/intake/intake.h"
#include "libs/intake/row_builder.h"

namespace creditproof::intake {

// Fills naming, codes, name, operator and region of the row being built from
// its cells, which were read, and says what is wrong with the code. A row that
// names nobody is rejected.
void ReadNaming(RowBuilder& builder);

// The same for a row whose cells cannot be trusted to stand in their columns:
// the code and the name where they should be, else any operator's valid code.
void GuessNaming(const Header& header,
                 absl::Span<const absl::string_view> cells, Row& row);

// Gives the row its codes, which are folded, and how sure they are.
void Identify(absl::string_view code, absl::string_view organisation_code,
              Row& row);

// The first of `cells` that is an operator's valid code, folded; or empty.
std::string OperatorCodeAmong(absl::Span<const absl::string_view> cells);

}  // namespace creditproof::intake
