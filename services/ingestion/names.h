// Which registered subjects bear or bore a name, an organisation code, a former
// credit code.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/record/v1/record.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Layout of family `names`, values empty:
//   "n" || NameKey(name) || code   a name, current or borne before
//   "o" || organisation code (9) || code
//   "f" || former credit code (18) || code
// Names are never removed: a subject once found by a name is found by it for
// ever, whatever later registrations leave out. A former code is: by it the
// subject answers for records that are another's if it is wrong.
inline constexpr char kFormerCodePrefix = 'f';
void AddNames(const record::v1::Registration& registration, View& view);
void RemoveFormerCode(absl::string_view former, absl::string_view code,
                      View& view);

// Characters 9 to 17 of a credit code.
inline absl::string_view OrganisationCodeOf(absl::string_view credit_code) {
  return credit_code.substr(8, 9);
}

// 16 bytes that stand for a name as it is compared (record::FoldName). Names
// have any length, keys have one.
std::string NameKey(absl::string_view name);

// Whether the subject `code` bears or bore `name`; false for an empty name.
absl::StatusOr<bool> BearsName(const View& view, absl::string_view code,
                               absl::string_view name);

// Codes, ascending; none for an empty argument.
absl::StatusOr<std::vector<std::string>> BearersOf(const View& view,
                                                   absl::string_view name);
absl::StatusOr<std::vector<std::string>> WithOrganisationCode(
    const View& view, absl::string_view organisation_code);

// Everybody who bore `credit_code` before, however often it was changed since.
absl::StatusOr<std::vector<std::string>> FormerlyKnownAs(
    const View& view, absl::string_view credit_code);

}  // namespace creditproof::ingestion
