#include "services/eligibility_check/inquiry.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/access/ground_name.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/record/subject_name.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::BatchCheckEligibilityRequest;
using eligibility::v1::CheckEligibilityRequest;
using google::protobuf::util::TimeUtil;

constexpr absl::string_view kBatchMethod = "BatchCheckEligibility";
constexpr std::size_t kMaxPurposeBytes = 600;
constexpr std::size_t kMostCodes = 10'000;

// What of a look goes into the trail.
struct Seen {
  absl::string_view method;
  absl::string_view subject;
  absl::Time time;
  absl::string_view actor;
  Answered answered;
  absl::string_view codes = {};  // of a batch
};

void Set(std::string& field, absl::string_view text) {
  field.assign(text.data(), text.size());
}

std::uint32_t CountOf(absl::string_view codes) {
  return static_cast<std::uint32_t>(codes.size() / CreditCode::kLength);
}

record::v1::Scenario ScenarioOf(const CheckEligibilityRequest& request) {
  return request.scenario();
}
record::v1::Scenario ScenarioOf(const BatchCheckEligibilityRequest&) {
  return record::v1::SCENARIO_UNSPECIFIED;
}

// The rest of what a verdict follows from. Most ask for all there is.
template <typename Request>
void WriteQuestion(const Request& request, audit::v1::AuditEntry& entry) {
  entry.set_scenario(ScenarioOf(request));
  *entry.mutable_areas() = request.areas();
  Set(*entry.mutable_period_start_date(), request.period_start_date());
  Set(*entry.mutable_period_end_date(), request.period_end_date());
}

template <typename Request>
std::uint64_t WriteDown(const Request& request, const rpc::Caller& caller,
                        const Seen& seen, audit::Trail& trail) {
  // Every field is set each time, so the one object keeps its room: a dozen
  // allocations a check otherwise.
  thread_local audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(seen.time));
  Set(*entry.mutable_client(), caller.name());
  Set(*entry.mutable_actor(), seen.actor);
  Set(*entry.mutable_ground(), access::GroundName(request.ground()));
  Set(*entry.mutable_method(), seen.method);
  Set(*entry.mutable_subject(), seen.subject);
  Set(*entry.mutable_purpose(), request.purpose());
  Set(*entry.mutable_outcome(), seen.answered.outcome);
  entry.set_position(seen.answered.position);
  Set(*entry.mutable_policy_id(), seen.answered.policy_id);
  entry.set_policy_version(seen.answered.policy_version);
  WriteQuestion(request, entry);
  entry.set_subject_count(CountOf(seen.codes));
  entry.clear_subjects_sha256();
  if (!seen.codes.empty()) {
    entry.set_subjects_sha256(crypto::Sha256(seen.codes));
  }
  return trail.Add(entry);
}

// A duty for some areas may ask for those, by name.
template <typename Request>
absl::Status CheckAreas(const Request& request, const access::Access& access) {
  if (access.areas.empty()) return absl::OkStatus();
  const auto covered = [&](int area) {
    return std::binary_search(access.areas.begin(), access.areas.end(),
                              static_cast<record::v1::Area>(area));
  };
  if (!request.areas().empty() &&
      std::all_of(request.areas().begin(), request.areas().end(), covered)) {
    return absl::OkStatus();
  }
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_GROUND_REFUSED,
                     "the duty covers some areas: ask for these by name",
                     {{"ground", access.ground}, {"rule", "areas"}});
}

absl::Status CheckPurpose(absl::string_view purpose) {
  if (purpose.size() <= kMaxPurposeBytes) return absl::OkStatus();
  return base::InvalidField("purpose", "is longer than 600 bytes");
}

absl::Status CheckCodes(absl::string_view codes) {
  if (codes.size() % CreditCode::kLength != 0) {
    return base::InvalidField("codes",
                              absl::StrCat("is of ", codes.size(),
                                           " bytes, not of 18 for each code"));
  }
  if (CountOf(codes) > kMostCodes) {
    return base::InvalidField(
        "codes", absl::StrCat("has ", CountOf(codes), " codes, over 10000"));
  }
  return absl::OkStatus();
}

// The code that all of `codes`, which are not empty, are; empty when they are
// not one.
absl::string_view OnlyCode(absl::string_view codes) {
  const bool each_is_as_the_one_before =
      codes.substr(CreditCode::kLength) ==
      codes.substr(0, codes.size() - CreditCode::kLength);
  return each_is_as_the_one_before ? codes.substr(0, CreditCode::kLength)
                                   : absl::string_view();
}

}  // namespace

absl::StatusOr<access::Access> Doorkeeper::Judge(
    const CheckEligibilityRequest& request, const access::Look& look) const {
  ASSIGN_OR_RETURN(access::Access access, judge_.Admit(request.ground(), look));
  RETURN_IF_ERROR(CheckAreas(request, access));
  return access;
}

absl::StatusOr<Inquiry> Doorkeeper::Admit(
    const CheckEligibilityRequest& request, const rpc::Caller& caller,
    absl::string_view method) const {
  absl::StatusOr<CreditCode> code = record::ParseSubjectName(request.subject());
  if (!code.ok()) {
    return base::InvalidField("subject", code.status().message());
  }
  RETURN_IF_ERROR(CheckPurpose(request.purpose()));
  ASSIGN_OR_RETURN(const std::uint32_t partition,
                   partitions_.Locate(code->text()));
  const absl::Time now = clock_();
  absl::StatusOr<access::Access> access =
      Judge(request, {caller.names, code->text(), now});
  if (!access.ok()) {
    WriteDown(request, caller,
              {method, code->text(), now, "", {"GROUND_REFUSED", 0, "", 0}},
              trail_);
    return access.status();
  }
  return Inquiry{method, *std::move(code), partition, *std::move(access), now};
}

std::uint64_t Doorkeeper::Note(const CheckEligibilityRequest& request,
                               const rpc::Caller& caller,
                               const Inquiry& inquiry,
                               const Answered& answered) const {
  return WriteDown(request, caller,
                   {inquiry.method, inquiry.code.text(), inquiry.now,
                    inquiry.access.actor, answered},
                   trail_);
}

absl::StatusOr<BatchInquiry> Doorkeeper::AdmitBatch(
    const BatchCheckEligibilityRequest& request,
    const rpc::Caller& caller) const {
  RETURN_IF_ERROR(CheckCodes(request.codes()));
  RETURN_IF_ERROR(CheckPurpose(request.purpose()));
  const absl::Time now = clock_();
  // A ground that is about one subject is refused for several: no assertion is
  // about the empty code.
  const absl::string_view subject =
      request.ground().has_duty() ? "" : OnlyCode(request.codes());
  ASSIGN_OR_RETURN(
      access::Access access,
      judge_.Admit(request.ground(), {caller.names, subject, now}));
  RETURN_IF_ERROR(CheckAreas(request, access));
  return BatchInquiry{std::move(access), now};
}

std::uint64_t Doorkeeper::NoteBatch(const BatchCheckEligibilityRequest& request,
                                    const rpc::Caller& caller,
                                    const BatchInquiry* inquiry,
                                    absl::string_view outcome) const {
  const absl::string_view codes = request.codes();
  const absl::string_view subject =
      request.ground().has_duty() ? "" : OnlyCode(codes);
  return WriteDown(request, caller,
                   {kBatchMethod,
                    subject,
                    inquiry != nullptr ? inquiry->now : clock_(),
                    inquiry != nullptr ? inquiry->access.actor : "",
                    {outcome, 0, "", 0},
                    codes},
                   trail_);
}

}  // namespace creditproof::eligibility_check
