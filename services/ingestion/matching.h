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
// or bore the name it gives (or it gives none), or its source attributed it to
// that code: then the row is about that subject and nobody else.
absl::StatusOr<bool> NameAgrees(const View& view, const v1::OpenRow& row);

// The codes of everybody on whom `row` must be a hold:
// - one that stands for records left under a code: the subject with the new one
//   (left_behind.h), while that is so;
// - with a valid code: that subject, unless the row was recorded there; those
//   that bore the code before they changed it; and, where NameAgrees is false,
//   the others that may be meant: those with its name or organisation code;
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

// Whether the code or organisation code that `open` was delivered with can be
// misread for `code`, or is it.
bool BearsNearly(const v1::OpenRow& open, absl::string_view code);

// Whether `open` and a good row with the same match id that names `code` are
// versions of one row: its code is `code` or was a former one of it; or, unless
// its source attributed it by call, can be misread for it; or, `is_new` saying
// that the good row brought a record not known before, nobody else bears the
// name.
absl::StatusOr<bool> IsMendedBy(const View& view, const v1::OpenRow& open,
                                const std::string& code, bool is_new);

}  // namespace creditproof::ingestion
