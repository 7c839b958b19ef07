#include "services/report_rendering/grants.h"

#include <optional>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/kv/big_endian.h"
#include "services/report_rendering/issuing_errors.h"

namespace creditproof::report_rendering {
namespace {

using access::v1::GrantGround;
using base::InvalidField;
using base::Reason;
using claim::ReportNumber;
using report::v1::CreateGrantResponse;
using report::v1::Grant;
using report::v1::StoredGrant;

constexpr absl::string_view kEnd = "end/";
constexpr absl::string_view kOpen = "open/";
constexpr std::size_t kTimeBytes = 8;

absl::Time EndOf(const Grant& grant) {
  return absl::FromUnixSeconds(grant.end_time().seconds());
}

std::string EndKey(const GrantName& name, const Grant& grant) {
  return absl::StrCat(
      kEnd,
      kv::BigEndian(static_cast<std::uint64_t>(grant.end_time().seconds())),
      name.key());
}

std::string CodeSha256(const GrantName& name, const ReportNumber& code) {
  return crypto::Sha256(absl::StrCat(name.text(), "/", code.text()));
}

absl::Status NotFound(const GrantName& name) {
  return base::Error(
      absl::StatusCode::kNotFound, Reason::REASON_GRANT_NOT_FOUND,
      absl::StrCat("no such grant: ", name.text()), {{"grant", name.text()}});
}

absl::Status TooManyOpen() {
  return absl::ResourceExhaustedError(absl::StrCat(
      "该主体未使用的授权已达 ", Grants::kMostOpen,
      " 份，请先撤销不再需要的 the subject has ", Grants::kMostOpen,
      " open grants: revoke those that are not needed, or wait for the end of "
      "one"));
}

absl::StatusOr<StoredGrant> ParseStored(absl::string_view key,
                                        absl::string_view value) {
  StoredGrant stored;
  if (stored.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
    return stored;
  }
  return base::Error(absl::StatusCode::kDataLoss, Reason::REASON_STORE_CORRUPT,
                     absl::StrCat("a stored grant is unreadable: ", key),
                     {{"key", key}});
}

absl::StatusOr<ReportNumber> ParseTyped(absl::string_view field,
                                        const std::string& text) {
  absl::StatusOr<ReportNumber> typed = ReportNumber::Parse(text);
  if (typed.ok()) return typed;
  return InvalidField(field,
                      "is mistyped: 17 characters, of which the last "
                      "checks the others");
}

}  // namespace

absl::StatusOr<CreateGrantResponse> Grants::Create(const GrantRequest& request,
                                                   absl::string_view client,
                                                   absl::Time now) {
  const GrantName name = NameOf(request, client);
  const std::string request_sha256 = request.Sha256();
  const std::lock_guard maker(MakersOf(request.code));
  const std::lock_guard lock(StripeOf(name));
  CreateGrantResponse response;
  const absl::StatusOr<StoredGrant> made = Find(name);
  if (made.ok()) {
    if (made->request_sha256() != request_sha256) {
      return Reused(request.request_id);
    }
    ASSIGN_OR_RETURN(*response.mutable_grant(), Describe(*made, now));
    return response;
  }
  if (!absl::IsNotFound(made.status())) return made.status();
  RETURN_IF_ERROR(CheckRoom(request.code, now));

  const ReportNumber code =
      ReportNumber::Unpack(random_(ReportNumber::kPackedBytes));
  StoredGrant stored;
  *stored.mutable_grant() = request.grant;
  stored.mutable_grant()->set_name(name.text());
  stored.mutable_grant()->set_grant_id(name.id.text());
  stored.mutable_grant()->mutable_create_time()->set_seconds(
      absl::ToUnixSeconds(now));
  stored.set_code_sha256(CodeSha256(name, code));
  stored.set_request_sha256(request_sha256);
  kv::Batch batch(store_);
  batch.Put(family_, name.key(), stored.SerializeAsString());
  batch.Put(family_, EndKey(name, stored.grant()), "");
  batch.Put(family_, absl::StrCat(kOpen, name.key()), "");
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kSynced));
  ASSIGN_OR_RETURN(*response.mutable_grant(), Describe(stored, now));
  response.set_code(code.text());
  return response;
}

