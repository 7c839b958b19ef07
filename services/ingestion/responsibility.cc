#include "services/ingestion/responsibility.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "libs/base/status_macros.h"
#include "libs/record/region.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/index.h"
#include "services/ingestion/judge_open_row.h"
#include "services/ingestion/matching.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/row_damage.h"

namespace creditproof::ingestion {
namespace {

// The subjects that the row is or may be about.
absl::StatusOr<std::set<std::string>> SubjectsOf(const intake::Row& row,
                                                 const Origin& origin,
                                                 const View& view) {
  if (row.naming == intake::Naming::kCode) {
    return std::set<std::string>{row.credit_code};
  }
  return Concerned(view, DescribeOpenRow(row, origin));
}

// The row says that the case is elsewhere. Whether that may be wrong.
absl::StatusOr<bool> MayBeHere(const intake::Row& row, const Origin& origin,
                               const View& view) {
  ASSIGN_OR_RETURN(const std::set<std::string> codes,
                   SubjectsOf(row, origin, view));
  bool known = false;
  for (const std::string& code : codes) {
    ASSIGN_OR_RETURN(const auto subject, FindSubject(view, code));
    if (!subject.has_value()) continue;
    known = true;
    if (!IsElsewhere(origin.source, subject->region_code())) return true;
  }
  return !known && IsDamaged(row);
}

absl::StatusOr<Refusal> RegionRefusalOf(const intake::Row& row,
                                        const Origin& origin,
                                        const View& view) {
  Refusal refusal;
  if (origin.source.regions().empty()) return refusal;
  if (!row.region_code.empty()) {
    if (!IsElsewhere(origin.source, row.region_code)) return refusal;
    refusal.rule = v1::ROW_RULE_REGION_NOT_YOURS;
    ASSIGN_OR_RETURN(refusal.holds, MayBeHere(row, origin, view));
    return refusal;
  }
  if (row.naming != intake::Naming::kCode) return refusal;
  ASSIGN_OR_RETURN(const auto subject, FindSubject(view, row.credit_code));
  if (subject.has_value() &&
      IsElsewhere(origin.source, subject->region_code())) {
    refusal.rule = v1::ROW_RULE_REGION_NOT_YOURS;
  }
  return refusal;
}

// Whether the registry of `origin` registered the subject, or a row of it with
// a broken code waits to be mended.
absl::StatusOr<bool> IsRegistered(const intake::Row& row, const Origin& origin,
                                  const View& view) {
  ASSIGN_OR_RETURN(const auto open,
                   FindOpenRow(view, HoldIdWithoutCode(row, origin)));
  if (open.has_value()) return true;
  if (row.naming != intake::Naming::kCode) return false;
  ASSIGN_OR_RETURN(const auto subject, FindSubject(view, row.credit_code));
  return subject.has_value() &&
         subject->source_id() == origin.source.source_id();
}

// Whether a row stands open that this one mends, or withdraws.
absl::StatusOr<bool> MendsOpenRow(const intake::Row& row, const Origin& origin,
                                  const View& view) {
  const std::string match_id = MatchIdOf(row, origin);
  if (match_id.empty()) return false;
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> alike,
                   OpenRowsOfMatch(view, match_id));
  if (row.naming != intake::Naming::kCode) {
    return row.update == intake::Update::kWithdraw && !alike.empty();
  }
  for (const v1::OpenRow& open : alike) {
    ASSIGN_OR_RETURN(const bool mended,
                     IsMendedBy(view, open, row.credit_code, true));
    if (mended) return true;
  }
  return false;
}

// Where the case lies: by its own region, else by where its subject is
// registered; empty when nobody says.
absl::StatusOr<std::string> PlaceOf(const ListedRow& row, const View& view) {
  if (!row.region_code.empty()) return row.region_code;
  ASSIGN_OR_RETURN(const auto subject, FindSubject(view, row.credit_code));
  return subject.has_value() ? subject->region_code() : std::string();
}

// Whether the row is about something that this source delivered before.
absl::StatusOr<bool> IsKnown(const intake::Row& row, const Origin& origin,
                             const View& view) {
  ASSIGN_OR_RETURN(const auto open, FindOpenRow(view, HoldIdOf(row, origin)));
  if (open.has_value()) return true;
  if (origin.file_kind == v1::FILE_KIND_REGISTRATION) {
    return IsRegistered(row, origin, view);
  }
  const std::string record_id = row.naming == intake::Naming::kCode
                                    ? RecordIdOf(row, origin)
                                    : std::string();
  if (!record_id.empty()) {
    ASSIGN_OR_RETURN(const auto record, FindRecord(view, record_id));
    if (record.has_value()) return true;
  }
  return MendsOpenRow(row, origin, view);
}

}  // namespace

