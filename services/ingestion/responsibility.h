// Which rows a source answers for.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/intake/intake.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// The rule by which the source of `origin` does not answer for `row`;
// ROW_RULE_UNSPECIFIED when it does. A row is refused only when it is surely
// not its source's: where the place of the case is unknown it is taken, and so
// is what the source delivered while it did answer for it, to be mended,
// withdrawn or repaired. The row's own region says where the case belongs; for
// want of it, the subject's in the registry.
absl::StatusOr<v1::RowRule> RefusalOf(const intake::Row& row,
                                      const Origin& origin, const View& view);

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

}  // namespace creditproof::ingestion
