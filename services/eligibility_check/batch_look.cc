#include "services/eligibility_check/batch_look.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <array>
#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "services/eligibility_check/stored.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::BatchBasis;
using eligibility::v1::BatchOther;
using eligibility::v1::Cause;
using eligibility::v1::PartitionBasis;
using eligibility::v1::Verdict;
using google::protobuf::util::TimeUtil;

constexpr std::size_t kCodesAtATime = 256;

// gRPC's threads have other calls to serve.
constexpr std::size_t kMostReadAtOnce = 64;

std::vector<Published> PublishedNow(const Replica& replica) {
  std::vector<Published> published(replica.partitions().count());
  for (const std::uint32_t partition : replica.partitions().served()) {
    published[partition] = replica.published(partition);
  }
  return published;
}

void MarkEligible(std::uint32_t index, BatchLook::Response& response) {
  char& byte = (*response.mutable_eligible())[index / 8];
  byte = static_cast<char>(byte | 1 << index % 8);
}

BatchOther& AddOther(std::uint32_t index, BatchLook::Response& response) {
  BatchOther& other = *response.add_others();
  other.set_index(index);
  return other;
}

void AddUnjudged(std::uint32_t index, base::Reason reason,
                 absl::string_view message, BatchLook::Response& response) {
  BatchOther& other = AddOther(index, response);
  other.set_reason(reason);
  other.set_message(std::string(message));
}

void AddVerdict(std::uint32_t index, const ClassVerdict& verdict,
                BatchLook::Response& response) {
  BatchOther& other = AddOther(index, response);
  other.set_outcome(verdict.outcome);
  for (int kind = 0; verdict.causes >> kind != 0; ++kind) {
    if ((verdict.causes >> kind & 1) != 0) {
      other.add_causes(static_cast<Cause::Kind>(kind));
    }
  }
}

void AddDecision(std::uint32_t index, const policy::Decision& decision,
                 BatchLook::Response& response) {
  BatchOther& other = AddOther(index, response);
  other.set_outcome(decision.outcome);
  for (const Cause::Kind kind : decision.causes) other.add_causes(kind);
  std::sort(other.mutable_causes()->begin(), other.mutable_causes()->end());
  other.set_finding_count(static_cast<int>(decision.counting.size()));
}

// The basis of the partitions that `policy` decided.
BatchBasis& BasisOf(const policy::v1::Policy& policy,
                    BatchLook::Response& response) {
  for (BatchBasis& basis : *response.mutable_bases()) {
    if (basis.policy_id() == policy.policy_id() &&
        basis.policy_version() == policy.version()) {
      return basis;
    }
  }
  BatchBasis& basis = *response.add_bases();
  basis.set_policy_id(policy.policy_id());
  basis.set_policy_version(policy.version());
  return basis;
}

}  // namespace

BatchLook::BatchLook(const Replica& replica, RecentVerdicts& recent,
                     const AskedQuestion& asked)
    : replica_(replica),
      published_(PublishedNow(replica)),  // before what they vouch for
      verdicts_(recent.For(asked, published_)),
      touched_(published_.size()) {}

absl::Status BatchLook::Answer(absl::string_view codes, bool at_once,
                               Response& response) {
  RETURN_IF_ERROR(verdicts_->status());
  const std::size_t count = codes.size() / CreditCode::kLength;
  response.mutable_eligible()->assign((count + 7) / 8, '\0');
  std::array<CleanIndex::Found, kCodesAtATime> found;
  for (std::size_t start = 0; start < count; start += kCodesAtATime) {
    const std::size_t some = std::min(kCodesAtATime, count - start);
    const absl::string_view part =
        codes.substr(start * CreditCode::kLength, some * CreditCode::kLength);
    replica_.index().FindAll(part, absl::MakeSpan(found).subspan(0, some));
    for (std::size_t i = 0; i < some; ++i) {
      RETURN_IF_ERROR(
          AnswerOne(static_cast<std::uint32_t>(start + i),
                    part.substr(i * CreditCode::kLength, CreditCode::kLength),
                    found[i], response));
      if (unsettled_.has_value()) return absl::OkStatus();
      if (at_once && (tells_ || read_count_ > kMostReadAtOnce)) {
        return absl::OkStatus();
      }
    }
  }
  WriteBases(response);
  done_ = true;
  return absl::OkStatus();
}

absl::Status BatchLook::AnswerOne(std::uint32_t index, absl::string_view code,
                                  const CleanIndex::Found& found,
                                  Response& response) {
  if (found.class_id != CleanIndex::Found::kNowhere) {
    const ClassVerdict verdict = verdicts_->Of(found.class_id);
    if (!IsSettled(verdict.partition, found.changed_position)) {
      return absl::OkStatus();
    }
    if (verdict.clean()) {
      MarkEligible(index, response);
    } else {
      AddVerdict(index, verdict, response);
      tells_ = true;
    }
    return absl::OkStatus();
  }
  const CodeRule broken = FirstBrokenRule(code);
  if (broken != CodeRule::kNone) {
    AddUnjudged(index, base::Reason::REASON_INVALID_FIELD, ChineseText(broken),
                response);
    return absl::OkStatus();
  }
  const absl::StatusOr<std::uint32_t> partition =
      replica_.partitions().Locate(code);
  if (!partition.ok()) {
    AddUnjudged(index, base::Reason::REASON_WRONG_PARTITION,
                partition.status().message(), response);
    return absl::OkStatus();
  }
  return AskStore(index, code, *partition, response);
}

absl::Status BatchLook::AskStore(std::uint32_t index, absl::string_view code,
                                 std::uint32_t partition, Response& response) {
  ++read_count_;
  ASSIGN_OR_RETURN(const StoredStanding stored,
                   ReadStanding(replica_.store(), code));
  if (!IsSettled(partition, stored.changed_position)) return absl::OkStatus();
  const policy::Decision decision =
      verdicts_->Decide(partition, stored.standing);
  if (decision.outcome == Verdict::OUTCOME_ELIGIBLE) {
    MarkEligible(index, response);
  } else {
    AddDecision(index, decision, response);
    tells_ = true;
  }
  return absl::OkStatus();
}

bool BatchLook::IsSettled(std::uint32_t partition,
                          std::uint64_t changed_position) {
  if (changed_position > published_[partition].point.position) {
    unsettled_ = {partition, changed_position};
    return false;
  }
  touched_[partition] = true;
  return true;
}

void BatchLook::WriteBases(Response& response) const {
  for (std::uint32_t partition = 0; partition < touched_.size(); ++partition) {
    if (!touched_[partition]) continue;
    const Published& published = published_[partition];
    PartitionBasis& basis =
        *BasisOf(*published.shared->policy, response).add_partitions();
    basis.set_partition(partition);
    basis.set_position(published.point.position);
    *basis.mutable_data_time() = TimeUtil::MicrosecondsToTimestamp(
        absl::ToUnixMicros(published.point.data_time));
  }
}

}  // namespace creditproof::eligibility_check
