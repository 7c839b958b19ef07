#include "libs/policy/standing.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/numbers.h"
#include "libs/base/date.h"

namespace creditproof::policy {
namespace {

using record::v1::CurrentRecord;
using record::v1::PenaltyKind;
using record::v1::Record;
using record::v1::RecordState;

constexpr std::size_t kRegionDigits = 6;  // GB/T 2260

std::uint32_t RegionNumber(absl::string_view code) {
  std::uint32_t number = 0;
  if (code.size() != kRegionDigits || !absl::SimpleAtoi(code, &number)) {
    return 0;
  }
  return number;
}

absl::CivilDay DateOr(absl::string_view text, absl::CivilDay otherwise) {
  return text.empty() ? otherwise : base::ParseDate(text).value_or(otherwise);
}

bool IsWarningOnly(const Record& record) {
  if (record.kind() != record::v1::RECORD_KIND_PENALTY) return false;
  const auto& kinds = record.penalty_kinds();
  return !kinds.empty() && std::all_of(kinds.begin(), kinds.end(), [](int k) {
    return k == PenaltyKind::PENALTY_KIND_WARNING ||
           k == PenaltyKind::PENALTY_KIND_CIRCULATED_CRITICISM;
  });
}

RecordFact FactOf(const CurrentRecord& current) {
  const Record& record = current.record();
  return {record.record_id(),
          record.kind(),
          record.area(),
          current.state().kind(),
          record.procedure(),
          IsWarningOnly(record),
          current.state().objected(),
          DateOr(record.decision_date(), absl::CivilDay::min()),
          DateOr(record.publicity_end_date(), absl::CivilDay::max()),
          DateOr(record.removed_date(), absl::CivilDay::max())};
}

bool Before(const RecordFact& a, const RecordFact& b) {
  return std::tie(a.decided, a.record_id) < std::tie(b.decided, b.record_id);
}

}  // namespace

void TakeRegistration(const record::v1::Registration& registration,
                      Standing& standing) {
  standing.registered = true;
  standing.operator_kind = registration.operator_kind();
  standing.status = registration.status();
  standing.region = RegionNumber(registration.region_code());
  standing.founded = DateOr(registration.founded_date(), absl::CivilDay::min());
}

// A last day that cannot be read ends nothing.
void TakeBar(const record::v1::SubjectDossier& dossier, Standing& standing) {
  standing.barred_until.reset();
  if (dossier.bar_reason().empty()) return;
  standing.barred_until =
      DateOr(dossier.bar_until_date(), absl::CivilDay::max());
}

bool IsBarred(const Standing& standing, absl::CivilDay today) {
  return standing.barred_until.has_value() && *standing.barred_until >= today;
}

void TakeRecord(const CurrentRecord& record, Standing& standing) {
  auto& records = standing.records;
  const std::string& id = record.record().record_id();
  records.erase(
      std::remove_if(records.begin(), records.end(),
                     [&](const RecordFact& f) { return f.record_id == id; }),
      records.end());
  if (record.state().kind() == RecordState::KIND_WITHDRAWN ||
      record.state().kind() == RecordState::KIND_LAPSED) {
    return;
  }
  RecordFact fact = FactOf(record);
  const auto place =
      std::upper_bound(records.begin(), records.end(), fact, Before);
  records.insert(place, std::move(fact));
}

Standing StandingOf(const record::v1::SubjectDossier& dossier) {
  Standing standing;
  if (dossier.has_registration()) {
    TakeRegistration(dossier.registration(), standing);
  }
  TakeBar(dossier, standing);
  standing.open_holds = static_cast<std::uint32_t>(dossier.holds_size());
  standing.open_mismatches =
      static_cast<std::uint32_t>(dossier.mismatches_size());
  for (const CurrentRecord& record : dossier.records()) {
    TakeRecord(record, standing);
  }
  return standing;
}

}  // namespace creditproof::policy
