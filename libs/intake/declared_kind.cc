#include "libs/intake/declared_kind.h"

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/parse_text.h"
#include "libs/base/status_macros.h"
#include "libs/intake/column_names.h"
#include "libs/intake/declared_roles.h"
#include "libs/intake/identity_number.h"
#include "libs/intake/secrecy.h"
#include "libs/record/catalogue.h"

namespace creditproof::intake {
namespace {

using record::v1::DeclaredColumn;
using record::v1::DeclaredKind;

constexpr std::size_t kMaxIdBytes = 63;
constexpr std::size_t kMaxDisplayBytes = 60;
constexpr std::size_t kMaxColumnIdBytes = 64;
constexpr std::size_t kMaxNameBytes = 100;
constexpr int kMaxNames = 8;
constexpr int kMaxColumns = 100;
constexpr absl::string_view kIdAlphabet =
    "abcdefghijklmnopqrstuvwxyz0123456789-";
constexpr absl::string_view kBuiltIn[] = {"registration", "penalty",
                                          "dishonesty", "defaulter"};

std::string FieldOf(int index, absl::string_view part) {
  return absl::StrCat("kind.columns[", index, "].", part);
}

absl::Status CheckId(const std::string& id) {
  constexpr absl::string_view kField = "kind.kind_id";
  if (id.empty() || id.size() > kMaxIdBytes ||
      absl::string_view(id).find_first_not_of(kIdAlphabet) !=
          absl::string_view::npos) {
    return base::InvalidField(kField, "wants 1 to 63 characters of [a-z0-9-]");
  }
  if (std::find(std::begin(kBuiltIn), std::end(kBuiltIn), id) ==
      std::end(kBuiltIn)) {
    return absl::OkStatus();
  }
  return base::InvalidField(kField,
                            "is a kind that is built in: choose another");
}

absl::Status CheckDisplayName(const std::string& name) {
  constexpr absl::string_view kField = "kind.display_name";
  if (name.empty() || name.size() > kMaxDisplayBytes ||
      name.find_first_of("\r\n\t") != std::string::npos) {
    return base::InvalidField(kField,
                              "wants 1 to 60 bytes without line breaks");
  }
  if (!record::ParseRecordKind(name).ok()) return absl::OkStatus();
  return base::InvalidField(
      kField, "is what a kind that is built in is called: choose another");
}

absl::Status CheckFacts(const DeclaredKind& kind) {
  RETURN_IF_ERROR(CheckId(kind.kind_id()));
  RETURN_IF_ERROR(CheckDisplayName(kind.display_name()));
  if (kind.area() == record::v1::AREA_UNSPECIFIED ||
      !record::v1::Area_IsValid(kind.area())) {
    return base::InvalidField("kind.area",
                              "wants one of the 50, such as AREA_TAXATION");
  }
  if (kind.has_counts()) return absl::OkStatus();
  return base::InvalidField("kind.counts", "is required: say true or false");
}

bool IsColumnId(const std::string& id) {
  return !id.empty() && id.size() <= kMaxColumnIdBytes &&
         std::all_of(id.begin(), id.end(), [](unsigned char c) {
           return absl::ascii_isalnum(c) || c == '_';
         });
}

// Whether every file may have a column of this name already.
bool IsCommon(absl::string_view header) {
  const auto common = CommonColumns();
  return IsSecrecyHeader(header) ||
         std::any_of(common.begin(), common.end(), [&](const ColumnSpec& spec) {
           return NamesColumn(spec, header);
         });
}

absl::Status CheckHeader(const std::string& header,
                         const DeclaredColumn& column,
                         const std::string& field) {
  if (header.empty() || header.size() > kMaxNameBytes ||
      header.find_first_of("|,\"\r\n\t*") != std::string::npos) {
    return base::InvalidField(
        field, "wants 1 to 100 bytes without | , \" * and line breaks");
  }
  if (IsCommon(header)) {
    return base::InvalidField(
        field,
        absl::StrCat("has ", header,
                     ", which every kind of file may have: leave it out"));
  }
  if (NamesPersonalNumber(FoldHeader(header)) &&
      column.content() != DeclaredColumn::CONTENT_IDENTITY) {
    return base::InvalidField(
        field, absl::StrCat("has ", header,
                            ", which sounds like a person's number: say "
                            "CONTENT_IDENTITY, so that it is sealed"));
  }
  return absl::OkStatus();
}

absl::Status CheckEnums(const DeclaredColumn& column, int index) {
  if (!DeclaredColumn::Presence_IsValid(column.presence())) {
    return base::InvalidField(FieldOf(index, "presence"),
                              absl::StrCat("has no value ", column.presence()));
  }
  if (!DeclaredColumn::Content_IsValid(column.content())) {
    return base::InvalidField(FieldOf(index, "content"),
                              absl::StrCat("has no value ", column.content()));
  }
  if (DeclaredColumn::Role_IsValid(column.role())) return absl::OkStatus();
  return base::InvalidField(FieldOf(index, "role"),
                            absl::StrCat("has no value ", column.role()));
}

absl::Status CheckColumn(const DeclaredColumn& column, int index) {
  const std::string field = FieldOf(index, "id");
  if (!IsColumnId(column.id())) {
    return base::InvalidField(field,
                              "wants 1 to 64 characters of [A-Za-z0-9_]");
  }
  RETURN_IF_ERROR(CheckHeader(column.id(), column, field));
  if (column.names().empty() || column.names_size() > kMaxNames) {
    return base::InvalidField(FieldOf(index, "names"), "wants 1 to 8 names");
  }
  for (const std::string& name : column.names()) {
    RETURN_IF_ERROR(CheckHeader(name, column, FieldOf(index, "names")));
  }
  return CheckEnums(column, index);
}

// A header names one column.
absl::Status CheckUnique(const DeclaredKind& kind) {
  std::map<std::string, int> seen;  // folded header -> column
  const auto take = [&](const std::string& header, int index) -> absl::Status {
    const auto [first, added] = seen.emplace(FoldHeader(header), index);
    if (added || first->second == index) return absl::OkStatus();
    return base::InvalidField(
        FieldOf(index, "names"),
        absl::StrCat("has ", header, ", as column ",
                     kind.columns(first->second).id(),
                     " has: leave it with one of the two"));
  };
  std::map<std::string, int> ids;
  for (int i = 0; i < kind.columns_size(); ++i) {
    const DeclaredColumn& column = kind.columns(i);
    if (!ids.emplace(absl::AsciiStrToUpper(column.id()), i).second) {
      return base::InvalidField(FieldOf(i, "id"),
                                absl::StrCat("is ", column.id(), " once more"));
    }
    RETURN_IF_ERROR(take(column.id(), i));
    for (const std::string& name : column.names()) {
      RETURN_IF_ERROR(take(name, i));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DeclaredKind> ParseDeclaredKind(absl::string_view text) {
  DeclaredKind kind;
  RETURN_IF_ERROR(base::ParseText(text, kind));
  RETURN_IF_ERROR(CheckDeclaredKind(kind));
  return kind;
}

absl::Status CheckDeclaredKind(const DeclaredKind& kind) {
  RETURN_IF_ERROR(CheckFacts(kind));
  if (kind.columns_size() > kMaxColumns) {
    return base::InvalidField("kind.columns", "are more than 100");
  }
  for (int i = 0; i < kind.columns_size(); ++i) {
    RETURN_IF_ERROR(CheckColumn(kind.columns(i), i));
  }
  RETURN_IF_ERROR(CheckUnique(kind));
  return CheckRoles(kind);
}

}  // namespace creditproof::intake
