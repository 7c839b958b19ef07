// What a check reads beyond the standing: findings, contacts, registration.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "creditproof/eligibility/v1/verdict.pb.h"
#include "libs/access/ground.h"
#include "libs/credit_code/credit_code.h"
#include "libs/kv/store.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/findings_page.h"
#include "services/eligibility_check/shared_state.h"

namespace creditproof::eligibility_check {

// Whether `access` may see records of that area.
bool MaySee(const access::Access& access, record::v1::Area area);

// What a declared kind is called; nullopt for one that is built in, which is
// known by its number.
std::optional<record::v1::KindName> KindNameOf(record::v1::RecordKind kind,
                                               const SharedState& shared);

// Reads a record of the subject by its id.
using RecordReader = absl::FunctionRef<absl::Status(
    const std::string& record_id, record::v1::CurrentRecord& record)>;

// From the store. The reader fails with DATA_LOSS (STORE_CORRUPT) when a
// record's text is missing. `store` and `code` must outlive it.
std::function<absl::Status(const std::string&, record::v1::CurrentRecord&)>
RecordsIn(const kv::Store& store, const CreditCode& code);

// Adds the findings on `page` of `decision`, and the repaired ones that are
// shown, so far as `access` may see them, in its order. Fails as `read` does.
absl::Status AddFindings(RecordReader read, const policy::Decision& decision,
                         const FindingsPage& page, const access::Access& access,
                         const SharedState& shared,
                         eligibility::v1::Verdict& verdict);

// Adds what the sources of these findings are called, each once.
void AddSourceNames(const eligibility::v1::Verdict& verdict,
                    const SharedState& shared,
                    eligibility::v1::ReportMaterial& material);

// What stands open about a subject, each by id.
struct OpenRows {
  std::vector<record::v1::OpenHold> holds;
  std::vector<record::v1::OpenMismatch> mismatches;
};

absl::StatusOr<OpenRows> ReadOpenRows(const kv::Store& store,
                                      const CreditCode& code);

// Replaces the causes HELD, MISMATCH and SILENT_SOURCE by one for each source
// whose row holds the subject, with its reason, whose table differs, or which
// is one of `silent`; each with its contact.
void NameSources(const OpenRows& open, const SharedState& shared,
                 const std::vector<std::string>& silent,
                 eligibility::v1::Verdict& verdict);

// What a report about a subject of `region` prints beside the verdict. `shared`
// has a policy.
absl::StatusOr<eligibility::v1::ReportMaterial> ReadMaterial(
    const kv::Store& store, const CreditCode& code, const SharedState& shared,
    const policy::Question& question, std::uint32_t region);

}  // namespace creditproof::eligibility_check
