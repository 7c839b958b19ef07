// What may be declared, and revised.
#include "libs/intake/declared_kind.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/intake/declared_twin.h"

namespace creditproof::intake {
namespace {

using record::v1::DeclaredColumn;
using record::v1::DeclaredKind;

std::string Changed(const std::string& was, const std::string& becomes) {
  REQUIRE(absl::StrContains(kTwinText, was));
  return absl::StrReplaceAll(kTwinText, {{was, becomes}});
}

DeclaredColumn& ColumnOf(DeclaredKind& kind, DeclaredColumn::Role role) {
  for (DeclaredColumn& column : *kind.mutable_columns()) {
    if (column.role() == role) return column;
  }
  throw std::out_of_range("no column has this role");
}

TEST_CASE("The kind that is shipped as an example may be declared") {
  const auto text =
      base::ReadFile(CREDITPROOF_KINDS_FOLDER "/tax-arrears.textproto");
  CHECK(ParseDeclaredKind(text.value()).status() == absl::OkStatus());
}

TEST_CASE("A field of a kind that is misspelt is named with line and column") {
  const auto kind = ParseDeclaredKind("kind_id: \"a\"\n  cuonts: true\n");
  CHECK(kind.status().code() == absl::StatusCode::kInvalidArgument);
  CHECK(absl::StrContains(kind.status().message(), "line 2, column"));
}

TEST_CASE("What cannot be declared names the field and the way out") {
  const auto [was, becomes, wanted] =
      GENERATE(table<const char*, const char*, const char*>(
          {{"\"twin\"", "\"Twin\"", "kind.kind_id"},
           {"\"twin\"", "\"penalty\"", "kind.kind_id"},
           {"\"孪生名单\"", "\"\"", "kind.display_name"},
           {"\"孪生名单\"", "\"行政处罚\"", "kind.display_name"},
           {"AREA_MARKET_REGULATION", "AREA_UNSPECIFIED", "kind.area"},
           {"AREA_MARKET_REGULATION", "77", "kind.area"},
           {"counts: true", "", "kind.counts"},
           {"\"city\"", "\"ci ty\"", "kind.columns[21].id"},
           {"\"city\"", "\"REMARK\"", "kind.columns[23].id"},
           {"names: \"所属地市\"", "", "kind.columns[21].names"},
           {"\"所属地市\"", "\"所属|地市\"", "kind.columns[21].names"},
           {"\"所属地市\"", "\"备 注\"", "has 备注, as column city has"},
           {"\"所属地市\"", "\"领域\"", "leave it out"},
           {"\"所属地市\"", "\"是否涉密\"", "leave it out"},
           {"\"所属地市\"", "\"身份证号\"", "CONTENT_IDENTITY"},
           {"role: ROLE_REGION", "role: 99", "kind.columns[21].role"},
           {"role: ROLE_REGION", "role: ROLE_PARTY_KIND", "to 2 columns"},
           {"role: ROLE_REGION", "role: ROLE_REGION content: CONTENT_AMOUNT",
            "kind.columns[21].content"},
           {"role: ROLE_CREDIT_CODE", "", "ROLE_CREDIT_CODE"},
           {"role: ROLE_AUTHORITY\n", "\n", "ROLE_AUTHORITY"},
           {"role: ROLE_DECISION_DATE", "", "ROLE_DECISION_DATE"},
           {"role: ROLE_CONTENT", "", "ROLE_CONTENT"},
           {"PRESENCE_KEY content: CONTENT_PAST_DATE",
            "PRESENCE_CELL content: CONTENT_PAST_DATE",
            "make one of the two PRESENCE_KEY"}}));

  const absl::Status status = ParseDeclaredKind(Changed(was, becomes)).status();

  CHECK(base::ReasonOf(status) == base::Reason::REASON_INVALID_FIELD);
  INFO(status.message());
  CHECK(absl::StrContains(status.message(), wanted));
}

TEST_CASE("A later version may add columns and change names and counting") {
  const DeclaredKind before = DeclaredTwin();
  DeclaredKind after = before;
  after.set_display_name("另名");
  after.set_counts(false);
  ColumnOf(after, DeclaredColumn::ROLE_NAME).add_names("被列入者");
  DeclaredColumn& added = *after.add_columns();
  added.set_id("more");
  added.add_names("补充");

  CHECK(CheckDeclaredKind(after).ok());
  CHECK(CheckRevision(before, after).ok());
}

TEST_CASE("A later version may not change what tells records apart") {
  const DeclaredKind before = DeclaredTwin();
  DeclaredKind after = before;
  SECTION("nor the number") { after.set_number(7); }
  SECTION("nor the area") { after.set_area(record::v1::AREA_TAXATION); }
  SECTION("by a column that it drops") {
    after.mutable_columns()->RemoveLast();
  }
  SECTION("by a key column that it renames") {
    ColumnOf(after, DeclaredColumn::ROLE_AUTHORITY).set_id("other");
  }
  SECTION("by a role that it drops") {
    ColumnOf(after, DeclaredColumn::ROLE_DOCUMENT_NUMBER).clear_role();
  }
  SECTION("by a presence that it changes") {
    ColumnOf(after, DeclaredColumn::ROLE_DOCUMENT_NUMBER)
        .set_presence(DeclaredColumn::PRESENCE_KEY);
  }
  SECTION("nor what was sealed") {
    for (DeclaredColumn& column : *after.mutable_columns()) {
      column.clear_content();
    }
  }
  CHECK(base::ReasonOf(CheckRevision(before, after)) ==
        base::Reason::REASON_INVALID_FIELD);
}

TEST_CASE("A new column may not become part of what tells records apart") {
  DeclaredKind before = DeclaredTwin();
  DeclaredKind after = before;
  auto& columns = *before.mutable_columns();
  columns.erase(std::remove_if(columns.begin(), columns.end(),
                               [](const DeclaredColumn& column) {
                                 return column.role() ==
                                        DeclaredColumn::ROLE_AUTHORITY_CODE;
                               }),
                columns.end());
  REQUIRE(CheckDeclaredKind(before).ok());

  CHECK(base::ReasonOf(CheckRevision(before, after)) ==
        base::Reason::REASON_INVALID_FIELD);
}

}  // namespace
}  // namespace creditproof::intake
