#include "services/eligibility_check/inquiry.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/access/ground_name.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::BatchCheckEligibilityRequest;
using eligibility::v1::BatchCheckEligibilityResponse;
using eligibility::v1::CheckEligibilityRequest;

constexpr absl::string_view kBatchMethod = "BatchCheckEligibility";
constexpr std::size_t kMaxPurposeBytes = 600;
constexpr std::size_t kMostCodes = 10'000;

std::uint32_t CountOf(absl::string_view codes) {
  return static_cast<std::uint32_t>(codes.size() / CreditCode::kLength);
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

// Such as `ELIGIBLE 99 OTHER 1`.
std::string BatchOutcome(const BatchCheckEligibilityRequest& request,
                         const BatchCheckEligibilityResponse& response) {
  const auto others = static_cast<std::uint32_t>(response.others_size());
  return absl::StrCat("ELIGIBLE ", CountOf(request.codes()) - others, " OTHER ",
                      others);
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

// Whom alone a batch may be about; empty for a duty, which may be about all. A
// ground that is about one subject is refused for several: no assertion is
// about the empty code.
absl::string_view SubjectOf(const BatchCheckEligibilityRequest& request) {
  return request.ground().has_duty() ? "" : OnlyCode(request.codes());
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
    WriteDown(
        request, caller,
        {method, code->text(), now, "", {access::OutcomeOf(access.status())}},
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
  ASSIGN_OR_RETURN(
      access::Access access,
      judge_.Admit(request.ground(), {caller.names, SubjectOf(request), now}));
  RETURN_IF_ERROR(CheckAreas(request, access));
  return BatchInquiry{std::move(access), now};
}

std::uint64_t Doorkeeper::NoteBatch(
    const BatchCheckEligibilityRequest& request, const rpc::Caller& caller,
    const BatchInquiry& inquiry,
    const BatchCheckEligibilityResponse& response) const {
  return WriteDown(request, caller,
                   {kBatchMethod,
                    SubjectOf(request),
                    inquiry.now,
                    inquiry.access.actor,
                    {BatchOutcome(request, response)}},
                   response, trail_);
}

std::uint64_t Doorkeeper::NoteRefusedBatch(
    const BatchCheckEligibilityRequest& request,
    const rpc::Caller& caller) const {
  return WriteDown(
      request, caller,
      {kBatchMethod, SubjectOf(request), clock_(), "", {"GROUND_REFUSED"}}, {},
      trail_);
}

}  // namespace creditproof::eligibility_check
