#include "services/eligibility_check/inquiry.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

#include "libs/access/ground_name.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::CheckEligibilityRequest;
using google::protobuf::util::TimeUtil;

constexpr std::size_t kMaxPurposeBytes = 600;

// What of a look goes into the trail.
struct Seen {
  absl::string_view method;
  absl::string_view subject;
  absl::Time time;
  absl::string_view actor;
  Answered answered;
};

void Set(std::string& field, absl::string_view text) {
  field.assign(text.data(), text.size());
}

// The rest of what a verdict follows from. Most ask for all there is.
void WriteQuestion(const CheckEligibilityRequest& request,
                   audit::v1::AuditEntry& entry) {
  entry.set_scenario(request.scenario());
  *entry.mutable_areas() = request.areas();
  Set(*entry.mutable_period_start_date(), request.period_start_date());
  Set(*entry.mutable_period_end_date(), request.period_end_date());
}

std::uint64_t WriteDown(const CheckEligibilityRequest& request,
                        const rpc::Caller& caller, const Seen& seen,
                        audit::Trail& trail) {
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
  return trail.Add(entry);
}

// A duty for some areas may ask for those, by name.
absl::Status CheckAreas(const CheckEligibilityRequest& request,
                        const access::Access& access) {
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
  if (request.purpose().size() > kMaxPurposeBytes) {
    return base::InvalidField("purpose", "is longer than 600 bytes");
  }
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

}  // namespace creditproof::eligibility_check
