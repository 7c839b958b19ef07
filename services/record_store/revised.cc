#include "services/record_store/revised.h"

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "libs/base/error.h"
#include "libs/record/record_of_change.h"
#include "libs/record/subject_name.h"
#include "services/record_store/sealed_numbers.h"

namespace creditproof::record_store {
namespace {

using changelog::v1::Change;
using record::v1::Revision;

void Tell(Revision::Kind kind, const std::string& date, const std::string& text,
          Revision& revision) {
  revision.set_kind(kind);
  revision.set_date(date);
  revision.set_text(text);
}

void Refer(Revision::Kind kind, const std::string& id, Revision& revision) {
  revision.set_kind(kind);
  revision.set_reference_id(id);
}

void TellObjection(const changelog::v1::RecordObjected& objected,
                   Revision& revision) {
  Refer(objected.open() ? Revision::KIND_OBJECTION_OPENED
                        : Revision::KIND_OBJECTION_CLOSED,
        objected.objection_id(), revision);
  revision.set_text(objected.open() ? objected.statement() : objected.answer());
  revision.set_upheld(objected.upheld());
}

void TellContent(Change& change, Revision& revision) {
  switch (change.kind_case()) {
    case Change::kRegistration:
      revision.set_kind(Revision::KIND_REGISTRATION);
      *revision.mutable_registration() =
          std::move(*change.mutable_registration());
      return LeaveOutNumbers(*revision.mutable_registration());
    case Change::kRecordPut:
      revision.set_kind(Revision::KIND_RECORD_PUT);
      *revision.mutable_record() = std::move(*change.mutable_record_put());
      return LeaveOutNumbers(*revision.mutable_record());
    case Change::kRecordWithdrawn:
      return Tell(Revision::KIND_RECORD_WITHDRAWN,
                  change.record_withdrawn().date(),
                  change.record_withdrawn().reason(), revision);
    case Change::kRecordRepaired:
      return Tell(Revision::KIND_RECORD_REPAIRED,
                  change.record_repaired().date(), "", revision);
    case Change::kRecordReinstated:
      return Tell(Revision::KIND_RECORD_REINSTATED, "",
                  change.record_reinstated().reason(), revision);
    case Change::kRecordLapsed:
      return Tell(Revision::KIND_RECORD_LAPSED,
                  change.record_lapsed().as_of_date(), "", revision);
    case Change::kRecordObjected:
      return TellObjection(change.record_objected(), revision);
    case Change::kHoldPlaced:
      Refer(Revision::KIND_HOLD_PLACED, change.hold_placed().hold_id(),
            revision);
      return revision.set_text(change.hold_placed().reason());
    case Change::kHoldLifted:
      Refer(Revision::KIND_HOLD_LIFTED, change.hold_lifted().hold_id(),
            revision);
      return revision.set_text(change.hold_lifted().reason());
    case Change::kSubjectBarred:
      Refer(Revision::KIND_BARRED, change.subject_barred().bar_id(), revision);
      return Tell(Revision::KIND_BARRED, change.subject_barred().until_date(),
                  change.subject_barred().reason(), revision);
    case Change::kSubjectUnbarred:
      Refer(Revision::KIND_UNBARRED, change.subject_unbarred().bar_id(),
            revision);
      return revision.set_text(change.subject_unbarred().reason());
    case Change::kReportRevoked:
      Refer(Revision::KIND_REPORT_REVOKED,
            change.report_revoked().report_number(), revision);
      return revision.set_text(change.report_revoked().reason());
    case Change::kMismatchOpened:
      return Refer(Revision::KIND_MISMATCH_OPENED,
                   change.mismatch_opened().mismatch_id(), revision);
    case Change::kMismatchClosed:
      Refer(Revision::KIND_MISMATCH_CLOSED,
            change.mismatch_closed().mismatch_id(), revision);
      return revision.set_text(change.mismatch_closed().reason());
    default:
      return;
  }
}

}  // namespace

bool Revised::IsTouchedBy(const Change& change) const {
  switch (what) {
    case What::kSubject:
      return true;
    case What::kRegistration:
      return change.has_registration();
    case What::kRecord:
      return record::RecordIdOf(change) == record_id;
  }
  return false;
}

absl::StatusOr<Revised> ParseRevised(absl::string_view name) {
  const auto refused = [] {
    return base::InvalidField(
        "name",
        "must be subjects/{credit_code}, with /registration or "
        "/records/{record} behind or nothing");
  };
  constexpr absl::string_view kSubjects = "subjects/";
  if (!absl::StartsWith(name, kSubjects)) return refused();
  const std::size_t end = name.find('/', kSubjects.size());
  const absl::StatusOr<CreditCode> code =
      record::ParseSubjectName(name.substr(0, end));
  if (!code.ok()) return base::InvalidField("name", code.status().message());
  if (end == absl::string_view::npos) {
    return Revised{*code, Revised::What::kSubject, ""};
  }
  absl::string_view rest = name.substr(end);
  if (rest == "/registration") {
    return Revised{*code, Revised::What::kRegistration, ""};
  }
  if (!absl::ConsumePrefix(&rest, "/records/") || rest.empty()) {
    return refused();
  }
  return Revised{*code, Revised::What::kRecord, std::string(rest)};
}

Revision ToRevision(Change change) {
  Revision revision;
  revision.set_record_id(record::RecordIdOf(change));
  const changelog::v1::Provenance& provenance = change.provenance();
  revision.set_source_id(provenance.source_id());
  revision.set_delivery_id(provenance.delivery_id());
  revision.set_row(provenance.row());
  revision.set_client(provenance.client());
  if (provenance.has_time()) {
    *revision.mutable_accept_time() = provenance.time();
  }
  revision.set_actor(provenance.actor());
  revision.set_ground(provenance.ground());
  TellContent(change, revision);
  return revision;
}

}  // namespace creditproof::record_store
