#include "libs/intake/declared_layout.h"

#include <utility>

#include "absl/strings/str_join.h"
#include "libs/intake/natural_person.h"
#include "libs/intake/record_facts.h"
#include "libs/intake/region.h"
#include "libs/intake/row_builder.h"

namespace creditproof::intake {
namespace {

using record::v1::DeclaredColumn;
using record::v1::DeclaredKind;
using record::v1::Record;

Presence PresenceOf(const DeclaredColumn& column) {
  switch (column.presence()) {
    case DeclaredColumn::PRESENCE_COLUMN:
      return Presence::kColumn;
    case DeclaredColumn::PRESENCE_CELL:
      return Presence::kCell;
    case DeclaredColumn::PRESENCE_KEY:
      return Presence::kKey;
    default:
      return Presence::kOptional;
  }
}

Content ContentOf(const DeclaredColumn& column) {
  switch (column.content()) {
    case DeclaredColumn::CONTENT_CODE:
      return Content::kCode;
    case DeclaredColumn::CONTENT_PAST_DATE:
      return Content::kPastDate;
    case DeclaredColumn::CONTENT_DATE:
      return Content::kDate;
    case DeclaredColumn::CONTENT_END_DATE:
      return Content::kEndDate;
    case DeclaredColumn::CONTENT_AMOUNT:
      return Content::kAmount;
    case DeclaredColumn::CONTENT_IDENTITY:
      return Content::kIdentity;
    case DeclaredColumn::CONTENT_NUMBER:
      return Content::kNumber;
    default:
      return Content::kText;
  }
}

std::vector<std::string> NamesOf(const DeclaredKind& kind) {
  std::vector<std::string> names;
  for (const DeclaredColumn& column : kind.columns()) {
    names.push_back(absl::StrJoin(column.names(), "|"));
  }
  return names;
}

std::vector<ColumnSpec> ColumnsOf(const DeclaredKind& kind,
                                  const std::vector<std::string>& names) {
  std::vector<ColumnSpec> columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const DeclaredColumn& column = kind.columns(static_cast<int>(i));
    columns.push_back({.id = column.id(),
                       .names = names[i],
                       .presence = PresenceOf(column),
                       .content = ContentOf(column)});
  }
  return columns;
}

std::vector<std::size_t> PlacesOf(const DeclaredKind& kind,
                                  DeclaredColumn::Role role) {
  std::vector<std::size_t> places;
  for (int i = 0; i < kind.columns_size(); ++i) {
    if (kind.columns(i).role() != role) continue;
    places.push_back(static_cast<std::size_t>(i));
  }
  return places;
}

std::size_t PlaceOf(const DeclaredKind& kind, DeclaredColumn::Role role) {
  const std::vector<std::size_t> places = PlacesOf(kind, role);
  return places.empty() ? kNowhere : places.front();
}

DeclaredFacts FactsOf(const DeclaredKind& kind) {
  const auto place = [&](DeclaredColumn::Role role) {
    return PlaceOf(kind, role);
  };
  return {.area = kind.area(),
          .authority = place(DeclaredColumn::ROLE_AUTHORITY),
          .authority_code = place(DeclaredColumn::ROLE_AUTHORITY_CODE),
          .document_number = place(DeclaredColumn::ROLE_DOCUMENT_NUMBER),
          .decision_date = place(DeclaredColumn::ROLE_DECISION_DATE),
          .publicity_end_date = place(DeclaredColumn::ROLE_PUBLICITY_END_DATE),
          .removed_date = place(DeclaredColumn::ROLE_REMOVED_DATE),
          .region = place(DeclaredColumn::ROLE_REGION),
          .content = PlacesOf(kind, DeclaredColumn::ROLE_CONTENT)};
}

bool SaysPerson(const RowBuilder& builder) {
  return SaysNaturalPerson(builder.Cell(builder.header().layout->party_kind));
}

std::string ContentText(const DeclaredFacts& facts, const RowBuilder& builder) {
  std::vector<LabelledText> parts;
  for (const std::size_t place : facts.content) {
    const absl::string_view names =
        builder.header().layout->columns[place].names;
    parts.emplace_back(names.substr(0, names.find('|')), builder.Value(place));
  }
  return Paragraph(parts);
}

// The day stands for a document number where there need not be one. Where one
// is missing that must be there, nothing may pass for it.
std::string DecisionDate(const DeclaredFacts& facts,
                         const RowBuilder& builder) {
  const auto& columns = builder.header().layout->columns;
  const bool lacks_number =
      facts.document_number != kNowhere &&
      columns[facts.document_number].presence == Presence::kKey &&
      builder.Value(facts.document_number).empty();
  return std::string(lacks_number ? "" : builder.Value(facts.decision_date));
}

void Fill(RowBuilder& builder) {
  const Layout& layout = *builder.header().layout;
  const DeclaredFacts& facts = *layout.declared;
  Record& record =
      AddRecord(static_cast<record::v1::RecordKind>(layout.file_kind), builder);
  const auto text = [&](std::size_t place) {
    return std::string(builder.Value(place));
  };
  record.set_authority(text(facts.authority));
  record.set_authority_code(text(facts.authority_code));
  record.set_document_number(text(facts.document_number));
  record.set_decision_date(DecisionDate(facts, builder));
  record.set_publicity_end_date(
      EndFact(builder.Value(facts.publicity_end_date)));
  record.set_removed_date(text(facts.removed_date));
  record.set_content(ContentText(facts, builder));
  if (builder.row().region_code.empty()) {
    builder.row().region_code = ReadRegion(builder.Value(facts.region));
  }
  ReadArea(builder, record, facts.area);
  CheckOrder(facts.decision_date, facts.removed_date, builder);
  CheckOrder(facts.decision_date, facts.publicity_end_date, builder);
}

}  // namespace

DeclaredLayout::DeclaredLayout(DeclaredKind kind)
    : kind_(std::move(kind)),
      names_(NamesOf(kind_)),
      columns_(ColumnsOf(kind_, names_)),
      facts_(FactsOf(kind_)),
      layout_{
          .file_kind = static_cast<ingestion::v1::FileKind>(kind_.number()),
          .chinese_name = kind_.display_name(),
          .columns = columns_,
          .naming = {.code = PlaceOf(kind_, DeclaredColumn::ROLE_CREDIT_CODE),
                     .organisation_code =
                         PlaceOf(kind_, DeclaredColumn::ROLE_ORGANISATION_CODE),
                     .name = PlaceOf(kind_, DeclaredColumn::ROLE_NAME),
                     .operator_name =
                         PlaceOf(kind_, DeclaredColumn::ROLE_OPERATOR_NAME)},
          .party_kind = PlaceOf(kind_, DeclaredColumn::ROLE_PARTY_KIND),
          .says_person = SaysPerson,
          .fill = Fill,
          .declared = &facts_} {}

}  // namespace creditproof::intake
