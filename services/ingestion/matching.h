// Whom an open row concerns.
#pragma once

#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Whether the valid code of `row` is that of a registered subject which bears
// or bore the name it gives (or it gives none): then the row is about that
// subject and nobody else.
absl::StatusOr<bool> NameAgrees(const View& view, const v1::OpenRow& row);

// The codes of everybody on whom `row` must be a hold:
// - with a valid code: that subject, unless the row was recorded there; and,
//   where NameAgrees is false, the others that may be meant: those with its
//   name, its organisation code, or its code as a former one;
// - without: the registered subjects with its name, its organisation code or a
//   code one slip away.
// Names of 个体工商户 repeat: of those with the name, only the ones in its
// prefecture and of its operator, as far as the row tells them; all, when that
// leaves none.
absl::StatusOr<std::set<std::string>> Concerned(const View& view,
                                                const v1::OpenRow& row);

// Whether `credit_code` is in Concerned(view, row), mostly without finding the
// others.
absl::StatusOr<bool> Concerns(const View& view, const v1::OpenRow& row,
                              absl::string_view credit_code);

}  // namespace creditproof::ingestion
