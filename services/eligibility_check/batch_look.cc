#include "services/eligibility_check/batch_look.h"

#include <algorithm>
#include <array>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "services/eligibility_check/batch_writer.h"
#include "services/eligibility_check/stored.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::Verdict;

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

}  // namespace

BatchLook::BatchLook(const Replica& replica, RecentVerdicts& recent,
                     const AskedQuestion& asked)
    : replica_(replica),
      published_(PublishedNow(replica)),  // before what they vouch for
      verdicts_(recent.For(asked, published_)),
      touched_(published_.size()) {}

absl::Status BatchLook::Answer(absl::string_view codes, bool at_once,
                               Response& response) {
  const std::size_t count = codes.size() / CreditCode::kLength;
  response.mutable_eligible()->assign((count + 7) / 8, '\0');
  RETURN_IF_ERROR(AskIndex(codes, response));
  if (unsettled_.has_value()) return absl::OkStatus();
  if (at_once && wanted_.size() > kMostReadAtOnce) return absl::OkStatus();
  RETURN_IF_ERROR(AskStore(response));
  if (unsettled_.has_value()) return absl::OkStatus();
  WriteBases(response);
  done_ = true;
  return absl::OkStatus();
}

absl::Status BatchLook::AskIndex(absl::string_view codes, Response& response) {
  const std::size_t count = codes.size() / CreditCode::kLength;
  std::array<CleanIndex::Found, kCodesAtATime> found;
  for (std::size_t start = 0; start < count; start += kCodesAtATime) {
    const std::size_t some = std::min(kCodesAtATime, count - start);
    const absl::string_view part =
        codes.substr(start * CreditCode::kLength, some * CreditCode::kLength);
    replica_.index().FindAll(part, absl::MakeSpan(found).subspan(0, some));
    for (std::size_t i = 0; i < some; ++i) {
      const auto index = static_cast<std::uint32_t>(start + i);
      RETURN_IF_ERROR(
          found[i].class_id != CleanIndex::Found::kNowhere
              ? AnswerByClass(index, found[i], response)
              : Sort(index,
                     part.substr(i * CreditCode::kLength, CreditCode::kLength),
                     response));
      if (unsettled_.has_value()) return absl::OkStatus();
    }
  }
  return absl::OkStatus();
}

absl::Status BatchLook::AnswerByClass(std::uint32_t index,
                                      const CleanIndex::Found& found,
                                      Response& response) {
  const ClassVerdict verdict = verdicts_->Of(found.class_id);
  if (!IsSettled(verdict.partition, found.changed_position)) {
    return absl::OkStatus();
  }
  if (verdict.clean()) {
    MarkEligible(index, response);
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(verdicts_->status(verdict.partition));
  AddVerdict(index, verdict, response);
  tells_ = true;
  return absl::OkStatus();
}

absl::Status BatchLook::Sort(std::uint32_t index, absl::string_view code,
                             Response& response) {
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
  wanted_.push_back({index, *partition, code});
  return verdicts_->status(*partition);
}

absl::Status BatchLook::AskStore(Response& response) {
  if (wanted_.empty()) return absl::OkStatus();
  const auto wanted = absl::MakeConstSpan(wanted_);
  for (std::size_t start = 0; start < wanted.size(); start += kCodesAtATime) {
    RETURN_IF_ERROR(AskStore(wanted.subspan(start, kCodesAtATime), response));
    if (unsettled_.has_value()) return absl::OkStatus();
  }
  SortOthers(response);
  return absl::OkStatus();
}

absl::Status BatchLook::AskStore(absl::Span<const Wanted> wanted,
                                 Response& response) {
  std::vector<absl::string_view> codes;
  codes.reserve(wanted.size());
  for (const Wanted& one : wanted) codes.push_back(one.code);
  ASSIGN_OR_RETURN(const std::vector<StoredStanding> stored,
                   ReadStandings(replica_.store(), codes));
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!IsSettled(wanted[i].partition, stored[i].changed_position)) {
      return absl::OkStatus();
    }
    AnswerByStanding(wanted[i], stored[i].standing, response);
  }
  return absl::OkStatus();
}

void BatchLook::AnswerByStanding(const Wanted& wanted,
                                 const policy::Standing& standing,
                                 Response& response) {
  const policy::Decision decision =
      verdicts_->Decide(wanted.partition, standing);
  if (decision.outcome == Verdict::OUTCOME_ELIGIBLE) {
    return MarkEligible(wanted.index, response);
  }
  AddDecision(wanted.index, decision, response);
  tells_ = true;
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
    if (touched_[partition]) {
      AddBasis(partition, published_[partition], response);
    }
  }
}

}  // namespace creditproof::eligibility_check
