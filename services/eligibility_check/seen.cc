#include "services/eligibility_check/seen.h"

#include <google/protobuf/util/time_util.h>

#include <string>

#include "libs/access/ground_name.h"
#include "libs/credit_code/credit_code.h"
#include "libs/crypto/digest.h"

namespace creditproof::eligibility_check {
namespace {

using audit::v1::AuditEntry;
using eligibility::v1::BatchCheckEligibilityRequest;
using eligibility::v1::BatchCheckEligibilityResponse;
using eligibility::v1::CheckEligibilityRequest;
using google::protobuf::util::TimeUtil;

void Set(std::string& field, absl::string_view text) {
  field.assign(text.data(), text.size());
}

// The thread's own, to be filled in: every field is set each time, so the one
// object keeps its room: a dozen allocations a check otherwise.
AuditEntry& EntryOfThread() {
  thread_local AuditEntry entry;
  return entry;
}

template <typename Request>
void WriteLook(const Request& request, const rpc::Caller& caller,
               const Seen& seen, AuditEntry& entry) {
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
  // Most ask for all there is.
  *entry.mutable_areas() = request.areas();
  Set(*entry.mutable_period_start_date(), request.period_start_date());
  Set(*entry.mutable_period_end_date(), request.period_end_date());
}

void WriteBases(const BatchCheckEligibilityResponse& response,
                AuditEntry& entry) {
  entry.clear_batch_bases();
  for (const eligibility::v1::BatchBasis& basis : response.bases()) {
    audit::v1::BatchBasis& noted = *entry.add_batch_bases();
    noted.set_policy_id(basis.policy_id());
    noted.set_policy_version(basis.policy_version());
    for (const eligibility::v1::PartitionBasis& at : basis.partitions()) {
      noted.add_partitions(at.partition());
      noted.add_positions(at.position());
    }
  }
}

}  // namespace

std::uint64_t WriteDown(const CheckEligibilityRequest& request,
                        const rpc::Caller& caller, const Seen& seen,
                        audit::Trail& trail) {
  AuditEntry& entry = EntryOfThread();
  WriteLook(request, caller, seen, entry);
  entry.set_scenario(request.scenario());
  entry.set_subject_count(0);
  entry.clear_subjects_sha256();
  entry.clear_batch_bases();
  return trail.Add(entry);
}

std::uint64_t WriteDown(const BatchCheckEligibilityRequest& request,
                        const rpc::Caller& caller, const Seen& seen,
                        const BatchCheckEligibilityResponse& response,
                        audit::Trail& trail) {
  AuditEntry& entry = EntryOfThread();
  WriteLook(request, caller, seen, entry);
  entry.set_scenario(record::v1::SCENARIO_UNSPECIFIED);
  entry.set_subject_count(
      static_cast<std::uint32_t>(request.codes().size() / CreditCode::kLength));
  entry.set_subjects_sha256(crypto::Sha256(request.codes()));
  WriteBases(response, entry);
  return trail.Add(entry);
}

}  // namespace creditproof::eligibility_check
