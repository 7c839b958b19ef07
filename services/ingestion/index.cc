#include "services/ingestion/index.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "libs/record/canonical.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/families.h"
#include "services/ingestion/members.h"
#include "services/ingestion/mismatch_index.h"
#include "services/ingestion/names.h"
#include "services/ingestion/objections.h"
#include "services/ingestion/policies.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Change;
using record::v1::DeclaredKind;
using record::v1::RecordState;

constexpr absl::string_view kKindPrefix = "k";

std::string RecordKey(absl::string_view id) { return absl::StrCat("r", id); }
std::string SubjectKey(absl::string_view code) {
  return absl::StrCat("s", code);
}
std::string CodeKey(absl::string_view code) { return absl::StrCat("c", code); }
std::string UnderKey(const record::v1::Record& record) {
  return CodeKey(record.credit_code()) +
         absl::HexStringToBytes(record::DecisionId(record));
}
std::string SourceKey(absl::string_view id) {
  return absl::StrCat(kSourceStatePrefix, id);
}
std::string KindKey(absl::string_view id) {
  return absl::StrCat(kKindPrefix, id);
}
std::string PolicyKey(std::uint32_t partition) {
  return absl::StrCat("p", kv::BigEndian(partition));
}
std::string HoldKey(absl::string_view hold_id, absl::string_view code) {
  return absl::StrCat(hold_id, code);
}

template <typename Message>
absl::StatusOr<std::optional<Message>> Find(const View& view,
                                            const std::string& key) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   view.Get(kIndex, key));
  if (!bytes.has_value()) return std::optional<Message>();
  Message message;
  if (message.ParseFromString(*bytes)) {
    return std::optional<Message>(std::move(message));
  }
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      absl::StrCat("index entry ", key, " cannot be read"), {{"key", key}});
}

std::int64_t MicrosOf(const Change& change) {
  return google::protobuf::util::TimeUtil::TimestampToMicroseconds(
      change.provenance().time());
}

absl::Status PutRecord(const Change& change, absl::string_view append_id,
                       View& view) {
  const record::v1::Record& record = change.record_put();
  ASSIGN_OR_RETURN(std::optional<v1::IndexedRecord> indexed,
                   FindRecord(view, record.record_id()));
  if (!indexed.has_value()) {
    indexed.emplace();
    indexed->set_state(RecordState::KIND_EFFECTIVE);
    view.Put(kIndex, UnderKey(record),
             absl::HexStringToBytes(record.record_id()));
  }
  if (indexed->state() == RecordState::KIND_LAPSED) {
    indexed->set_state(RecordState::KIND_EFFECTIVE);
  }
  indexed->set_stood_micros(MicrosOf(change));
  const record::Digests digests = record::DigestsOf(record);
  indexed->set_sha256(digests.canonical);
  indexed->set_credit_code(record.credit_code());
  indexed->set_content_append_id(std::string(append_id));
  indexed->set_area(record.area());
  indexed->set_decision_key(DecisionKey(record));
  PutInTable(record, digests.comparable, *indexed, view);
  view.Put(kIndex, RecordKey(record.record_id()), indexed->SerializeAsString());
  return absl::OkStatus();
}

absl::Status SetState(absl::string_view record_id, absl::string_view code,
                      RecordState::Kind state, View& view) {
  ASSIGN_OR_RETURN(std::optional<v1::IndexedRecord> indexed,
                   FindRecord(view, record_id));
  if (!indexed.has_value()) return absl::OkStatus();
  indexed->set_state(state);
  FollowState(record_id, code, *indexed, view);
  view.Put(kIndex, RecordKey(record_id), indexed->SerializeAsString());
  return absl::OkStatus();
}

absl::Status Reinstate(const Change& change, View& view) {
  const std::string& record_id = change.record_reinstated().record_id();
  ASSIGN_OR_RETURN(std::optional<v1::IndexedRecord> indexed,
                   FindRecord(view, record_id));
  if (!indexed.has_value()) return absl::OkStatus();
  indexed->set_state(RecordState::KIND_EFFECTIVE);
  indexed->set_stood_micros(MicrosOf(change));
  view.Put(kIndex, RecordKey(record_id), indexed->SerializeAsString());
  FollowState(record_id, change.credit_code(), *indexed, view);
  return absl::OkStatus();
}

