#include "services/eligibility_check/details.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <map>
#include <set>
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

// The messages that stand for the subject in `family`, by their ids.
template <typename Message>
absl::Status ReadAll(const kv::Store& store, kv::Family family,
                     const CreditCode& code, std::vector<Message>& messages) {
  absl::Status broken;
  RETURN_IF_ERROR(store.Scan(
      family, code.text(), "", [&](absl::string_view, absl::string_view value) {
        const bool readable = messages.emplace_back().ParseFromArray(
            value.data(), static_cast<int>(value.size()));
        if (!readable) broken = Corrupt("what stands open", code);
        return readable;
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

}  // namespace

bool MaySee(const access::Access& access, record::v1::Area area) {
  return access.may_see_findings &&
         (access.areas.empty() ||
          std::binary_search(access.areas.begin(), access.areas.end(), area));
}

std::optional<record::v1::KindName> KindNameOf(record::v1::RecordKind kind,
                                               const SharedState& shared) {
  const auto found = shared.kinds.find(kind);
  if (found == shared.kinds.end()) return std::nullopt;
  record::v1::KindName name;
  name.set_kind(kind);
  name.set_kind_id(found->second.kind_id());
  name.set_display_name(found->second.display_name());
  return name;
}

std::function<absl::Status(const std::string&, record::v1::CurrentRecord&)>
RecordsIn(const kv::Store& store, const CreditCode& code) {
  return [&store, &code](const std::string& record_id,
                         record::v1::CurrentRecord& record) {
    return Read(store, kRecords, code.text() + record_id, code, record);
  };
}

absl::Status AddFindings(RecordReader read, const policy::Decision& decision,
                         const FindingsPage& page, const access::Access& access,
                         const SharedState& shared, Verdict& verdict) {
  for (std::size_t i = page.first; i < page.end; ++i) {
    const policy::Ruling& ruling = RulingAt(decision, i);
    const policy::RecordFact& fact = *ruling.fact;
    if (!MaySee(access, fact.area)) continue;
    Finding& finding =
        ruling.counts ? *verdict.add_findings() : *verdict.add_repaired();
    RETURN_IF_ERROR(read(fact.record_id, *finding.mutable_record()));
    finding.set_rule(std::string(ruling.rule));
    if (ruling.counts) {
      finding.set_remedy(std::string(policy::RemedyText(fact.kind)));
    }
    auto name = KindNameOf(fact.kind, shared);
    if (name.has_value()) *finding.mutable_kind_name() = *std::move(name);
  }
  return absl::OkStatus();
}

void AddSourceNames(const Verdict& verdict, const SharedState& shared,
                    ReportMaterial& material) {
  std::set<std::string> sources;
  for (const auto* findings : {&verdict.findings(), &verdict.repaired()}) {
    for (const Finding& finding : *findings) {
      sources.insert(finding.record().record().source_id());
    }
  }
  for (const std::string& source : sources) {
    const auto found = shared.sources.find(source);
    if (found == shared.sources.end()) continue;
    eligibility::v1::SourceName& name = *material.add_source_names();
    name.set_source_id(source);
    name.set_display_name(found->second.display_name());
  }
}

absl::StatusOr<OpenRows> ReadOpenRows(const kv::Store& store,
                                      const CreditCode& code) {
  OpenRows open;
  RETURN_IF_ERROR(ReadAll(store, kHolds, code, open.holds));
  RETURN_IF_ERROR(ReadAll(store, kMismatches, code, open.mismatches));
  return open;
}

void NameSources(const OpenRows& open, const SharedState& shared,
                 const std::vector<std::string>& silent_sources,
                 Verdict& verdict) {
  Reasons silent;
  for (const std::string& source : silent_sources) silent[source] = "";
  Reasons holds;
  for (const OpenHold& hold : open.holds) {
    holds[hold.source_id()] = hold.reason();
  }
  Reasons mismatches;
  for (const OpenMismatch& mismatch : open.mismatches) {
    mismatches[mismatch.source_id()] = "";
  }

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
  material.set_report_keep_years(shared.policy->report_keep_years());
  material.set_time_stamping(shared.policy->time_stamping());
  return material;
}

}  // namespace creditproof::eligibility_check
