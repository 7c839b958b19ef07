#include "tools/creditproof/bench_subjects.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "libs/partition/partition.h"
#include "libs/record/catalogue.h"

namespace creditproof::tool {
namespace {

using changelog::v1::Change;

constexpr int kSubjects = 100'000;
constexpr int kCleanBeforePenalty = 20;
constexpr std::size_t kBatch = 1000;

// `text` with the character behind it that mends `rule`.
std::string Completed(const std::string& text, std::size_t place,
                      CodeRule rule) {
  std::string whole = text;
  for (const char c : absl::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
    whole[place] = c;
    if (FirstBrokenRule(whole) > rule ||
        FirstBrokenRule(whole) == CodeRule::kNone) {
      break;
    }
  }
  return whole;
}

std::string Code(int number) {
  const std::string body = absl::StrFormat("91230103TE%06d00", number);
  return Completed(Completed(body, 16, CodeRule::kOrgCheck), 17,
                   CodeRule::kCheck);
}

Change Penalised(const std::string& code, int number) {
  Change change;
  change.set_credit_code(code);
  auto& record = *change.mutable_record_put();
  record.set_record_id(absl::StrFormat("%032x", number));
  record.set_kind(record::v1::RECORD_KIND_PENALTY);
  record.set_area(record::v1::AREA_MARKET_REGULATION);
  record.set_decision_date("2024-03-01");
  return change;
}

Change Delivered() {
  Change change;
  *change.mutable_source_state() = BenchSource();
  return change;
}

Change Activated() {
  Change change;
  *change.mutable_policy_activated()->mutable_policy() = BenchPolicy();
  return change;
}

}  // namespace

absl::Status Feed::Add(Change change) {
  entries_.push_back({++position_, "", absl::Now(), std::move(change), ""});
  return entries_.size() < kBatch ? absl::OkStatus() : Flush();
}

absl::Status Feed::Flush() {
  const auto entries = std::exchange(entries_, {});
  return applier_.Apply(partition_, entries);
}

changelog::v1::Change Registered(const std::string& code) {
  Change change;
  change.set_credit_code(code);
  auto& registration = *change.mutable_registration();
  registration.set_credit_code(code);
  registration.set_name("哈尔滨试验商贸有限公司");
  registration.set_operator_kind(record::v1::OPERATOR_KIND_COMPANY);
  registration.set_status(record::v1::REGISTRATION_STATUS_ACTIVE);
  registration.set_region_code("230103");
  registration.set_founded_date("2015-06-01");
  return change;
}

changelog::v1::SourceState BenchSource() {
  changelog::v1::SourceState source;
  source.set_source_id("penalties");
  for (const auto area : record::AllAreas()) source.add_areas(area);
  source.add_record_kinds(record::v1::RECORD_KIND_PENALTY);
  source.mutable_first_delivery_time()->set_seconds(1);
  source.mutable_latest_delivery_time()->set_seconds(1);
  auto& look = *source.add_looks();
  look.set_record_kind(record::v1::RECORD_KIND_PENALTY);
  *look.mutable_areas() = source.areas();
  return source;
}

policy::v1::Policy BenchPolicy() {
  policy::v1::Policy policy;
  policy.set_policy_id("heilongjiang-2024");
  policy.set_version(1);
  policy.set_edition(policy::v1::EDITION_CLEAN_ONLY);
  policy.set_look_back_start_date("2021-01-01");
  policy.set_area_scope(policy::v1::AREA_SCOPE_ANY);
  policy.add_counting_kinds(record::v1::RECORD_KIND_PENALTY);
  policy.add_operator_kinds(record::v1::OPERATOR_KIND_COMPANY);
  policy.set_region_prefix("23");
  return policy;
}

absl::StatusOr<std::vector<std::string>> LoadSubjects(
    std::uint32_t partition_count, changelog::Applier& applier) {
  std::vector<Feed> feeds;
  for (std::uint32_t partition = 0; partition < partition_count; ++partition) {
    feeds.emplace_back(partition, applier);
    RETURN_IF_ERROR(feeds.back().Add(Activated()));
    RETURN_IF_ERROR(feeds.back().Add(Delivered()));
  }
  std::vector<std::string> clean;
  for (int number = 0; number < kSubjects; ++number) {
    std::string code = Code(number);
    Feed& feed = feeds[PartitionOf(code, partition_count)];
    RETURN_IF_ERROR(feed.Add(Registered(code)));
    if (number % kCleanBeforePenalty == 0) {
      RETURN_IF_ERROR(feed.Add(Penalised(code, number)));
    } else {
      clean.push_back(std::move(code));
    }
  }
  for (Feed& feed : feeds) RETURN_IF_ERROR(feed.Flush());
  return clean;
}

}  // namespace creditproof::tool
