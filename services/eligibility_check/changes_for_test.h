// Changes as ingestion would append them, for the tests of this folder.
#pragma once

#include <google/protobuf/util/time_util.h>

#include <cstdint>
#include <string>

#include "creditproof/changelog/v1/change.pb.h"
#include "libs/record/catalogue.h"

namespace creditproof::eligibility_check {

using changelog::v1::Change;

// Valid codes of nobody.
inline constexpr const char* kCodes[] = {
    "91230103TE00000103", "91230199TE00000292", "92230221TE0000037Y",
    "93231281TE00000450", "91232700TE0000053W", "91230000TE0000061T",
    "91230100TE000007XP", "91230100TE000023XY", "91230100TE0000010P",
    "91230100TE00005205"};

// 32 hex digits, another for each number.
inline std::string Id(int number) {
  std::string id = std::to_string(number);
  return std::string(32 - id.size(), '0') + id;
}

inline Change Registered(const std::string& code) {
  Change change;
  change.set_credit_code(code);
  auto& registration = *change.mutable_registration();
  registration.set_credit_code(code);
  registration.set_name("黑龙江试验有限公司");
  registration.set_operator_kind(record::v1::OPERATOR_KIND_COMPANY);
  registration.set_status(record::v1::REGISTRATION_STATUS_ACTIVE);
  registration.set_region_code("230103");
  registration.add_columns()->set_sealed("sealed");
  return change;
}

inline Change Penalised(const std::string& code, int number) {
  Change change;
  change.set_credit_code(code);
  auto& record = *change.mutable_record_put();
  record.set_record_id(Id(number));
  record.set_kind(record::v1::RECORD_KIND_PENALTY);
  record.set_source_id("penalties");
  record.set_credit_code(code);
  record.set_area(record::v1::AREA_MARKET_REGULATION);
  record.set_authority("哈尔滨市市场监督管理局");
  record.set_document_number("哈市监罚〔2024〕1号");
  record.set_decision_date("2024-03-01");
  record.set_content("罚款");
  record.add_columns()->set_sealed("sealed");
  return change;
}

inline constexpr int kArrears = 100;

inline Change Declared(bool counts, const std::string& name = "欠税公告") {
  Change change;
  record::v1::DeclaredKind& kind =
      *change.mutable_kind_declared()->mutable_kind();
  kind.set_kind_id("tax-arrears");
  kind.set_number(kArrears);
  kind.set_display_name(name);
  kind.set_area(record::v1::AREA_TAXATION);
  kind.set_counts(counts);
  kind.add_columns()->set_id("usci");
  return change;
}

// A record of that kind.
inline Change InArrears(const std::string& code, int number) {
  Change change = Penalised(code, number);
  change.mutable_record_put()->set_kind(
      static_cast<record::v1::RecordKind>(kArrears));
  return change;
}

inline Change Repaired(const std::string& code, int number) {
  Change change;
  change.set_credit_code(code);
  change.mutable_record_repaired()->set_record_id(Id(number));
  return change;
}

inline Change Withdrawn(const std::string& code, int number) {
  Change change;
  change.set_credit_code(code);
  change.mutable_record_withdrawn()->set_record_id(Id(number));
  return change;
}

inline Change Reinstated(const std::string& code, int number) {
  Change change;
  change.set_credit_code(code);
  change.mutable_record_reinstated()->set_record_id(Id(number));
  return change;
}

inline Change Lapsed(const std::string& code, int number) {
  Change change;
  change.set_credit_code(code);
  change.mutable_record_lapsed()->set_record_id(Id(number));
  change.mutable_record_lapsed()->set_as_of_date("2026-01-01");
  return change;
}

inline Change Mismatched(const std::string& code, int number, bool open) {
  Change change;
  change.set_credit_code(code);
  if (open) {
    change.mutable_mismatch_opened()->set_mismatch_id(Id(number));
    change.mutable_mismatch_opened()->set_source_id("penalties");
  } else {
    change.mutable_mismatch_closed()->set_mismatch_id(Id(number));
  }
  return change;
}

inline Change Objected(const std::string& code, int number, bool open) {
  Change change;
  change.set_credit_code(code);
  change.mutable_record_objected()->set_record_id(Id(number));
  change.mutable_record_objected()->set_open(open);
  return change;
}

inline Change Held(const std::string& code, int number) {
  Change change;
  change.set_credit_code(code);
  auto& hold = *change.mutable_hold_placed();
  hold.set_hold_id(Id(number));
  hold.set_source_id("penalties");
  hold.set_reason("代码校验位不符");
  return change;
}

inline Change Lifted(const std::string& code, int number) {
  Change change;
  change.set_credit_code(code);
  change.mutable_hold_lifted()->set_hold_id(Id(number));
  return change;
}

inline Change Barred(const std::string& code, bool barred) {
  Change change;
  change.set_credit_code(code);
  if (barred) {
    change.mutable_subject_barred()->set_reason("伪造报告");
    if (code.back() % 2 == 0) {
      change.mutable_subject_barred()->set_until_date("2099-12-31");
    }
  } else {
    change.mutable_subject_unbarred()->set_reason("更正");
  }
  return change;
}

// A report of the subject; `number` tells its reports apart.
inline Change Revoked(const std::string& code, int number) {
  Change change;
  change.set_credit_code(code);
  change.mutable_report_revoked()->set_report_number(
      absl::StrCat(code, number));
  change.mutable_report_revoked()->set_reason("有误");
  return change;
}

// A source of all areas; `delivered` is a count of seconds, 0 for never.
inline Change Source(const std::string& id, std::int64_t delivered) {
  Change change;
  auto& source = *change.mutable_source_state();
  source.set_source_id(id);
  source.set_display_name("省市场监管局");
  source.set_contact("0451-12315");
  for (const auto area : record::AllAreas()) source.add_areas(area);
  source.add_record_kinds(record::v1::RECORD_KIND_PENALTY);
  if (delivered > 0) {
    source.mutable_first_delivery_time()->set_seconds(delivered);
    source.mutable_latest_delivery_time()->set_seconds(delivered);
    auto& look = *source.add_looks();
    look.set_record_kind(record::v1::RECORD_KIND_PENALTY);
    *look.mutable_areas() = source.areas();
    look.mutable_latest_delivery_time()->set_seconds(delivered);
  }
  return change;
}

// Everything counts; 2021 on; province 23.
inline Change Activated(std::uint32_t version) {
  Change change;
  auto& policy = *change.mutable_policy_activated()->mutable_policy();
  policy.set_policy_id("test");
  policy.set_version(version);
  policy.set_edition(policy::v1::EDITION_CLEAN_ONLY);
  policy.mutable_names()->set_province("黑龙江省");
  policy.set_report_keep_years(10);
  policy.set_time_stamping(policy::v1::TIME_STAMPING_IF_AVAILABLE);
  policy.add_counting_kinds(record::v1::RECORD_KIND_PENALTY);
  policy.set_look_back_start_date("2021-01-01");
  policy.set_area_scope(policy::v1::AREA_SCOPE_ANY);
  policy.set_simple_procedure_counts(true);
  policy.set_warning_counts(true);
  policy.set_expired_publicity_counts(true);
  policy.set_objected_counts(true);
  policy.add_operator_kinds(record::v1::OPERATOR_KIND_COMPANY);
  policy.set_region_prefix("23");
  policy.set_hold_source_shown(true);
  return change;
}

}  // namespace creditproof::eligibility_check