absl::StatusOr<bool> Grants::IsMade(const GrantRequest& request,
                                    absl::string_view client) const {
  const absl::StatusOr<StoredGrant> made = Find(NameOf(request, client));
  if (absl::IsNotFound(made.status())) return false;
  RETURN_IF_ERROR(made.status());
  return true;
}

GrantName Grants::NameOf(const GrantRequest& request,
                         absl::string_view client) const {
  return {request.code,
          ReportNumber::Make(
              number_secret_, request.code, absl::StrCat("grants/", client),
              absl::StrCat(request.code.text(), "/", request.request_id))};
}

// Drops from what may be open what is not, so that this stays short.
absl::Status Grants::CheckRoom(const CreditCode& code, absl::Time now) {
  std::vector<std::string> keys;
  RETURN_IF_ERROR(store_.Scan(family_, absl::StrCat(kOpen, code.text()), "",
                              [&](absl::string_view key, absl::string_view) {
                                keys.emplace_back(key);
                                return true;
                              }));
  std::size_t open = 0;
  kv::Batch batch(store_);
  for (const std::string& key : keys) {
    ASSIGN_OR_RETURN(const GrantName name,
                     GrantName::FromKey(key.substr(kOpen.size())));
    ASSIGN_OR_RETURN(const StoredGrant stored, Find(name));
    ASSIGN_OR_RETURN(const Grant grant, Describe(stored, now));
    if (grant.state() == Grant::STATE_OPEN) {
      ++open;
    } else {
      batch.Delete(family_, key);
    }
  }
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  return open < kMostOpen ? absl::OkStatus() : TooManyOpen();
}

absl::StatusOr<std::vector<Grant>> Grants::List(const CreditCode& code,
                                                absl::string_view after,
                                                std::size_t most,
                                                absl::Time now) const {
  std::vector<Grant> grants;
  absl::Status failed;
  RETURN_IF_ERROR(store_.Scan(
      family_, code.text(), after,
      [&](absl::string_view key, absl::string_view value) {
        const absl::StatusOr<StoredGrant> stored = ParseStored(key, value);
        failed = stored.status();
        if (!failed.ok()) return false;
        absl::StatusOr<Grant> grant = Describe(*stored, now);
        failed = grant.status();
        if (failed.ok()) grants.push_back(*std::move(grant));
        return failed.ok() && grants.size() < most;
      }));
  RETURN_IF_ERROR(failed);
  return grants;
}

absl::StatusOr<Grant> Grants::Revoke(const GrantName& name, absl::Time now) {
  const std::lock_guard lock(StripeOf(name));
  ASSIGN_OR_RETURN(StoredGrant stored, Find(name));
  if (!stored.grant().has_revoke_time()) {
    stored.mutable_grant()->mutable_revoke_time()->set_seconds(
        absl::ToUnixSeconds(now));
    RETURN_IF_ERROR(Put(name, stored, kv::Durability::kSynced));
  }
  return Describe(stored, now);
}

absl::StatusOr<Grants::Judged> Grants::Judge(
    const CreditCode& code, const GrantGround& ground,
    absl::Span<const std::string> client_names, absl::Time now) {
  ASSIGN_OR_RETURN(const ReportNumber id,
                   ParseTyped("ground.grant.grant_id", ground.grant_id()));
  ASSIGN_OR_RETURN(const ReportNumber told,
                   ParseTyped("ground.grant.code", ground.code()));
  const GrantName name{code, id};
  const std::lock_guard lock(StripeOf(name));
  absl::StatusOr<StoredGrant> stored = Find(name);
  if (absl::IsNotFound(stored.status())) return Judged{{}, "UNKNOWN"};
  RETURN_IF_ERROR(stored.status());
  Judged judged;
  if (receivers_.IsClientOf(stored->grant().receiver_id(), client_names)) {
    ASSIGN_OR_RETURN(judged.refused, RuleAgainst(name, told, *stored, now));
  } else {
    judged.refused = "OTHER_CLIENT";
  }
  ASSIGN_OR_RETURN(judged.grant, Describe(*stored, now));
  return judged;
}