absl::Status Lapse(absl::string_view record_id, absl::string_view code,
                   View& view) {
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedRecord> indexed,
                   FindRecord(view, record_id));
  if (!indexed.has_value() || indexed->state() != RecordState::KIND_EFFECTIVE) {
    return absl::OkStatus();
  }
  return SetState(record_id, code, RecordState::KIND_LAPSED, view);
}

// The former codes that a later registration leaves out.
void TakeBackFormerCodes(const v1::IndexedSubject& before,
                         const record::v1::Registration& registration,
                         View& view) {
  for (const std::string& former : before.former_credit_codes()) {
    if (absl::c_linear_search(registration.former_credit_codes(), former)) {
      continue;
    }
    RemoveFormerCode(former, registration.credit_code(), view);
  }
}

// All who registered it before, but for who does it now.
void AddOthers(const v1::IndexedSubject& before, absl::string_view source_id,
               v1::IndexedSubject& subject) {
  std::set<std::string> others(before.other_source_ids().begin(),
                               before.other_source_ids().end());
  others.insert(before.source_id());
  others.erase("");  // kept before sources were
  others.erase(std::string(source_id));
  subject.mutable_other_source_ids()->Assign(others.begin(), others.end());
}

absl::Status PutSubject(const Change& change, absl::string_view append_id,
                        View& view) {
  const record::v1::Registration& registration = change.registration();
  const std::string& source_id = change.provenance().source_id();
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedSubject> before,
                   FindSubject(view, registration.credit_code()));
  v1::IndexedSubject subject;
  if (before.has_value()) AddOthers(*before, source_id, subject);
  subject.set_source_id(source_id);
  const record::Digests digests = record::DigestsOf(registration);
  PutInTables(registration.credit_code(), digests.comparable, subject, view);
  subject.set_sha256(digests.canonical);
  subject.set_content_append_id(std::string(append_id));
  subject.set_name_key(NameKey(registration.name()));
  subject.set_operator_kind(registration.operator_kind());
  subject.set_region_code(registration.region_code());
  subject.set_legal_representative(registration.legal_representative());
  *subject.mutable_former_credit_codes() = registration.former_credit_codes();
  view.Put(kIndex, SubjectKey(registration.credit_code()),
           subject.SerializeAsString());
  if (before.has_value()) TakeBackFormerCodes(*before, registration, view);
  AddNames(registration, view);
  return absl::OkStatus();
}

}  // namespace

