#include "services/ingestion/left_behind.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/status_macros.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/call_errors.h"
#include "services/ingestion/index.h"
#include "services/ingestion/names.h"

namespace creditproof::ingestion {
namespace {

using record::v1::RecordState;
using Strings = std::vector<std::string>;

constexpr std::size_t kMostNamed = 10;

// Whether a record under `former` stands under one of `codes` as well.
absl::StatusOr<bool> IsUnderAny(const Strings& codes, const std::string& former,
                                const std::string& decision, const View& view) {
  for (const std::string& code : codes) {
    if (code == former) continue;  // changed there and back again
    ASSIGN_OR_RETURN(const auto id, FindRecordUnder(view, code, decision));
    if (id.has_value()) return true;
  }
  return false;
}

// The effective records under `former` that do not stand under `code`.
absl::StatusOr<Strings> NotMoved(const std::string& former,
                                 const std::string& code, std::size_t max,
                                 const View& view) {
  ASSIGN_OR_RETURN(const Strings codes, CodesFrom(code, view));
  ASSIGN_OR_RETURN(const Strings decisions, DecisionsUnder(view, former));
  Strings left;
  for (const std::string& decision : decisions) {
    if (left.size() == max) break;
    ASSIGN_OR_RETURN(const auto id, FindRecordUnder(view, former, decision));
    ASSIGN_OR_RETURN(const auto record, FindRecord(view, id.value_or("")));
    if (!record.has_value() || record->state() != RecordState::KIND_EFFECTIVE) {
      continue;
    }
    ASSIGN_OR_RETURN(const bool moved,
                     IsUnderAny(codes, former, decision, view));
    if (!moved) left.push_back(*id);
  }
  return left;
}

// Whether `open`, one record, stands under every code that its own was changed
// to, or counts no more.
absl::StatusOr<bool> IsMoved(const v1::OpenRow& open, const View& view) {
  ASSIGN_OR_RETURN(const Strings changed_to,
                   FormerlyKnownAs(view, open.credit_code()));
  if (changed_to.empty()) return true;
  ASSIGN_OR_RETURN(const auto record, FindRecord(view, open.record_id()));
  if (!record.has_value() || record->state() != RecordState::KIND_EFFECTIVE) {
    return true;
  }
  const std::string decision =
      absl::HexStringToBytes(record::DecisionId(open.record()));
  for (const std::string& code : changed_to) {
    ASSIGN_OR_RETURN(const Strings codes, CodesFrom(code, view));
    ASSIGN_OR_RETURN(const bool stands,
                     IsUnderAny(codes, open.credit_code(), decision, view));
    if (!stands) return false;
  }
  return true;
}

absl::StatusOr<std::string> SourceText(const std::string& record_id,
                                       const View& view) {
  ASSIGN_OR_RETURN(const auto record, FindRecord(view, record_id));
  const std::string id = record.has_value() ? record->source_id() : "";
  ASSIGN_OR_RETURN(const auto source, FindSourceState(view, id));
  return source.has_value() ? source->display_name() : id;
}

}  // namespace

absl::StatusOr<Strings> CodesFrom(const std::string& code, const View& view) {
  ASSIGN_OR_RETURN(Strings codes, FormerlyKnownAs(view, code));
  codes.push_back(code);
  return codes;
}

absl::StatusOr<Strings> LeftBehind(const v1::OpenRow& open, std::size_t max,
                                   const View& view) {
  if (!open.recorded()) return Strings();
  if (!open.renumbered_to().empty()) {
    return NotMoved(open.credit_code(), open.renumbered_to(), max, view);
  }
  ASSIGN_OR_RETURN(const bool moved, IsMoved(open, view));
  return moved ? Strings() : Strings{open.record_id()};
}

absl::StatusOr<std::string> SourcesLeftBehind(const v1::OpenRow& open,
                                              const View& view) {
  ASSIGN_OR_RETURN(const Strings left, LeftBehind(open, kMostNamed, view));
  std::set<std::string> sources;
  for (const std::string& id : left) {
    ASSIGN_OR_RETURN(std::string source, SourceText(id, view));
    sources.insert(std::move(source));
  }
  return absl::StrJoin(sources, "、");
}

absl::Status CheckNothingLeftBehind(const v1::OpenRow& open, const View& view) {
  ASSIGN_OR_RETURN(Strings records, LeftBehind(open, kMostNamed, view));
  if (records.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string sources, SourcesLeftBehind(open, view));
  for (std::string& id : records) {
    id = absl::StrCat("subjects/", open.credit_code(), "/records/", id);
  }
  return WrongState(
      "FORMER_CODE",
      absl::StrCat(
          "原代码", open.credit_code(),
          "下的信息仍有效，尚未转到变更后的代码：",
          absl::StrJoin(records, "、"), "（报送单位：", sources,
          "）。请由报送单位以变更后的代码重报，或者将原代码下的信息撤销；"
          "代码并未变更的，请登记机关更正曾用代码"));
}

}  // namespace creditproof::ingestion
