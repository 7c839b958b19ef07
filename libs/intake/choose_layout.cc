#include "libs/intake/choose_layout.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/intake/column_names.h"
#include "libs/intake/file_error.h"

namespace creditproof::intake {
namespace {

using ingestion::v1::FileKind;

const Layout* const kLayouts[] = {&RegistrationLayout(), &PenaltyLayout(),
                                  &DishonestyLayout(), &DefaulterLayout()};

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
  bool AsGoodAs(const Fit& other) const {
    return missing.empty() && other.missing.empty() && known == other.known;
  }
};

Fit FitOf(absl::Span<const absl::string_view> header, const Layout& layout) {
  Fit fit{.layout = &layout};
  const ColumnNames names(layout);
  std::set<std::size_t> found;
  for (absl::string_view name : header) {
    const std::optional<std::size_t> place = names.Find(name);
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

// The layouts that may be meant.
std::vector<const Layout*> Candidates(
    FileKind kind, absl::Span<const Layout* const> declared) {
  std::vector<const Layout*> candidates(std::begin(kLayouts),
                                        std::end(kLayouts));
  candidates.insert(candidates.end(), declared.begin(), declared.end());
  if (kind == FileKind::FILE_KIND_UNSPECIFIED) return candidates;
  candidates.erase(
      std::remove_if(candidates.begin(), candidates.end(),
                     [&](const Layout* l) { return l->file_kind != kind; }),
      candidates.end());
  return candidates;
}

absl::Status Ambiguous(const Fit& one, const Fit& other) {
  return FileUnreadable("AMBIGUOUS_KIND",
                        absl::StrCat("表头既符合“", one.layout->chinese_name,
                                     "”，又符合“", other.layout->chinese_name,
                                     "”，无法判断文件种类：请用 --kind 指明"));
}

}  // namespace

absl::StatusOr<const Layout*> ChooseLayout(
    absl::Span<const absl::string_view> header, FileKind kind,
    absl::Span<const Layout* const> declared) {
  Fit best;
  Fit alike;  // a declared one that is as good
  for (const Layout* layout : Candidates(kind, declared)) {
    Fit fit = FitOf(header, *layout);
    if (best.layout == nullptr || fit.BetterThan(best)) {
      best = std::move(fit);
      alike = {};
    } else if (layout->declared != nullptr && fit.AsGoodAs(best)) {
      alike = std::move(fit);
    }
  }
  if (alike.layout != nullptr) return Ambiguous(best, alike);
  if (best.layout == nullptr) {  // a kind of a later version
    return FileUnreadable("UNKNOWN_KIND", "不认识的文件种类");
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

}  // namespace creditproof::intake
