#include "services/ingestion/matching.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "libs/base/status_macros.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/index.h"
#include "services/ingestion/names.h"

namespace creditproof::ingestion {
namespace {

using Codes = std::set<std::string>;

// The first four digits of a GB/T 2260 code; empty when it names none, as the
// province's own does, or is no code.
absl::string_view Prefecture(const std::string& region_code) {
  const auto digits = absl::string_view(region_code).substr(0, 4);
  if (digits.size() < 4 || digits.substr(2) == "00") return "";
  const bool is_code =
      std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit);
  return is_code ? digits : "";
}

// False when both are known and differ.
bool MayBeEqual(absl::string_view one, absl::string_view other) {
  return one.empty() || other.empty() || one == other;
}

// Whether prefecture and operator let `code`, which bears the row's name, be
// the one.
absl::StatusOr<bool> Fits(const View& view, const v1::OpenRow& row,
                          absl::string_view code) {
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedSubject> subject,
                   FindSubject(view, code));
  if (!subject.has_value() ||
      subject->operator_kind() !=
          record::v1::OPERATOR_KIND_INDIVIDUAL_BUSINESS) {
    return true;
  }
  return MayBeEqual(Prefecture(row.region_code()),
                    Prefecture(subject->region_code())) &&
         MayBeEqual(record::FoldName(row.operator_name()),
                    record::FoldName(subject->legal_representative()));
}

absl::StatusOr<Codes> ByName(const View& view, const v1::OpenRow& row) {
  ASSIGN_OR_RETURN(const std::vector<std::string> bearers,
                   BearersOf(view, row.name()));
  Codes fitting;
  for (const std::string& code : bearers) {
    ASSIGN_OR_RETURN(const bool fits, Fits(view, row, code));
    if (fits) fitting.insert(code);
  }
  if (!fitting.empty()) return fitting;
  return Codes(bearers.begin(), bearers.end());
}

absl::StatusOr<bool> SomebodyFits(const View& view, const v1::OpenRow& row) {
  ASSIGN_OR_RETURN(const std::vector<std::string> bearers,
                   BearersOf(view, row.name()));
  for (const std::string& code : bearers) {
    ASSIGN_OR_RETURN(const bool fits, Fits(view, row, code));
    if (fits) return true;
  }
  return false;
}

absl::StatusOr<bool> NamesByName(const View& view, const v1::OpenRow& row,
                                 absl::string_view code) {
  ASSIGN_OR_RETURN(const bool bears, BearsName(view, code, row.name()));
  if (!bears) return false;
  ASSIGN_OR_RETURN(const bool fits, Fits(view, row, code));
  if (fits) return true;
  ASSIGN_OR_RETURN(const bool somebody_fits, SomebodyFits(view, row));
  return !somebody_fits;
}

// The subjects that `row` may mean by something else than its name.
absl::StatusOr<Codes> ByCode(const View& view, const v1::OpenRow& row) {
  Codes codes;
  ASSIGN_OR_RETURN(const std::vector<std::string> same_organisation,
                   WithOrganisationCode(view, row.organisation_code()));
  codes.insert(same_organisation.begin(), same_organisation.end());
  for (const std::string& code : row.near_codes()) {
    ASSIGN_OR_RETURN(const auto subject, FindSubject(view, code));
    if (subject.has_value()) codes.insert(code);
  }
  return codes;
}

// Of a row that stands for records left under a code that was changed.
Codes ByChange(const v1::OpenRow& row,
               const std::vector<std::string>& renumbered) {
  return absl::c_linear_search(renumbered, row.renumbered_to())
             ? Codes{row.renumbered_to()}
             : Codes();
}

bool HoldsItsOwnCode(const v1::OpenRow& row) {
  return !row.credit_code().empty() && !row.recorded();
}

}  // namespace

absl::StatusOr<bool> NameAgrees(const View& view, const v1::OpenRow& row) {
  if (row.attributed()) return true;
  if (row.credit_code().empty()) return false;
  ASSIGN_OR_RETURN(const auto subject, FindSubject(view, row.credit_code()));
  if (!subject.has_value()) return false;
  if (row.name().empty() || subject->name_key() == NameKey(row.name())) {
    return true;
  }
  return BearsName(view, row.credit_code(), row.name());
}

absl::StatusOr<Codes> Concerned(const View& view, const v1::OpenRow& row) {
  ASSIGN_OR_RETURN(const std::vector<std::string> renumbered,
                   FormerlyKnownAs(view, row.credit_code()));
  if (!row.renumbered_to().empty()) return ByChange(row, renumbered);
  Codes codes(renumbered.begin(), renumbered.end());
  ASSIGN_OR_RETURN(const bool agrees, NameAgrees(view, row));
  if (!agrees) {
    ASSIGN_OR_RETURN(const Codes by_code, ByCode(view, row));
    codes.insert(by_code.begin(), by_code.end());
    ASSIGN_OR_RETURN(const Codes named, ByName(view, row));
    codes.insert(named.begin(), named.end());
    codes.erase(row.credit_code());
  }
  if (HoldsItsOwnCode(row)) codes.insert(row.credit_code());
  return codes;
}

absl::StatusOr<bool> Concerns(const View& view, const v1::OpenRow& row,
                              absl::string_view credit_code) {
  if (row.credit_code() == credit_code) return HoldsItsOwnCode(row);
  ASSIGN_OR_RETURN(const std::vector<std::string> renumbered,
                   FormerlyKnownAs(view, row.credit_code()));
  if (!row.renumbered_to().empty()) {
    return ByChange(row, renumbered).count(std::string(credit_code)) > 0;
  }
  if (absl::c_linear_search(renumbered, credit_code)) return true;
  ASSIGN_OR_RETURN(const bool agrees, NameAgrees(view, row));
  if (agrees) return false;
  ASSIGN_OR_RETURN(const Codes by_code, ByCode(view, row));
  if (by_code.count(std::string(credit_code)) > 0) return true;
  return NamesByName(view, row, credit_code);
}

bool BearsNearly(const v1::OpenRow& open, absl::string_view code) {
  return open.organisation_code() == OrganisationCodeOf(code) ||
         absl::c_linear_search(open.near_codes(), code);
}

absl::StatusOr<bool> IsMendedBy(const View& view, const v1::OpenRow& open,
                                const std::string& code, bool is_new) {
  if (open.credit_code() == code) return true;
  ASSIGN_OR_RETURN(const std::vector<std::string> renumbered,
                   FormerlyKnownAs(view, open.credit_code()));
  if (absl::c_linear_search(renumbered, code)) return true;
  if (open.attributed()) return false;
  if (BearsNearly(open, code)) return true;
  if (!is_new) return false;
  ASSIGN_OR_RETURN(const Codes named, ByName(view, open));
  return named == Codes{code};
}

}  // namespace creditproof::ingestion