absl::Status ApplyToIndex(const Change& change, std::uint32_t partition,
                          absl::string_view append_id, View& view) {
  switch (change.kind_case()) {
    case Change::kRegistration:
      return PutSubject(change, append_id, view);
    case Change::kRecordPut:
      return PutRecord(change, append_id, view);
    case Change::kRecordWithdrawn:
      return SetState(change.record_withdrawn().record_id(),
                      change.credit_code(), RecordState::KIND_WITHDRAWN, view);
    case Change::kRecordRepaired:
      return SetState(change.record_repaired().record_id(),
                      change.credit_code(), RecordState::KIND_REPAIRED, view);
    case Change::kRecordReinstated:
      return Reinstate(change, view);
    case Change::kHoldPlaced:
      view.Put(kHolds,
               HoldKey(change.hold_placed().hold_id(), change.credit_code()),
               "");
      return absl::OkStatus();
    case Change::kHoldLifted:
      view.Delete(kHolds, HoldKey(change.hold_lifted().hold_id(),
                                  change.credit_code()));
      return absl::OkStatus();
    case Change::kSourceState:
      if (partition == 0) {
        view.Put(kIndex, SourceKey(change.source_state().source_id()),
                 change.source_state().SerializeAsString());
      }
      return absl::OkStatus();
    case Change::kKindDeclared:
      if (partition == 0) {
        view.Put(kIndex, KindKey(change.kind_declared().kind().kind_id()),
                 change.kind_declared().kind().SerializeAsString());
      }
      return absl::OkStatus();
    case Change::kPolicyActivated:
      view.Put(kIndex, PolicyKey(partition), "");
      return partition == 0 ? ApplyToPolicies(change, view) : absl::OkStatus();
    case Change::kPolicyProposed:
    case Change::kPolicyRejected:
      return partition == 0 ? ApplyToPolicies(change, view) : absl::OkStatus();
    case Change::kRecordLapsed:
      return Lapse(change.record_lapsed().record_id(), change.credit_code(),
                   view);
    case Change::kRecordObjected:
      return ApplyToObjections(change, view);
    case Change::kMismatchOpened:
      return OpenInIndex(change, view);
    case Change::kMismatchClosed:
      return CloseInIndex(change, view);
    case Change::kSubjectBarred:
    case Change::kSubjectUnbarred:
    case Change::kReportRevoked:
    case Change::kBarrier:
    case Change::KIND_NOT_SET:
      return absl::OkStatus();  // says nothing that judging a row needs
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<v1::IndexedRecord>> FindRecord(
    const View& view, absl::string_view record_id) {
  return Find<v1::IndexedRecord>(view, RecordKey(record_id));
}

absl::StatusOr<std::vector<std::string>> DecisionsUnder(
    const View& view, absl::string_view credit_code) {
  return view.Suffixes(kIndex, CodeKey(credit_code));
}

absl::StatusOr<std::optional<std::string>> FindRecordUnder(
    const View& view, absl::string_view credit_code,
    absl::string_view decision_id) {
  ASSIGN_OR_RETURN(
      std::optional<std::string> id,
      view.Get(kIndex, absl::StrCat(CodeKey(credit_code), decision_id)));
  if (id.has_value()) id = absl::BytesToHexString(*id);
  return id;
}

absl::StatusOr<std::optional<v1::IndexedSubject>> FindSubject(
    const View& view, absl::string_view credit_code) {
  return Find<v1::IndexedSubject>(view, SubjectKey(credit_code));
}

absl::StatusOr<std::set<std::string>> FormerCodesOf(
    const View& view, absl::string_view credit_code) {
  std::set<std::string> former;
  std::vector<std::string> later = {std::string(credit_code)};
  while (!later.empty()) {
    ASSIGN_OR_RETURN(const auto subject, FindSubject(view, later.back()));
    later.pop_back();
    if (!subject.has_value()) continue;
    for (const std::string& code : subject->former_credit_codes()) {
      if (code != credit_code && former.insert(code).second) {
        later.push_back(code);
      }
    }
  }
  return former;
}

absl::StatusOr<std::optional<changelog::v1::SourceState>> FindSourceState(
    const View& view, absl::string_view source_id) {
  return Find<changelog::v1::SourceState>(view, SourceKey(source_id));
}

absl::StatusOr<std::vector<changelog::v1::SourceState>> AllSourceStates(
    const View& view) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                   view.Suffixes(kIndex, kSourceStatePrefix));
  std::vector<changelog::v1::SourceState> states;
  for (const std::string& id : ids) {
    ASSIGN_OR_RETURN(auto state, FindSourceState(view, id));
    if (state.has_value()) states.push_back(*std::move(state));
  }
  return states;
}

absl::StatusOr<std::optional<DeclaredKind>> FindDeclaredKind(
    const View& view, absl::string_view kind_id) {
  return Find<DeclaredKind>(view, KindKey(kind_id));
}

absl::StatusOr<std::vector<DeclaredKind>> AllDeclaredKinds(const View& view) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                   view.Suffixes(kIndex, kKindPrefix));
  std::vector<DeclaredKind> kinds;
  for (const std::string& id : ids) {
    ASSIGN_OR_RETURN(auto kind, FindDeclaredKind(view, id));
    if (kind.has_value()) kinds.push_back(*std::move(kind));
  }
  return kinds;
}

absl::StatusOr<bool> HasPolicy(const View& view, std::uint32_t partition) {
  return view.Has(kIndex, PolicyKey(partition));
}

absl::StatusOr<std::vector<std::string>> HeldBy(const View& view,
                                                absl::string_view hold_id) {
  return view.Suffixes(kHolds, hold_id);
}

absl::StatusOr<bool> IsHeldBy(const View& view, absl::string_view hold_id,
                              absl::string_view credit_code) {
  return view.Has(kHolds, HoldKey(hold_id, credit_code));
}

}  // namespace creditproof::ingestion
