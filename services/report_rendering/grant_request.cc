#include "services/report_rendering/grant_request.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/record/subject_name.h"
#include "services/report_rendering/asked_fields.h"

namespace creditproof::report_rendering {
namespace {

using base::InvalidField;
using report::v1::CreateGrantRequest;
using report::v1::Grant;

constexpr absl::Duration kLongestLife = absl::Hours(24 * 90);

// What a caller may say of a grant.
Grant AsAsked(const Grant& said) {
  Grant grant;
  grant.set_receiver_id(said.receiver_id());
  grant.set_scenario(said.scenario());
  *grant.mutable_areas() = said.areas();
  grant.set_period_start_date(said.period_start_date());
  grant.set_period_end_date(said.period_end_date());
  grant.set_purpose(said.purpose());
  grant.mutable_end_time()->set_seconds(said.end_time().seconds());
  return grant;
}

absl::Status CheckEnd(const Grant& grant, absl::Time now) {
  const absl::Time end = absl::FromUnixSeconds(grant.end_time().seconds());
  if (end > now && end <= now + kLongestLife) return absl::OkStatus();
  return InvalidField("grant.end_time",
                      "is not within the 90 days that follow");
}

}  // namespace

absl::StatusOr<GrantRequest> GrantRequest::Parse(
    const CreateGrantRequest& request, const Receivers& receivers,
    absl::Time now) {
  absl::StatusOr<CreditCode> code = record::ParseSubjectName(request.parent());
  if (!code.ok()) return InvalidField("parent", code.status().message());
  RETURN_IF_ERROR(CheckUuid("request_id", request.request_id()));
  Grant grant = AsAsked(request.grant());
  RETURN_IF_ERROR(CheckAsked("grant.", grant));
  RETURN_IF_ERROR(CheckEnd(grant, now));
  const config::v1::Receiver* const receiver =
      receivers.Find(grant.receiver_id());
  if (receiver == nullptr) {
    return InvalidField("grant.receiver_id", "is no registered receiver's");
  }
  grant.set_receiver(receiver->display_name());
  return GrantRequest{*std::move(code),
                      absl::AsciiStrToLower(request.request_id()),
                      std::move(grant)};
}

std::string GrantRequest::Sha256() const {
  return crypto::Sha256(grant.SerializeAsString());
}

}  // namespace creditproof::report_rendering
