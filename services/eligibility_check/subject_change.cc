#include "services/eligibility_check/subject_change.h"

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/policy/standing.h"
#include "libs/record/dossier.h"
#include "libs/record/record_of_change.h"
#include "services/eligibility_check/families.h"

namespace creditproof::eligibility_check {
namespace {

using changelog::v1::Change;
using record::v1::CurrentRecord;
using record::v1::SubjectDossier;

// The hold that `change` is about; empty for other changes.
std::string HoldIdOf(const Change& change) {
  switch (change.kind_case()) {
    case Change::kHoldPlaced:
      return change.hold_placed().hold_id();
    case Change::kHoldLifted:
      return change.hold_lifted().hold_id();
    default:
      return {};
  }
}

// The mismatch that `change` is about; empty for other changes.
std::string MismatchIdOf(const Change& change) {
  switch (change.kind_case()) {
    case Change::kMismatchOpened:
      return change.mismatch_opened().mismatch_id();
    case Change::kMismatchClosed:
      return change.mismatch_closed().mismatch_id();
    default:
      return {};
  }
}

template <typename Message>
absl::Status Parse(const std::string& bytes, Message& message) {
  if (message.ParseFromString(bytes)) return absl::OkStatus();
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "a stored fact of a subject cannot be read");
}

// The facts that one change may touch.
struct Touched {
  explicit Touched(const Change& change)
      : code(change.credit_code()),
        record_id(record::RecordIdOf(change)),
        hold_id(HoldIdOf(change)),
        mismatch_id(MismatchIdOf(change)),
        registration(change.has_registration()),
        bar(change.has_subject_barred() || change.has_subject_unbarred()) {}

  std::string record_key() const { return code + record_id; }
  std::string hold_key() const { return code + hold_id; }
  std::string mismatch_key() const { return code + mismatch_id; }

  const std::string code;
  const std::string record_id;
  const std::string hold_id;
  const std::string mismatch_id;
  const bool registration;
  const bool bar;
};

// Has `message` made and filled from what lies under `key`, if anything does.
template <typename Make>
absl::Status ReadInto(const Overlay& overlay, kv::Family family,
                      const std::string& key, Make make) {
  ASSIGN_OR_RETURN(const auto bytes, overlay.Get(family, key));
  if (!bytes.has_value() || make()->ParseFromString(*bytes)) {
    return absl::OkStatus();
  }
  return base::Error(absl::StatusCode::kDataLoss,
                     base::Reason::REASON_STORE_CORRUPT,
                     "a stored fact of a subject cannot be read");
}

absl::StatusOr<SubjectDossier> ReadTouched(const Touched& touched,
                                           const Overlay& overlay) {
  SubjectDossier dossier;
  if (touched.registration) {
    RETURN_IF_ERROR(ReadInto(overlay, kRegistration, touched.code,
                             [&] { return dossier.mutable_registration(); }));
  }
  if (!touched.record_id.empty()) {
    RETURN_IF_ERROR(ReadInto(overlay, kRecords, touched.record_key(),
                             [&] { return dossier.add_records(); }));
  }
  if (!touched.hold_id.empty()) {
    RETURN_IF_ERROR(ReadInto(overlay, kHolds, touched.hold_key(),
                             [&] { return dossier.add_holds(); }));
  }
  if (!touched.mismatch_id.empty()) {
    RETURN_IF_ERROR(ReadInto(overlay, kMismatches, touched.mismatch_key(),
                             [&] { return dossier.add_mismatches(); }));
  }
  if (touched.bar) {
    SubjectDossier bar;
    RETURN_IF_ERROR(
        ReadInto(overlay, kBars, touched.code, [&] { return &bar; }));
    dossier.MergeFrom(bar);
  }
  return dossier;
}

// Columns are neither judged nor printed: sealed numbers stay out of here.
void WriteTouched(const Touched& touched, SubjectDossier& dossier,
                  Overlay& overlay) {
  if (dossier.has_registration()) {
    dossier.mutable_registration()->clear_columns();
    overlay.Put(kRegistration, touched.code,
                dossier.registration().SerializeAsString());
  }
  for (CurrentRecord& record : *dossier.mutable_records()) {
    record.mutable_record()->clear_columns();
    overlay.Put(kRecords, touched.record_key(), record.SerializeAsString());
  }
  if (!dossier.holds().empty()) {
    overlay.Put(kHolds, touched.hold_key(),
                dossier.holds(0).SerializeAsString());
  } else if (!touched.hold_id.empty()) {
    overlay.Delete(kHolds, touched.hold_key());
  }
  if (!dossier.mismatches().empty()) {
    overlay.Put(kMismatches, touched.mismatch_key(),
                dossier.mismatches(0).SerializeAsString());
  } else if (!touched.mismatch_id.empty()) {
    overlay.Delete(kMismatches, touched.mismatch_key());
  }
  if (touched.bar) {
    SubjectDossier bar;
    bar.set_bar_reason(dossier.bar_reason());
    bar.set_bar_until_date(dossier.bar_until_date());
    overlay.Put(kBars, touched.code, bar.SerializeAsString());
  }
}

// As policy::StandingOf does from the whole dossier.
void UpdateStanding(const Touched& touched, const SubjectDossier& before,
                    const SubjectDossier& after, policy::Standing& standing) {
  if (after.has_registration()) {
    policy::TakeRegistration(after.registration(), standing);
  }
  for (const CurrentRecord& record : after.records()) {
    policy::TakeRecord(record, standing);
  }
  if (touched.bar) policy::TakeBar(after, standing);
  standing.open_holds += static_cast<std::uint32_t>(after.holds_size());
  standing.open_holds -= static_cast<std::uint32_t>(before.holds_size());
  standing.open_mismatches +=
      static_cast<std::uint32_t>(after.mismatches_size());
  standing.open_mismatches -=
      static_cast<std::uint32_t>(before.mismatches_size());
}

}  // namespace

absl::StatusOr<StoredStanding> TakeSubjectChange(const Change& change,
                                                 std::uint64_t position,
                                                 Overlay& overlay) {
  const Touched touched(change);
  ASSIGN_OR_RETURN(const SubjectDossier before, ReadTouched(touched, overlay));
  SubjectDossier after = before;
  record::ApplyChange(change, position, after);

  StoredStanding stored;
  ASSIGN_OR_RETURN(const auto bytes, overlay.Get(kStanding, touched.code));
  if (bytes.has_value()) {
    ASSIGN_OR_RETURN(stored, DecodeStored(*bytes));
  }
  UpdateStanding(touched, before, after, stored.standing);
  stored.changed_position = position;

  WriteTouched(touched, after, overlay);
  overlay.Put(kStanding, touched.code, EncodeStored(stored));
  return stored;
}

}  // namespace creditproof::eligibility_check
