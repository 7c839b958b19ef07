#include "services/ingestion/responsibility.h"

#include <algorithm>
#include <string>
#include <vector>

#include "libs/base/status_macros.h"
#include "libs/record/region.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/index.h"
#include "services/ingestion/quarantine.h"

namespace creditproof::ingestion {
namespace {

// Whether the case surely lies outside of the regions of `source`: by its own
// region, else by where its subject is registered. Either may be empty: nobody
// says.
absl::StatusOr<bool> IsElsewhere(const changelog::v1::SourceState& source,
                                 std::string region_code,
                                 absl::string_view credit_code,
                                 const View& view) {
  const auto& regions = source.regions();
  if (regions.empty()) return false;
  if (region_code.empty() && !credit_code.empty()) {
    ASSIGN_OR_RETURN(const auto subject, FindSubject(view, credit_code));
    if (subject.has_value()) region_code = subject->region_code();
  }
  if (region_code.empty()) return false;
  return std::none_of(regions.begin(), regions.end(),
                      [&](const std::string& region) {
                        return record::MayLieIn(region, region_code);
                      });
}

// Whether the row is about something that this source delivered before.
absl::StatusOr<bool> IsKnown(const intake::Row& row, const Origin& origin,
                             const View& view) {
  ASSIGN_OR_RETURN(const auto open, FindOpenRow(view, HoldIdOf(row, origin)));
  if (open.has_value()) return true;
  const std::string match_id = MatchIdOf(row, origin);
  if (!match_id.empty()) {
    ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> alike,
                     OpenRowsOfMatch(view, match_id));
    if (!alike.empty()) return true;
  }
  if (row.naming != intake::Naming::kCode) return false;
  const std::string record_id = RecordIdOf(row, origin);
  if (record_id.empty()) return false;
  ASSIGN_OR_RETURN(const auto record, FindRecord(view, record_id));
  return record.has_value();
}

}  // namespace

absl::StatusOr<v1::RowRule> RefusalOf(const intake::Row& row,
                                      const Origin& origin, const View& view) {
  v1::RowRule rule = v1::ROW_RULE_KIND_NOT_YOURS;
  if (MayDeliver(origin.source, origin.file_kind)) {
    const bool sure = row.naming == intake::Naming::kCode;
    ASSIGN_OR_RETURN(const bool elsewhere,
                     IsElsewhere(origin.source, row.region_code,
                                 sure ? row.credit_code : "", view));
    if (!elsewhere) return v1::ROW_RULE_UNSPECIFIED;
    rule = v1::ROW_RULE_REGION_NOT_YOURS;
  }
  ASSIGN_OR_RETURN(const bool known, IsKnown(row, origin, view));
  return known ? v1::ROW_RULE_UNSPECIFIED : rule;
}

absl::StatusOr<bool> AnswersFor(absl::string_view source_id,
                                v1::FileKind file_kind, const ListedRow& row,
                                const View& view) {
  ASSIGN_OR_RETURN(const auto source, FindSourceState(view, source_id));
  if (source.has_value() && MayDeliver(*source, file_kind)) {
    ASSIGN_OR_RETURN(const bool elsewhere, IsElsewhere(*source, row.region_code,
                                                       row.credit_code, view));
    if (!elsewhere) return true;
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

}  // namespace creditproof::ingestion
