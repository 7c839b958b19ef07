#include "services/ingestion/former_codes.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/status_macros.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/call_errors.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/holds.h"
#include "services/ingestion/index.h"
#include "services/ingestion/names.h"
#include "services/ingestion/quarantine.h"

namespace creditproof::ingestion {
namespace {

using record::v1::RecordState;
using Strings = std::vector<std::string>;

constexpr std::size_t kMostNamed = 10;

// The codes under which a record moved to `code` may stand: where it was
// changed again, the later ones as well.
absl::StatusOr<Strings> CodesFrom(const std::string& code, const View& view) {
  ASSIGN_OR_RETURN(Strings codes, FormerlyKnownAs(view, code));
  codes.push_back(code);
  return codes;
}

absl::StatusOr<bool> StandsUnderAny(const Strings& codes,
                                    const std::string& decision,
                                    const View& view) {
  for (const std::string& code : codes) {
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
    ASSIGN_OR_RETURN(const bool moved, StandsUnderAny(codes, decision, view));
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
    ASSIGN_OR_RETURN(const bool stands, StandsUnderAny(codes, decision, view));
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

absl::Status HoldFor(const std::string& former, const std::string& code,
                     v1::OpenRow open, RowChanges& changes) {
  open.set_hold_id(DerivedId({"former code", former, code}));
  open.set_credit_code(former);
  open.set_renumbered_to(code);
  ASSIGN_OR_RETURN(const Strings left, LeftBehind(open, 1, changes.view()));
  if (left.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(PlaceHolds(open, {code}, changes));
  return PutOpenRow(std::move(open), changes.now(), changes.view());
}

}  // namespace

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

absl::Status HoldForFormerCodes(const record::v1::Registration& registration,
                                std::int64_t row, const Origin& origin,
                                RowChanges& changes) {
  const std::string& code = registration.credit_code();
  ASSIGN_OR_RETURN(const std::set<std::string> formers,
                   FormerCodesOf(changes.view(), code));
  if (formers.empty()) return absl::OkStatus();
  v1::OpenRow open;
  open.set_source_id(origin.source.source_id());
  open.set_delivery_id(origin.delivery_id);
  open.set_row(row);
  open.set_recorded(true);
  ASSIGN_OR_RETURN(const Strings bearers, CodesFrom(code, changes.view()));
  for (const std::string& former : formers) {
    for (const std::string& bearer : bearers) {
      if (bearer == former) continue;  // taken back and forth
      RETURN_IF_ERROR(HoldFor(former, bearer, open, changes));
    }
  }
  return absl::OkStatus();
}

absl::Status SettleFormerCodes(const std::string& code, RowChanges& changes) {
  ASSIGN_OR_RETURN(std::vector<v1::OpenRow> rows,
                   RenumberedRowsOf(changes.view(), code));
  for (std::size_t i = rows.size(); i > 0; --i) {
    // Who bore the code between is on hold for the same records.
    ASSIGN_OR_RETURN(
        const std::vector<v1::OpenRow> between,
        RenumberedRowsOf(changes.view(), rows[i - 1].credit_code()));
    rows.insert(rows.end(), between.begin(), between.end());
  }
  for (const v1::OpenRow& open : rows) {
    ASSIGN_OR_RETURN(const Strings left, LeftBehind(open, 1, changes.view()));
    if (!left.empty()) continue;
    RETURN_IF_ERROR(Settle(open.hold_id(), changes));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
