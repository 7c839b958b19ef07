#include "libs/access/ground.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"

namespace creditproof::access {
namespace {

using google::protobuf::util::TimeUtil;

// Keeps a signed assertion from being taken for anything else that is signed.
constexpr absl::string_view kAssertionPurpose = "creditproof-assertion-v1";

// In the audit trail, where other actors have their key's id.
constexpr absl::string_view kTokenActor = "identity-provider";

constexpr absl::Duration kClockSkew = absl::Minutes(1);
constexpr absl::Duration kLongestLife = absl::Minutes(10);
constexpr absl::Duration kAssertedLife = absl::Minutes(5);

absl::Status Refused(absl::string_view ground, absl::string_view rule,
                     absl::string_view message) {
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_GROUND_REFUSED, message,
                     {{"ground", ground}, {"rule", rule}});
}

absl::Time ToTime(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  return TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
}

std::string SignedBytes(absl::string_view assertion) {
  return absl::StrCat(kAssertionPurpose, assertion);
}

template <typename List, typename Value>
bool Contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

absl::Status CheckAssertion(const v1::SubjectAssertion& assertion,
                            const Look& look) {
  if (assertion.credit_code().empty() ||
      assertion.credit_code() != look.credit_code) {
    return Refused("SUBJECT", "OTHER_SUBJECT",
                   "the assertion is about another subject");
  }
  const absl::Time issued = ToTime(assertion.issue_time());
  const absl::Time expires = ToTime(assertion.expire_time());
  if (expires <= issued || expires - issued > kLongestLife) {
    return Refused("SUBJECT", "LIFE",
                   "an assertion lives for more than 0 and at most 10 minutes");
  }
  if (look.now < issued - kClockSkew) {
    return Refused("SUBJECT", "NOT_YET_VALID",
                   "the assertion was made in the future");
  }
  if (look.now > expires) {
    return Refused("SUBJECT", "EXPIRED", "the assertion has expired");
  }
  return absl::OkStatus();
}

// Whether one of the peer's names is among `clients`.
template <typename List>
bool ComesThrough(const List& clients, const Look& look) {
  return std::any_of(
      look.client_names.begin(), look.client_names.end(),
      [&](const std::string& name) { return Contains(clients, name); });
}

bool Covers(const config::v1::Duty& duty, const v1::DutyGround& ground,
            const Look& look) {
  return duty.agency() == ground.agency() &&
         Contains(duty.scenarios(), ground.scenario()) &&
         ComesThrough(duty.clients(), look);
}

std::vector<record::v1::Area> AreasOf(const config::v1::Duty& duty) {
  std::vector<record::v1::Area> areas;
  for (const int area : duty.areas()) {
    areas.push_back(static_cast<record::v1::Area>(area));
  }
  std::sort(areas.begin(), areas.end());
  return areas;
}

}  // namespace

absl::StatusOr<Judge> Judge::Make(const config::v1::Grounds& config,
                                  const std::filesystem::path& folder) {
  Judge judge;
  for (const config::v1::AssertionKey& key : config.assertion_keys()) {
    if (key.key_id() == kTokenActor) {
      return absl::InvalidArgumentError(
          absl::StrCat("no assertion key may be called ", kTokenActor,
                       ": so actors by access token are written down"));
    }
    ASSIGN_OR_RETURN(const std::string pem,
                     base::ReadFile(folder / key.public_key_file()));
    ASSIGN_OR_RETURN(crypto::VerifyingKey read,
                     crypto::VerifyingKey::FromPem(pem));
    Portal portal{std::move(read),
                  {key.clients().begin(), key.clients().end()}};
    if (!judge.portals_.emplace(key.key_id(), std::move(portal)).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("assertion key ", key.key_id(), " is listed twice"));
    }
  }
  if (config.has_identity_provider()) {
    const config::v1::IdentityProvider& provider = config.identity_provider();
    ASSIGN_OR_RETURN(judge.tokens_, token::Verifier::Make(provider, folder));
    judge.token_clients_.assign(provider.clients().begin(),
                                provider.clients().end());
  }
  judge.duties_.assign(config.duties().begin(), config.duties().end());
  judge.grant_clients_.assign(config.grant_clients().begin(),
                              config.grant_clients().end());
  return judge;
}

absl::StatusOr<Access> Judge::Admit(const v1::Ground& ground,
                                    const Look& look) const {
  switch (ground.kind_case()) {
    case v1::Ground::kSubject:
      return AdmitSubject(ground.subject(), look);
    case v1::Ground::kGrant:
      return AdmitGrant(ground.grant(), look);
    case v1::Ground::kDuty:
      return AdmitDuty(ground.duty(), look);
    case v1::Ground::KIND_NOT_SET:
      break;
  }
  return Refused("", "NO_GROUND", "the request names no ground");
}

