// What a later version of a declared kind may change.

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/intake/declared_kind.h"
#include "libs/intake/declared_roles.h"

namespace creditproof::intake {
namespace {

using record::v1::DeclaredColumn;
using record::v1::DeclaredKind;

std::string FieldOf(int index, absl::string_view part) {
  return absl::StrCat("kind.columns[", index, "].", part);
}

// Whether `after` may stand for the column `before` of an earlier version.
absl::Status CheckSameColumn(const DeclaredColumn& before,
                             const DeclaredColumn& after, int index) {
  if (before.content() != after.content()) {
    return base::InvalidField(
        FieldOf(index, "content"),
        absl::StrCat("of ", before.id(), " was ",
                     DeclaredColumn::Content_Name(before.content()),
                     " and stays so: add another column instead"));
  }
  const bool is_key = IsKeyRole(before.role()) || IsKeyRole(after.role());
  if (!is_key || (before.role() == after.role() &&
                  before.presence() == after.presence())) {
    return absl::OkStatus();
  }
  return base::InvalidField(
      FieldOf(index, "role"),
      absl::StrCat("of ", before.id(), " was ",
                   DeclaredColumn::Role_Name(before.role()), ", ",
                   DeclaredColumn::Presence_Name(before.presence()),
                   " and stays so, as records are told apart by it: declare "
                   "another kind instead"));
}

}  // namespace

absl::Status CheckRevision(const DeclaredKind& before,
                           const DeclaredKind& after) {
  if (after.number() != 0 && after.number() != before.number()) {
    return base::InvalidField(
        "kind.number", absl::StrCat("is ", before.number(), " for ever"));
  }
  if (after.area() != before.area()) {
    return base::InvalidField(
        "kind.area", absl::StrCat("is ", record::v1::Area_Name(before.area()),
                                  " for ever: declare another kind instead"));
  }
  std::map<std::string, const DeclaredColumn*> left;  // of `before`, by id
  for (const DeclaredColumn& column : before.columns()) {
    left[column.id()] = &column;
  }
  for (int i = 0; i < after.columns_size(); ++i) {
    const DeclaredColumn& column = after.columns(i);
    const auto known = left.find(column.id());
    if (known != left.end()) {
      RETURN_IF_ERROR(CheckSameColumn(*known->second, column, i));
      left.erase(known);
    } else if (IsKeyRole(column.role())) {
      return base::InvalidField(
          FieldOf(i, "role"),
          "is part of what tells records apart, which a new column cannot be: "
          "declare another kind instead");
    }
  }
  if (left.empty()) return absl::OkStatus();
  return base::InvalidField(
      "kind.columns",
      absl::StrCat("lack ", left.begin()->first,
                   ", which records have: keep it, not PRESENCE_COLUMN or more "
                   "if it is no longer delivered"));
}

}  // namespace creditproof::intake