bool IsElsewhere(const changelog::v1::SourceState& source,
                 absl::string_view place) {
  const auto& regions = source.regions();
  if (regions.empty() || place.empty()) return false;
  return std::none_of(regions.begin(), regions.end(),
                      [&](const std::string& region) {
                        return record::MayLieIn(region, place);
                      });
}

absl::StatusOr<Refusal> RefusalOf(const intake::Row& row, const Origin& origin,
                                  const View& view) {
  Refusal refusal{v1::ROW_RULE_KIND_NOT_YOURS};
  if (MayDeliver(origin.source, origin.file_kind)) {
    ASSIGN_OR_RETURN(refusal, RegionRefusalOf(row, origin, view));
    if (refusal.rule == v1::ROW_RULE_UNSPECIFIED) return refusal;
  }
  ASSIGN_OR_RETURN(const bool known, IsKnown(row, origin, view));
  return known ? Refusal() : refusal;
}

absl::StatusOr<bool> AnswersFor(absl::string_view source_id,
                                v1::FileKind file_kind, const ListedRow& row,
                                const View& view) {
  ASSIGN_OR_RETURN(const auto source, FindSourceState(view, source_id));
  if (source.has_value() && MayDeliver(*source, file_kind)) {
    ASSIGN_OR_RETURN(const std::string place, PlaceOf(row, view));
    if (!IsElsewhere(*source, place)) return true;
  }
  if (row.record_id.empty()) {
    ASSIGN_OR_RETURN(
        const auto open,
        FindOpenRow(view, RegistrationHoldId(source_id, row.credit_code)));
    return open.has_value();
  }
  ASSIGN_OR_RETURN(const auto record, FindRecord(view, row.record_id));
  if (record.has_value()) return true;
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> open,
                   OpenRowsOfRecord(view, row.record_id));
  return !open.empty();
}

v1::RowVerdict Refused(v1::RowRule rule) {
  v1::RowVerdict verdict;
  verdict.set_outcome(v1::ROW_OUTCOME_REJECTED);
  v1::RowNote& note = *verdict.add_notes();
  note.set_rule(rule);
  note.set_message(
      rule == v1::ROW_RULE_KIND_NOT_YOURS
          ? "本单位未登记报送该类信息：本行未入库；确由本单位负责的，请联系平台"
            "管理员在来源登记中增加该类别后重报"
          : "本行所属行政区划不在本单位登记的负责区域内：本行未入库；案件确由"
            "本单位管辖的，请在“行政区划”列填写本单位所辖区划代码后重报，否则请"
            "由负责该区域的单位报送");
  return verdict;
}

bool IsOutsideResponsibility(const v1::RowVerdict& verdict) {
  const auto& notes = verdict.notes();
  return std::any_of(notes.begin(), notes.end(), [](const v1::RowNote& note) {
    return note.rule() == v1::ROW_RULE_KIND_NOT_YOURS ||
           note.rule() == v1::ROW_RULE_REGION_NOT_YOURS ||
           note.rule() == v1::ROW_RULE_AREA_NOT_YOURS;
  });
}

v1::RowNote WrongRegion() {
  v1::RowNote note;
  note.set_rule(v1::ROW_RULE_REGION_NOT_YOURS);
  note.set_message(
      "行政区划不在本单位登记的负责区域内，而所指主体可能在本单位负责区域内："
      "本行未入库，所指主体在更正前不能出具报告；请核对“行政区划”后更正重报");
  return note;
}

}  // namespace creditproof::ingestion
