#include "services/ingestion/names.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/families.h"

namespace creditproof::ingestion {
namespace {

std::string ByName(absl::string_view name) {
  return absl::StrCat("n", NameKey(name));
}
std::string ByOrganisationCode(absl::string_view code) {
  return absl::StrCat("o", code);
}
std::string ByFormerCode(absl::string_view code) {
  return absl::StrCat(absl::string_view(&kFormerCodePrefix, 1), code);
}

}  // namespace

void AddNames(const record::v1::Registration& registration, View& view) {
  const std::string& code = registration.credit_code();
  view.Put(kNames, ByName(registration.name()) + code, "");
  for (const std::string& name : registration.former_names()) {
    view.Put(kNames, ByName(name) + code, "");
  }
  view.Put(kNames, ByOrganisationCode(OrganisationCodeOf(code)) + code, "");
  for (const std::string& former : registration.former_credit_codes()) {
    view.Put(kNames, ByFormerCode(former) + code, "");
  }
}

void RemoveFormerCode(absl::string_view former, absl::string_view code,
                      View& view) {
  view.Delete(kNames, absl::StrCat(ByFormerCode(former), code));
}

std::string NameKey(absl::string_view name) {
  return crypto::Sha256(record::FoldName(name)).substr(0, 16);
}

absl::StatusOr<bool> BearsName(const View& view, absl::string_view code,
                               absl::string_view name) {
  if (name.empty()) return false;
  return view.Has(kNames, absl::StrCat(ByName(name), code));
}

absl::StatusOr<std::vector<std::string>> BearersOf(const View& view,
                                                   absl::string_view name) {
  if (name.empty()) return std::vector<std::string>();
  return view.Suffixes(kNames, ByName(name));
}

absl::StatusOr<std::vector<std::string>> WithOrganisationCode(
    const View& view, absl::string_view organisation_code) {
  if (organisation_code.empty()) return std::vector<std::string>();
  return view.Suffixes(kNames, ByOrganisationCode(organisation_code));
}

absl::StatusOr<std::vector<std::string>> FormerlyKnownAs(
    const View& view, absl::string_view credit_code) {
  std::vector<std::string> found;
  if (credit_code.empty()) return found;
  std::set<std::string> seen = {std::string(credit_code)};
  std::vector<std::string> changed = {std::string(credit_code)};
  while (!changed.empty()) {
    const std::string code = std::move(changed.back());
    changed.pop_back();
    ASSIGN_OR_RETURN(const std::vector<std::string> next,
                     view.Suffixes(kNames, ByFormerCode(code)));
    for (const std::string& later : next) {
      if (!seen.insert(later).second) continue;
      found.push_back(later);
      changed.push_back(later);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace creditproof::ingestion
