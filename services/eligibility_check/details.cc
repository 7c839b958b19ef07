#include "services/eligibility_check/details.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/eligibility_check/families.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::Cause;
using eligibility::v1::Finding;
using eligibility::v1::ReportMaterial;
using eligibility::v1::Verdict;
using google::protobuf::util::TimeUtil;
using record::v1::OpenHold;
using record::v1::OpenMismatch;

bool MaySee(const access::Access& access, record::v1::Area area) {
  return access.may_see_findings &&
         (access.areas.empty() ||
          std::binary_search(access.areas.begin(), access.areas.end(), area));
}

absl::Status Corrupt(absl::string_view what, const CreditCode& code) {
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     absl::StrCat(what, " of ", code.text(), " cannot be read"),
                     {{"key", code.text()}});
}

// The stored value, parsed; DATA_LOSS when it is not there.
template <typename Message>
absl::Status Read(const kv::Store& store, kv::Family family,
                  const std::string& key, const CreditCode& code,
                  Message& message) {
  const absl::StatusOr<std::string> bytes = store.Get(family, key);
  if (!bytes.ok() && !absl::IsNotFound(bytes.status())) return bytes.status();
  if (bytes.ok() && message.ParseFromString(*bytes)) return absl::OkStatus();
  return Corrupt(
      family.index == kRecords.index ? "a record" : "the registration", code);
}

using Reasons = std::map<std::string, std::string>;  // by source

// Each of the messages that stand for the subject in `family`.
template <typename Message, typename See>
absl::Status Visit(const kv::Store& store, kv::Family family,
                   const CreditCode& code, See see) {
  absl::Status broken;
  RETURN_IF_ERROR(store.Scan(
      family, code.text(), "", [&](absl::string_view, absl::string_view value) {
        Message message;
        if (!message.ParseFromArray(value.data(),
                                    static_cast<int>(value.size()))) {
          broken = Corrupt("what stands open", code);
          return false;
        }
        see(message);
        return true;
      }));
  return broken;
}

std::string ContactOf(const SharedState& shared, const std::string& source) {
  const auto found = shared.sources.find(source);
  if (found == shared.sources.end()) return {};
  const auto& state = found->second;
  if (state.contact().empty()) return state.display_name();
  return absl::StrCat(state.display_name(), "，", state.contact());
}

// Kinds that are built in are known by their number.
void NameKind(record::v1::RecordKind kind, const SharedState& shared,
              Finding& finding) {
  const auto found = shared.kinds.find(kind);
  if (found == shared.kinds.end()) return;
  record::v1::KindName& name = *finding.mutable_kind_name();
  name.set_kind(kind);
  name.set_kind_id(found->second.kind_id());
  name.set_display_name(found->second.display_name());
}

}  // namespace

absl::Status AddFindings(const kv::Store& store, const CreditCode& code,
                         const policy::Decision& decision,
                         const FindingsPage& page, const access::Access& access,
                         const SharedState& shared, Verdict& verdict) {
  const auto add = [&](const policy::Ruling& ruling) -> absl::Status {
    const policy::RecordFact& fact = *ruling.fact;
    if (!MaySee(access, fact.area)) return absl::OkStatus();
    Finding& finding =
        ruling.counts ? *verdict.add_findings() : *verdict.add_repaired();
    RETURN_IF_ERROR(Read(store, kRecords, code.text() + fact.record_id, code,
                         *finding.mutable_record()));
    finding.set_rule(std::string(ruling.rule));
    if (ruling.counts) {
      finding.set_remedy(std::string(policy::RemedyText(fact.kind)));
    }
    NameKind(fact.kind, shared, finding);
    return absl::OkStatus();
  };
  for (std::size_t i = page.first; i < page.end; ++i) {
    RETURN_IF_ERROR(add(RulingAt(decision, i)));
  }
  return absl::OkStatus();
}

absl::Status NameSources(const kv::Store& store, const CreditCode& code,
                         const SharedState& shared,
                         const std::vector<std::string>& silent_sources,
                         Verdict& verdict) {
  Reasons silent;
  for (const std::string& source : silent_sources) silent[source] = "";
  Reasons holds;
  RETURN_IF_ERROR(Visit<OpenHold>(store, kHolds, code, [&](const auto& hold) {
    holds[hold.source_id()] = hold.reason();
  }));
  Reasons mismatches;
  RETURN_IF_ERROR(Visit<OpenMismatch>(
      store, kMismatches, code,
      [&](const auto& mismatch) { mismatches[mismatch.source_id()] = ""; }));

  google::protobuf::RepeatedPtrField<Cause> causes;
  causes.Swap(verdict.mutable_causes());
  for (Cause& cause : causes) {
    const Reasons* const reasons =
        cause.kind() == Cause::KIND_HELD            ? &holds
        : cause.kind() == Cause::KIND_MISMATCH      ? &mismatches
        : cause.kind() == Cause::KIND_SILENT_SOURCE ? &silent
                                                    : nullptr;
    if (reasons == nullptr) {
      *verdict.add_causes() = std::move(cause);
      continue;
    }
    for (const auto& [source, reason] : *reasons) {
      Cause& named = *verdict.add_causes();
      named = cause;
      if (!reason.empty()) {
        named.set_message(absl::StrCat(cause.message(), "原因：", reason));
      }
      named.set_contact(ContactOf(shared, source));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<ReportMaterial> ReadMaterial(const kv::Store& store,
                                            const CreditCode& code,
                                            const SharedState& shared,
                                            const policy::Question& question,
                                            std::uint32_t region) {
  ReportMaterial material;
  RETURN_IF_ERROR(Read(store, kRegistration, code.text(), code,
                       *material.mutable_registration()));
  const absl::Time as_of = DataAsOf(shared.sources, question.areas, region);
  if (as_of != absl::InfinitePast()) {
    *material.mutable_data_as_of_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(as_of));
  }
  *material.mutable_names() = shared.policy->names();
  return material;
}

}  // namespace creditproof::eligibility_check