// The rule by which its own receiver does not get in, or empty.
absl::StatusOr<std::string> Grants::RuleAgainst(const GrantName& name,
                                                const ReportNumber& code,
                                                StoredGrant& stored,
                                                absl::Time now) {
  if (stored.wrong_codes() >= kMostWrongCodes) return "LOCKED";
  if (CodeSha256(name, code) != stored.code_sha256()) {
    stored.set_wrong_codes(stored.wrong_codes() + 1);
    RETURN_IF_ERROR(Put(name, stored, kv::Durability::kBuffered));
    return "WRONG_CODE";
  }
  if (stored.grant().has_revoke_time()) return "REVOKED";
  if (now > EndOf(stored.grant())) return "EXPIRED";
  return "";
}

absl::Status Grants::CheckNotRevoked(const GrantName& name) const {
  ASSIGN_OR_RETURN(const StoredGrant stored, Find(name));
  if (!stored.grant().has_revoke_time()) return absl::OkStatus();
  return base::Error(absl::StatusCode::kPermissionDenied,
                     Reason::REASON_GROUND_REFUSED,
                     "the subject has revoked the grant",
                     {{"ground", "GRANT"}, {"rule", "REVOKED"}});
}

absl::StatusOr<std::vector<Grant>> Grants::Ended(absl::Time now,
                                                 std::size_t most) const {
  std::vector<Grant> ended;
  absl::Status failed;
  RETURN_IF_ERROR(store_.Scan(
      family_, kEnd, "", [&](absl::string_view key, absl::string_view) {
        const absl::string_view rest = key.substr(kEnd.size());
        const auto seconds =
            static_cast<std::int64_t>(kv::ReadBigEndian<std::uint64_t>(rest));
        if (absl::FromUnixSeconds(seconds) >= now) return false;
        const auto name = GrantName::FromKey(rest.substr(kTimeBytes));
        failed = name.status();
        if (!failed.ok()) return false;
        const absl::StatusOr<StoredGrant> stored = Find(*name);
        failed = stored.status();
        if (!failed.ok()) return false;
        absl::StatusOr<Grant> grant = Describe(*stored, now);
        failed = grant.status();
        if (failed.ok()) ended.push_back(*std::move(grant));
        return failed.ok() && ended.size() < most;
      }));
  RETURN_IF_ERROR(failed);
  return ended;
}

absl::Status Grants::EndNoted(absl::Span<const Grant> grants) {
  kv::Batch batch(store_);
  for (const Grant& grant : grants) {
    ASSIGN_OR_RETURN(const GrantName name, GrantName::Parse(grant.name()));
    batch.Delete(family_, EndKey(name, grant));
  }
  return store_.Commit(std::move(batch), kv::Durability::kBuffered);
}

absl::StatusOr<StoredGrant> Grants::Find(const GrantName& name) const {
  ASSIGN_OR_RETURN(const std::optional<std::string> value,
                   store_.Find(family_, name.key()));
  if (!value.has_value()) return NotFound(name);
  return ParseStored(name.key(), *value);
}

absl::Status Grants::Put(const GrantName& name, const StoredGrant& stored,
                         kv::Durability durability) {
  kv::Batch batch(store_);
  batch.Put(family_, name.key(), stored.SerializeAsString());
  return store_.Commit(std::move(batch), durability);
}

// As answered, with what follows from the rest.
absl::StatusOr<Grant> Grants::Describe(const StoredGrant& stored,
                                       absl::Time now) const {
  Grant grant = stored.grant();
  ASSIGN_OR_RETURN(const GrantName name, GrantName::Parse(grant.name()));
  const absl::StatusOr<report::v1::Report> report =
      reports_.Describe(ReportOf(name));
  if (report.ok()) {
    grant.set_report_number(report->report_number());
  } else if (!absl::IsNotFound(report.status())) {
    return report.status();
  }
  grant.set_state(grant.has_revoke_time() ? Grant::STATE_REVOKED
                  : now > EndOf(grant)    ? Grant::STATE_EXPIRED
                  : stored.wrong_codes() >= kMostWrongCodes
                      ? Grant::STATE_LOCKED
                  : report.ok() ? Grant::STATE_USED
                                : Grant::STATE_OPEN);
  return grant;
}

std::mutex& Grants::MakersOf(const CreditCode& code) {
  return makers_[absl::HashOf(code.text()) % makers_.size()];
}

std::mutex& Grants::StripeOf(const GrantName& name) {
  return stripes_[absl::HashOf(name.id.text()) % stripes_.size()];
}

}  // namespace creditproof::report_rendering
