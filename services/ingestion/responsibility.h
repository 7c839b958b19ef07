// Which rows a source answers for.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/intake/intake.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Whether a case at `place` (GB/T 2260, 6 digits) is surely not the source's;
// never where the place is empty.
bool IsElsewhere(const changelog::v1::SourceState& source,
                 absl::string_view place);

struct Refusal {
  v1::RowRule rule = v1::ROW_RULE_UNSPECIFIED;  // none: the source answers
  bool holds = false;  // the row may be the source's, a cell of it being wrong
};

// By which rule the source of `origin` does not answer for `row`. A row is
// refused only when it is surely not its source's: where the place of the case
// is unknown it is taken, and so is what the source delivered while it did
// answer for it, to be mended, withdrawn or repaired. The row's own region says
// where the case belongs; for want of it, the subject's in the registry. Where
// the row says elsewhere and the registry does not, or the row is damaged and
// nobody knows its subject, it must be mended, and holds until then.
absl::StatusOr<Refusal> RefusalOf(const intake::Row& row, const Origin& origin,
                                  const View& view);

// A good row of a table that is compared, as far as the rule needs it.
struct ListedRow {
  std::string record_id;  // empty for a registration
  std::string credit_code;
  std::string region_code;  // as the row gives it; may be empty
};

// Whether a delivery of the row would not be refused by that rule.
absl::StatusOr<bool> AnswersFor(absl::string_view source_id,
                                v1::FileKind file_kind, const ListedRow& row,
                                const View& view);

// REJECTED by `rule`. Such a row holds nobody: a source has no say about
// subjects that are not its own.
v1::RowVerdict Refused(v1::RowRule rule);

// Whether the row was rejected because it lies outside of what its source
// answers for.
bool IsOutsideResponsibility(const v1::RowVerdict& verdict);

// What a row is told that is rejected for its region and holds.
v1::RowNote WrongRegion();

}  // namespace creditproof::ingestion
