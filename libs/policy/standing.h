// The Standing: all that a verdict needs to know of a subject, in a few bytes.
//
// Layout version 1, about 12 bytes for a subject without records. A store of
// older layout is rebuilt from the canonical current records.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "creditproof/record/v1/record.pb.h"
#include "creditproof/record/v1/record_service.pb.h"

namespace creditproof::policy {

// What a verdict reads of one record.
struct RecordFact {
  std::string record_id;  // 32 hex digits
  record::v1::RecordKind kind;
  record::v1::Area area;
  record::v1::RecordState::Kind state;
  record::v1::Procedure procedure;
  bool warning_only = false;  // a penalty of 警告 or 通报批评 and nothing else
  bool objected = false;
  absl::CivilDay decided;        // CivilDay::min() when it cannot be read
  absl::CivilDay publicity_end;  // CivilDay::max() when without end
  absl::CivilDay removed;        // CivilDay::max() while it stands

  friend bool operator==(const RecordFact&, const RecordFact&) = default;
};

// What a verdict reads of one subject.
struct Standing {
  bool registered = false;
  // Last day of a bar; CivilDay::max() when without end. Nothing when it was
  // lifted or there was none. Whether it bars depends on the day.
  std::optional<absl::CivilDay> barred_until;
  record::v1::OperatorKind operator_kind{};
  record::v1::RegistrationStatus status{};
  std::uint32_t region = 0;  // GB/T 2260 as a number; 0 for unknown
  // CivilDay::min() when unknown.
  absl::CivilDay founded = absl::CivilDay::min();
  std::uint32_t open_holds = 0;
  std::uint32_t open_mismatches = 0;
  // By date, then id; withdrawn ones are left out.
  std::vector<RecordFact> records;

  friend bool operator==(const Standing&, const Standing&) = default;
};

// Deterministic.
std::string EncodeStanding(const Standing& standing);

// Fails with DATA_LOSS for a layout it does not know, or bytes that end early
// or go on.
absl::StatusOr<Standing> DecodeStanding(absl::string_view bytes);

// The standing that follows from everything known of a subject.
Standing StandingOf(const record::v1::SubjectDossier& dossier);

// Whether the subject may not use reports that day.
bool IsBarred(const Standing& standing, absl::CivilDay today);

// The parts of StandingOf, for who keeps a standing up to date.
void TakeRegistration(const record::v1::Registration& registration,
                      Standing& standing);
void TakeBar(const record::v1::SubjectDossier& dossier, Standing& standing);

// Replaces the fact of that record; a withdrawn one leaves.
void TakeRecord(const record::v1::CurrentRecord& record, Standing& standing);

}  // namespace creditproof::policy