absl::StatusOr<Access> Judge::AdmitSubject(const v1::SubjectGround& ground,
                                           const Look& look) const {
  if (ground.access_token().empty()) return AdmitAssertion(ground, look);
  if (!ground.assertion().empty() || !ground.key_id().empty() ||
      !ground.signature().empty()) {
    return Refused("SUBJECT", "TWO_PROOFS",
                   "the ground has an assertion and an access token: leave one "
                   "out");
  }
  return AdmitToken(ground, look);
}

absl::StatusOr<Access> Judge::AdmitToken(const v1::SubjectGround& ground,
                                         const Look& look) const {
  if (tokens_ == nullptr) {
    return Refused("SUBJECT", "NO_IDENTITY_PROVIDER",
                   "no identity provider's access tokens are accepted here");
  }
  if (!ComesThrough(token_clients_, look)) {
    return Refused("SUBJECT", "OTHER_CLIENT",
                   "access tokens do not come through this client");
  }
  ASSIGN_OR_RETURN(const token::Claims claims,
                   tokens_->Verify(ground.access_token(), look.now));
  if (!claims.IsFor(look.credit_code)) {
    return Refused("SUBJECT", "OTHER_SUBJECT",
                   "登录身份不能代表该主体 (the access token is for another "
                   "subject)");
  }
  return Access{.ground = "SUBJECT",
                .actor = absl::StrCat(kTokenActor, "/", claims.actor),
                .may_see_findings = true,
                .areas = {}};
}

absl::StatusOr<Access> Judge::AdmitAssertion(const v1::SubjectGround& ground,
                                             const Look& look) const {
  const auto portal = portals_.find(ground.key_id());
  if (portal == portals_.end()) {
    return Refused("SUBJECT", "UNKNOWN_KEY", "the asserting key is not known");
  }
  if (!ComesThrough(portal->second.clients, look)) {
    return Refused("SUBJECT", "OTHER_CLIENT",
                   "assertions of this key do not come through this client");
  }
  if (!portal->second.key
           .Verify(SignedBytes(ground.assertion()), ground.signature(),
                   crypto::SignatureForm::kDer)
           .ok()) {
    return Refused("SUBJECT", "WRONG_SIGNATURE",
                   "the assertion is not signed by its key");
  }
  v1::SubjectAssertion assertion;
  if (!assertion.ParseFromString(ground.assertion())) {
    return Refused("SUBJECT", "MALFORMED_ASSERTION",
                   "the assertion cannot be read");
  }
  RETURN_IF_ERROR(CheckAssertion(assertion, look));
  return Access{.ground = "SUBJECT",
                .actor = absl::StrCat(portal->first, "/", assertion.actor()),
                .may_see_findings = true,
                .areas = {}};
}

// Only a service that holds grants can know whether one holds; it has judged
// it.
absl::StatusOr<Access> Judge::AdmitGrant(const v1::GrantGround& ground,
                                         const Look& look) const {
  if (!ComesThrough(grant_clients_, look)) {
    return Refused("GRANT", "UNKNOWN_GRANT", "there is no such grant");
  }
  if (look.credit_code.empty()) {
    return Refused("GRANT", "OTHER_SUBJECT", "a grant is about one subject");
  }
  return Access{.ground = "GRANT",
                .actor = ground.grant_id(),
                .may_see_findings = false,
                .areas = {}};
}

absl::StatusOr<Access> Judge::AdmitDuty(const v1::DutyGround& ground,
                                        const Look& look) const {
  const auto duty = std::find_if(
      duties_.begin(), duties_.end(),
      [&](const auto& registered) { return Covers(registered, ground, look); });
  if (duty == duties_.end()) {
    return Refused("DUTY", "DUTY_NOT_REGISTERED",
                   "no such duty is registered for this client");
  }
  return Access{.ground = "DUTY",
                .actor = duty->agency(),
                .may_see_findings = true,
                .areas = AreasOf(*duty)};
}

absl::StatusOr<v1::Ground> AssertSubject(const crypto::SigningKey& key,
                                         const std::string& key_id,
                                         const std::string& credit_code,
                                         const std::string& actor,
                                         absl::Time now) {
  v1::SubjectAssertion assertion;
  assertion.set_credit_code(credit_code);
  assertion.set_actor(actor);
  *assertion.mutable_issue_time() = ToTimestamp(now);
  *assertion.mutable_expire_time() = ToTimestamp(now + kAssertedLife);

  v1::Ground ground;
  v1::SubjectGround& subject = *ground.mutable_subject();
  subject.set_assertion(assertion.SerializeAsString());
  subject.set_key_id(key_id);
  ASSIGN_OR_RETURN(
      *subject.mutable_signature(),
      key.Sign(SignedBytes(subject.assertion()), crypto::SignatureForm::kDer));
  return ground;
}

}  // namespace creditproof::access
