#include "libs/intake/header.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/intake/choose_layout.h"
#include "libs/intake/column_names.h"
#include "libs/intake/file_error.h"
#include "libs/intake/identity_number.h"
#include "libs/intake/secrecy.h"

namespace creditproof::intake {
namespace {

using ingestion::v1::FileKind;

constexpr std::size_t kMaxQuotedHeader = 60;  // bytes

// As the file writes it, short enough for a message.
std::string Quoted(absl::string_view header) {
  if (header.size() <= kMaxQuotedHeader) return absl::StrCat("“", header, "”");
  std::size_t end = kMaxQuotedHeader;
  while ((static_cast<unsigned char>(header[end]) & 0xC0U) == 0x80U) --end;
  return absl::StrCat("“", header.substr(0, end), "…”");
}

// Read before everything else of a row; of a row that enters it says nothing.
FileColumn SecrecyColumn(absl::string_view text) {
  return {
      .header = std::string(text), .id = std::string(text), .keep = Keep::kNo};
}

FileColumn UnknownColumn(absl::string_view text, std::size_t number,
                         Header& header) {
  if (text.empty()) {  // often a stray comma at the end
    const std::string name = absl::StrCat("第", number, "列");
    return {.header = name, .id = name};
  }
  ingestion::v1::RowNote& note = header.notes.emplace_back();
  note.set_rule(ingestion::v1::ROW_RULE_VALUE);
  note.set_column(std::string(text));
  note.set_message(absl::StrCat("不认识的列", Quoted(text),
                                "：其内容照原样保存，不参与核查；"
                                "如系列名写错，请改正后重新报送"));
  const Content content = NamesPersonalNumber(FoldHeader(text))
                              ? Content::kIdentity
                              : Content::kText;
  return {
      .header = std::string(text), .id = std::string(text), .content = content};
}

absl::Status CheckUnique(const Header& header) {
  std::set<absl::string_view> ids;
  for (const FileColumn& column : header.columns) {
    if (ids.insert(column.id).second) continue;
    return FileUnreadable(
        "REPEATED_COLUMN",
        absl::StrCat("列", Quoted(column.header), "重复出现，请只保留一列"));
  }
  return absl::OkStatus();
}

std::vector<std::size_t> OrderById(const std::vector<FileColumn>& columns) {
  std::vector<std::size_t> order(columns.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return columns[a].id < columns[b].id;
  });
  return order;
}

}  // namespace

absl::StatusOr<Header> ReadHeader(absl::Span<const absl::string_view> cells,
                                  FileKind kind,
                                  absl::Span<const Layout* const> declared) {
  ASSIGN_OR_RETURN(const Layout* layout, ChooseLayout(cells, kind, declared));
  const ColumnNames names(*layout);
  Header header;
  header.layout = layout;
  header.places.resize(names.specs().size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (IsSecrecyHeader(cells[i])) {
      header.columns.push_back(SecrecyColumn(cells[i]));
      continue;
    }
    const std::optional<std::size_t> place = names.Find(cells[i]);
    if (!place) {
      header.columns.push_back(UnknownColumn(cells[i], i + 1, header));
      continue;
    }
    const ColumnSpec& spec = *names.specs()[*place];
    header.columns.push_back({.header = std::string(cells[i]),
                              .id = std::string(spec.id),
                              .content = spec.content,
                              .keep = spec.keep});
    header.places[*place] = i;
  }
  RETURN_IF_ERROR(CheckUnique(header));
  header.by_id = OrderById(header.columns);
  return header;
}

}  // namespace creditproof::intake
