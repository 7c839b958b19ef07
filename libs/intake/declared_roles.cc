#include "libs/intake/declared_roles.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::intake {
namespace {

using record::v1::DeclaredColumn;
using record::v1::DeclaredKind;

constexpr absl::string_view kColumns = "kind.columns";

enum class Times { kAtMostOnce, kOnce, kOnceOrMore };

constexpr unsigned Bit(DeclaredColumn::Content content) {
  return 1U << static_cast<unsigned>(content);
}
constexpr unsigned kText = Bit(DeclaredColumn::CONTENT_UNSPECIFIED);
constexpr unsigned kCode = Bit(DeclaredColumn::CONTENT_CODE);
constexpr unsigned kPastDate = Bit(DeclaredColumn::CONTENT_PAST_DATE);
constexpr unsigned kDate = Bit(DeclaredColumn::CONTENT_DATE);
constexpr unsigned kEndDate = Bit(DeclaredColumn::CONTENT_END_DATE);
constexpr unsigned kAmount = Bit(DeclaredColumn::CONTENT_AMOUNT);

struct RoleRule {
  DeclaredColumn::Role role;
  unsigned contents;  // allowed
  Times times = Times::kAtMostOnce;
  DeclaredColumn::Presence least = DeclaredColumn::PRESENCE_UNSPECIFIED;
  bool is_key = false;
};
constexpr RoleRule kRules[] = {
    {DeclaredColumn::ROLE_CREDIT_CODE, kCode, Times::kOnce,
     DeclaredColumn::PRESENCE_COLUMN, true},
    {DeclaredColumn::ROLE_ORGANISATION_CODE, kCode},
    {DeclaredColumn::ROLE_NAME, kText, Times::kOnce,
     DeclaredColumn::PRESENCE_CELL, true},
    {DeclaredColumn::ROLE_OPERATOR_NAME, kText},
    {DeclaredColumn::ROLE_PARTY_KIND, kText},
    {DeclaredColumn::ROLE_AUTHORITY, kText, Times::kOnce,
     DeclaredColumn::PRESENCE_KEY, true},
    {DeclaredColumn::ROLE_AUTHORITY_CODE, kCode, Times::kAtMostOnce,
     DeclaredColumn::PRESENCE_UNSPECIFIED, true},
    {DeclaredColumn::ROLE_DOCUMENT_NUMBER, kText, Times::kAtMostOnce,
     DeclaredColumn::PRESENCE_UNSPECIFIED, true},
    {DeclaredColumn::ROLE_DECISION_DATE, kPastDate, Times::kOnce,
     DeclaredColumn::PRESENCE_CELL, true},
    {DeclaredColumn::ROLE_CONTENT,
     kText | kPastDate | kDate | kEndDate | kAmount, Times::kOnceOrMore},
    {DeclaredColumn::ROLE_PUBLICITY_END_DATE, kDate | kEndDate},
    {DeclaredColumn::ROLE_REMOVED_DATE, kDate | kPastDate},
    {DeclaredColumn::ROLE_REGION, kText},
};

const RoleRule* Find(DeclaredColumn::Role role) {
  const auto* found =
      std::find_if(std::begin(kRules), std::end(kRules),
                   [&](const RoleRule& rule) { return rule.role == role; });
  return found == std::end(kRules) ? nullptr : found;
}

std::string ContentNames(unsigned contents) {
  std::vector<std::string> names;
  for (int i = 0; i < DeclaredColumn::Content_ARRAYSIZE; ++i) {
    const auto content = static_cast<DeclaredColumn::Content>(i);
    if ((contents & Bit(content)) == 0) continue;
    names.push_back(i == 0 ? "text (no content said)"
                           : DeclaredColumn::Content_Name(content));
  }
  return absl::StrJoin(names, " or ");
}

absl::Status CheckColumn(const RoleRule& rule, const DeclaredColumn& column,
                         int index) {
  const std::string field = absl::StrCat(kColumns, "[", index, "]");
  if ((Bit(column.content()) & rule.contents) == 0) {
    return base::InvalidField(
        absl::StrCat(field, ".content"),
        absl::StrCat(DeclaredColumn::Role_Name(rule.role), " wants ",
                     ContentNames(rule.contents)));
  }
  if (column.presence() >= rule.least) return absl::OkStatus();
  return base::InvalidField(
      absl::StrCat(field, ".presence"),
      absl::StrCat(DeclaredColumn::Role_Name(rule.role), " wants ",
                   DeclaredColumn::Presence_Name(rule.least), " or more"));
}

absl::Status CheckTimes(const RoleRule& rule, const DeclaredKind& kind) {
  const auto times = std::count_if(
      kind.columns().begin(), kind.columns().end(),
      [&](const DeclaredColumn& column) { return column.role() == rule.role; });
  const std::string& name = DeclaredColumn::Role_Name(rule.role);
  if (times == 0 && rule.times != Times::kAtMostOnce) {
    return base::InvalidField(
        kColumns, absl::StrCat("give no column ", name,
                               ", which every kind has: say which it is"));
  }
  if (times > 1 && rule.times != Times::kOnceOrMore) {
    return base::InvalidField(
        kColumns, absl::StrCat("give ", name, " to ", times,
                               " columns: leave it with the one that counts"));
  }
  return absl::OkStatus();
}

bool IsInEveryRow(const DeclaredKind& kind, DeclaredColumn::Role role) {
  return std::any_of(kind.columns().begin(), kind.columns().end(),
                     [&](const DeclaredColumn& column) {
                       return column.role() == role &&
                              column.presence() == DeclaredColumn::PRESENCE_KEY;
                     });
}

}  // namespace

absl::Status CheckRoles(const DeclaredKind& kind) {
  for (int i = 0; i < kind.columns_size(); ++i) {
    const RoleRule* rule = Find(kind.columns(i).role());
    if (rule == nullptr) continue;
    RETURN_IF_ERROR(CheckColumn(*rule, kind.columns(i), i));
  }
  for (const RoleRule& rule : kRules) RETURN_IF_ERROR(CheckTimes(rule, kind));
  if (IsInEveryRow(kind, DeclaredColumn::ROLE_DOCUMENT_NUMBER) ||
      IsInEveryRow(kind, DeclaredColumn::ROLE_DECISION_DATE)) {
    return absl::OkStatus();
  }
  return base::InvalidField(
      kColumns,
      "tell records of one authority apart by neither document number nor "
      "date: make one of the two PRESENCE_KEY");
}

bool IsKeyRole(DeclaredColumn::Role role) {
  const RoleRule* rule = Find(role);
  return rule != nullptr && rule->is_key;
}

}  // namespace creditproof::intake
