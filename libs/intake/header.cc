#include "libs/intake/header.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/base/status_macros.h"
#include "libs/intake/file_error.h"
#include "libs/record/natural_key.h"

namespace creditproof::intake {
namespace {

using ingestion::v1::FileKind;

constexpr std::size_t kMaxQuotedHeader = 60;  // bytes

const Layout* const kLayouts[] = {&RegistrationLayout(), &PenaltyLayout(),
                                  &DishonestyLayout(), &DefaulterLayout()};

// The columns of a layout and the common ones, under every name they go by.
class ColumnNames {
 public:
  explicit ColumnNames(const Layout& layout) {
    for (const ColumnSpec& spec : layout.columns) Add(spec);
    for (const ColumnSpec& spec : CommonColumns()) Add(spec);
  }

  // The layout's own columns first, then the common ones.
  std::optional<std::size_t> Find(absl::string_view header) const {
    const auto found = names_.find(FoldHeader(header));
    if (found == names_.end()) return std::nullopt;
    return found->second;
  }

  const std::vector<const ColumnSpec*>& specs() const { return specs_; }

 private:
  void Add(const ColumnSpec& spec) {
    const std::size_t place = specs_.size();
    specs_.push_back(&spec);
    names_.emplace(FoldHeader(spec.id), place);
    for (absl::string_view name : absl::StrSplit(spec.names, '|')) {
      names_.emplace(FoldHeader(name), place);  // a layout's own name wins
    }
  }

  std::vector<const ColumnSpec*> specs_;
  std::map<std::string, std::size_t> names_;
};

absl::string_view ProperName(const ColumnSpec& spec) {
  return spec.names.substr(0, spec.names.find('|'));
}

// How well a header fits a layout.
struct Fit {
  const Layout* layout = nullptr;
  std::size_t known = 0;
  std::vector<absl::string_view> missing{};

  bool BetterThan(const Fit& other) const {
    if (missing.empty() != other.missing.empty()) return missing.empty();
    return known > other.known;
  }
};

Fit FitOf(absl::Span<const absl::string_view> cells, const Layout& layout) {
  Fit fit{.layout = &layout};
  const ColumnNames names(layout);
  std::set<std::size_t> found;
  for (absl::string_view cell : cells) {
    const std::optional<std::size_t> place = names.Find(cell);
    if (place && *place < layout.columns.size()) found.insert(*place);
  }
  fit.known = found.size();
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const ColumnSpec& spec = layout.columns[i];
    if (spec.presence != Presence::kOptional && found.count(i) == 0) {
      fit.missing.push_back(ProperName(spec));
    }
  }
  return fit;
}

absl::StatusOr<const Layout*> ChooseLayout(
    absl::Span<const absl::string_view> cells, FileKind kind) {
  Fit best;
  for (const Layout* layout : kLayouts) {
    if (kind != FileKind::FILE_KIND_UNSPECIFIED && kind != layout->file_kind) {
      continue;
    }
    Fit fit = FitOf(cells, *layout);
    if (best.layout == nullptr || fit.BetterThan(best)) best = std::move(fit);
  }
  if (best.missing.empty()) return best.layout;
  if (best.known == 0) {
    return FileUnreadable(
        "UNKNOWN_LAYOUT",
        "第一行不是本平台认识的表头：请把文件另存为CSV（逗号分隔），"
        "并使第一行为列名（中文名称或列标识）");
  }
  return FileUnreadable(
      "MISSING_COLUMN",
      absl::StrCat("按“", best.layout->chinese_name, "”读取，缺少必需的列：",
                   absl::StrJoin(best.missing, "、"),
                   "。请补上这些列（名称须与规范一致）后重新报送"));
}

bool LooksPersonal(absl::string_view folded) {
  for (absl::string_view mark : {"身份证", "证件号", "护照号", "SFZ", "ZJHM"}) {
    if (absl::StrContains(folded, mark)) return true;
  }
  return false;
}

// As the file writes it, short enough for a message.
std::string Quoted(absl::string_view header) {
  if (header.size() <= kMaxQuotedHeader) return absl::StrCat("“", header, "”");
  std::size_t end = kMaxQuotedHeader;
  while ((static_cast<unsigned char>(header[end]) & 0xC0U) == 0x80U) --end;
  return absl::StrCat("“", header.substr(0, end), "…”");
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
  const Content content =
      LooksPersonal(FoldHeader(text)) ? Content::kIdentity : Content::kText;
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

std::string FoldHeader(absl::string_view text) {
  std::string folded = record::FoldName(text);
  folded.erase(std::remove(folded.begin(), folded.end(), '*'), folded.end());
  return folded;
}

bool NamesColumn(const ColumnSpec& spec, absl::string_view header) {
  const std::string folded = FoldHeader(header);
  if (folded == FoldHeader(spec.id)) return true;
  for (absl::string_view name : absl::StrSplit(spec.names, '|')) {
    if (folded == FoldHeader(name)) return true;
  }
  return false;
}

absl::StatusOr<Header> ReadHeader(absl::Span<const absl::string_view> cells,
                                  FileKind kind) {
  ASSIGN_OR_RETURN(const Layout* layout, ChooseLayout(cells, kind));
  const ColumnNames names(*layout);
  Header header;
  header.layout = layout;
  header.places.resize(names.specs().size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
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
