// Grants: a subject's consents that a registered receiver fetches its report
// once, by a one-time code.
#pragma once

#include <array>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "creditproof/access/v1/ground.pb.h"
#include "creditproof/report/v1/grant_service.pb.h"
#include "creditproof/report/v1/stored_report.pb.h"
#include "libs/kv/store.h"
#include "services/report_rendering/grant_name.h"
#include "services/report_rendering/grant_request.h"
#include "services/report_rendering/receivers.h"
#include "services/report_rendering/report_store.h"

namespace creditproof::report_rendering {

// Bytes that nobody can guess, as many as asked for.
using Random = std::function<std::string(std::size_t count)>;

// Thread-safe.
//
// Layout: family `grants`: name key -> StoredGrant; "end/" || end_time,
// seconds, big-endian (8) || name key -> "" until its end is noted; "open/" ||
// name key -> "" for each that may be open. Whether a grant was used is not
// among it: it was when its report is released.
class Grants {
 public:
  // What a grant is worth to who brings it. With a `refused` rule nothing of it
  // may be told but that.
  struct Judged {
    report::v1::Grant grant;  // empty for UNKNOWN
    std::string refused;  // UNKNOWN, OTHER_CLIENT, LOCKED, WRONG_CODE, REVOKED,
                          // EXPIRED; empty when it holds
  };

  // So many wrong codes lock a grant: the trail, too, has an end.
  static constexpr std::uint32_t kMostWrongCodes = 10;

  // So many of a subject may be open at once.
  static constexpr std::size_t kMostOpen = 100;

  // `store` and `reports` must outlive the grants.
  Grants(kv::Store& store, kv::Family family, const ReportStore& reports,
         Receivers receivers, std::string number_secret, Random random)
      : store_(store),
        family_(family),
        reports_(reports),
        receivers_(std::move(receivers)),
        number_secret_(std::move(number_secret)),
        random_(std::move(random)) {}

  const Receivers& receivers() const { return receivers_; }

  // Whether Create would answer what it made before, or that it was otherwise.
  absl::StatusOr<bool> IsMade(const GrantRequest& request,
                              absl::string_view client) const;

  // Makes a grant, on disk. Fails with ALREADY_EXISTS (REQUEST_ID_REUSED), or
  // RESOURCE_EXHAUSTED when the subject has kMostOpen.
  absl::StatusOr<report::v1::CreateGrantResponse> Create(
      const GrantRequest& request, absl::string_view client, absl::Time now);

  // The next grants of the subject, whose keys are greater than `after`.
  absl::StatusOr<std::vector<report::v1::Grant>> List(const CreditCode& code,
                                                      absl::string_view after,
                                                      std::size_t most,
                                                      absl::Time now) const;

  // Ends a grant, on disk. Fails with NOT_FOUND (GRANT_NOT_FOUND).
  absl::StatusOr<report::v1::Grant> Revoke(const GrantName& name,
                                           absl::Time now);

  // Fails with INVALID_ARGUMENT (INVALID_FIELD) when id or code are mistyped.
  absl::StatusOr<Judged> Judge(const CreditCode& code,
                               const access::v1::GrantGround& ground,
                               absl::Span<const std::string> client_names,
                               absl::Time now);

  // Fails with PERMISSION_DENIED (GROUND_REFUSED) once it was revoked.
  absl::Status CheckNotRevoked(const GrantName& name) const;

  ReportName ReportOf(const GrantName& name) const {
    return report_rendering::ReportOf(name, number_secret_);
  }

  // Grants that ended by `now` and whose end was not noted, the oldest first.
  absl::StatusOr<std::vector<report::v1::Grant>> Ended(absl::Time now,
                                                       std::size_t most) const;

  // Their end is noted. Durable with the next synced write.
  absl::Status EndNoted(absl::Span<const report::v1::Grant> grants);

 private:
  GrantName NameOf(const GrantRequest& request, absl::string_view client) const;
  absl::Status CheckRoom(const CreditCode& code, absl::Time now);
  absl::StatusOr<report::v1::StoredGrant> Find(const GrantName& name) const;
  absl::Status Put(const GrantName& name, const report::v1::StoredGrant& stored,
                   kv::Durability durability);
  absl::StatusOr<report::v1::Grant> Describe(
      const report::v1::StoredGrant& stored, absl::Time now) const;
  absl::StatusOr<std::string> RuleAgainst(const GrantName& name,
                                          const claim::ReportNumber& code,
                                          report::v1::StoredGrant& stored,
                                          absl::Time now);
  std::mutex& StripeOf(const GrantName& name);
  std::mutex& MakersOf(const CreditCode& code);

  kv::Store& store_;
  const kv::Family family_;
  const ReportStore& reports_;
  const Receivers receivers_;
  const std::string number_secret_;
  const Random random_;
  std::array<std::mutex, 64> makers_;   // by code: one counts what is open
  std::array<std::mutex, 64> stripes_;  // by name: a grant is changed by one
};

}  // namespace creditproof::report_rendering
