// Who asks about whom, and on what ground.
#pragma once

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "libs/access/ground.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/credit_code/credit_code.h"
#include "libs/partition/partition.h"
#include "libs/rpc/authorizer.h"
#include "services/eligibility_check/seen.h"

namespace creditproof::eligibility_check {

// A look that was admitted.
struct Inquiry {
  absl::string_view method;
  CreditCode code;
  std::uint32_t partition;
  access::Access access;
  absl::Time now;
};

// A look at many subjects that was admitted.
struct BatchInquiry {
  access::Access access;
  absl::Time now;
};

// Lets looks in and writes every one of them down. Thread-safe.
class Doorkeeper {
 public:
  // `trail` must outlive it.
  Doorkeeper(PartitionSet partitions, access::Judge judge, audit::Trail& trail,
             base::Clock clock)
      : partitions_(std::move(partitions)),
        judge_(std::move(judge)),
        trail_(trail),
        clock_(std::move(clock)) {}

  // Fails with INVALID_ARGUMENT (INVALID_FIELD), FAILED_PRECONDITION
  // (WRONG_PARTITION) or PERMISSION_DENIED (GROUND_REFUSED); a refusal is in
  // the audit trail. `method` must live as long as the program.
  absl::StatusOr<Inquiry> Admit(
      const eligibility::v1::CheckEligibilityRequest& request,
      const rpc::Caller& caller,
      absl::string_view method = "CheckEligibility") const;

  // Puts the answer into the audit trail, where it is not yet on disk. Returns
  // its sequence.
  std::uint64_t Note(const eligibility::v1::CheckEligibilityRequest& request,
                     const rpc::Caller& caller, const Inquiry& inquiry,
                     const Answered& answered) const;

  // Fails with INVALID_ARGUMENT (INVALID_FIELD) or PERMISSION_DENIED
  // (GROUND_REFUSED); a refusal is for the caller to note.
  absl::StatusOr<BatchInquiry> AdmitBatch(
      const eligibility::v1::BatchCheckEligibilityRequest& request,
      const rpc::Caller& caller) const;

  // As Note.
  std::uint64_t NoteBatch(
      const eligibility::v1::BatchCheckEligibilityRequest& request,
      const rpc::Caller& caller, const BatchInquiry& inquiry,
      const eligibility::v1::BatchCheckEligibilityResponse& response) const;

  // Likewise of a batch that AdmitBatch refused.
  std::uint64_t NoteRefusedBatch(
      const eligibility::v1::BatchCheckEligibilityRequest& request,
      const rpc::Caller& caller) const;

 private:
  absl::StatusOr<access::Access> Judge(
      const eligibility::v1::CheckEligibilityRequest& request,
      const access::Look& look) const;

  const PartitionSet partitions_;
  const access::Judge judge_;
  audit::Trail& trail_;
  const base::Clock clock_;
};

}  // namespace creditproof::eligibility_check
